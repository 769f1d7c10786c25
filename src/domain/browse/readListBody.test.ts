import { readExemplars } from "../exemplar/readExemplars.ts";
import { describe, expect, it } from "vitest";
import { ProblemError } from "../problem/Problem.ts";
import { readFamilies, readListBody, readNames, readVolumes } from "./readListBody.ts";

const body = (data: unknown) => JSON.stringify({ status: "success", data });
const codeOf = (text: string, isCut = false) => {
  try {
    readListBody({ text, isCut });
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
  return "none";
};

describe("readListBody", () => {
  it("F42 keeps every whole element of a list cut anywhere, and no part of one", () => {
    const names = ["a", 'quo"te,d', "back\\", '",', "},", "日本", "last"];
    const text = body(names);
    const first = text.indexOf('"a"') + 4;
    for (let end = first; end < text.length; end += 1) {
      const read = readNames(readListBody({ text: text.slice(0, end), isCut: true }));
      expect(read).toEqual(names.slice(0, read.length));
      expect(read.length).toBeGreaterThan(0);
    }
  });

  it("F42 keeps every whole series of a list cut anywhere", () => {
    const series = [{ a: "1", b: "}," }, { a: "2" }, { a: '",' }];
    const text = body(series);
    for (let end = text.indexOf('"},{') + 3; end < text.length; end += 1) {
      const read = readListBody({ text: text.slice(0, end), isCut: true });
      expect(Array.isArray(read) && series.slice(0, read.length)).toEqual(read);
    }
  });

  it("F42 Q1 keeps every whole exemplar of a list cut anywhere in it", () => {
    const exemplars = [1, 2, 3].map((at) => ({ labels: { t: `${at}` }, value: "0.5", timestamp: at }));
    const data = [1, 2].map((job) => ({ seriesLabels: { job: `${job}` }, exemplars }));
    const text = JSON.stringify({ status: "success", data });
    const first = text.indexOf('"timestamp":1}') + '"timestamp":1},'.length;
    for (let end = first; end < text.length; end += 1) {
      const read = readExemplars(readListBody({ text: text.slice(0, end), isCut: true }));
      expect(read.length).toBeGreaterThan(0);
      expect(read.every(({ value }) => value === 0.5)).toBe(true);
    }
  });

  it.each([
    ["", "BAD_JSON"],
    ["<html>", "BAD_JSON"],
    ["[]", "BAD_SHAPE"],
    ['{"status":"error","errorType":"bad_data","error":"x"}', "QUERY_REJECTED"],
  ])("refuses %j as %s", (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it("refuses a cut body in which nothing is whole", () => {
    expect(codeOf('{"status":"success","data":["a', true)).toBe("BAD_JSON");
  });
});

describe("what lists hold", () => {
  it("takes the first entry of each family, __proto__ too", () => {
    const data: unknown = JSON.parse(
      '{"up":[{"type":"gauge","help":"h"},{}],"__proto__":[{"type":"counter"}],"x":[]}',
    );
    expect([...readFamilies(data)]).toEqual([
      ["up", { type: "gauge", help: "h", unit: "" }],
      ["__proto__", { type: "counter", help: "", unit: "" }],
    ]);
  });

  it("H3 reads bytes by label and by value", () => {
    const byLabel = {
      result: [{ metric: { app: "" }, value: [1, "120"] }, { metric: {}, value: [1, "5"] }, null],
    };
    expect(readVolumes(byLabel, null)).toEqual([{ name: "app", bytes: 120 }]);
    const byValue = { result: [{ metric: { app: "x" }, value: [1, "7"] }] };
    expect(readVolumes(byValue, "app")).toEqual([{ name: "x", bytes: 7 }]);
    expect([readVolumes(null, null), readVolumes({ result: 3 }, null)]).toEqual([[], []]);
  });
});
