import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonMembers } from "./jsonMembers.ts";
import { readableAnswer } from "./readableAnswer.ts";

const read = (text: string) => {
  const { body, ...rest } = readableAnswer(Buffer.from(text));
  return { text: body.toString("utf8"), ...rest };
};
const DATA = '"data":{"resultType":"matrix","result":[{"metric":{"a":"}\\"]"},"values":[[1,"2"]]}]}';
const KEPT = `{"status":"success",${DATA}}`;

describe("readableAnswer", () => {
  it.each([
    [
      "Prometheus",
      `{"status":"success",${DATA},"warnings":["secret w"],"infos":["secret i"]}`,
      { warnings: 1, notes: ["secret w", "secret i"] },
    ],
    [
      "Loki",
      `{"status":"success","warnings":["secret w"],${DATA.replace("]}]}", ']}],"stats":{"secret":1}}')}}`,
      { warnings: 1, notes: ["secret w"] },
    ],
    [
      "VictoriaMetrics",
      `{"status":"success","isPartial":true,${DATA},"trace":{"message":"secret"}}`,
      { warnings: 1, notes: ["The source answered in part only."] },
    ],
    [
      "blanks and order",
      `\n{ ${DATA.replaceAll(":", " : ")} , "status" : "success" }\n`,
      { warnings: 0, notes: [] },
    ],
    ["nothing beside", KEPT, { warnings: 0, notes: [] }],
  ])("I2 passes on the data of %s and nothing beside it", (_what, text, told) => {
    const got = read(text);
    expect(JSON.parse(got.text)).toEqual(JSON.parse(KEPT));
    expect(got).toMatchObject(told);
    expect(got.text).not.toContain("secret");
  });

  it("keeps how Loki spelled the labels of its lines, and every digit", () => {
    const text =
      '{"status":"success","data":{"result":[[1.10,"0.30000000000000004"]],"encodingFlags":["categorize-labels"],"resultType":"streams"}}';
    expect(read(text).text).toBe(
      '{"status":"success","data":{"resultType":"streams","encodingFlags":["categorize-labels"],"result":[[1.10,"0.30000000000000004"]]}}',
    );
  });

  it.each([
    "",
    "null",
    "[]",
    '{"status":"error","error":"secret"}',
    '{"status":"success"}',
    '{"status":"success","data":null}',
    '{"status":"success","data":{"resultType":"matrix"}}',
    KEPT.slice(0, -1),
    KEPT.slice(0, 60),
    KEPT.replace('"status":', '"status"'),
    `{"status":"success","status":"error",${DATA}}`,
  ])("refuses what is no whole answer: %j", (text) => {
    expect(() => read(text)).toThrow("BAD_SHAPE");
  });

  it("finds the members of any object, as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(0, 2), (object, indent) => {
        const text = JSON.stringify(object, null, indent);
        const body = Buffer.from(text);
        const members = [...(jsonMembers(body) ?? [])].map(([name, { from, to }]) => [
          name,
          JSON.parse(body.toString("utf8", from, to)),
        ]);
        const parsed = JSON.parse(text) as Readonly<Record<string, unknown>>;
        expect(new Map(members as [string, unknown][])).toEqual(new Map(Object.entries(parsed)));
      }),
    );
  });
});
