import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { processorMs } from "../../../testing/processorMs.ts";
import { decodeUtf8 } from "../../../web/worker/utf8.ts";
import { ProblemError } from "../../problem/Problem.ts";
import { labelValue, type Decoded, type RangeResult } from "../Frame.ts";
import { formatExact } from "../../format/formatExact.ts";
import type { DecodeOptions, StepGrid } from "./DecodeOptions.ts";
import { QueryDecoder } from "./QueryDecoder.ts";

const encoder = new TextEncoder();
const bytesOf = (body: string | Uint8Array) => (typeof body === "string" ? encoder.encode(body) : body);
const GRID: StepGrid = { startMs: 1_700_000_000_000, stepMs: 15_000, count: 4 };
const T = [1_700_000_000, 1_700_000_015, 1_700_000_030, 1_700_000_045] as const;

interface Way extends Partial<DecodeOptions> {
  readonly chunk?: number;
  readonly isInstant?: boolean;
}

function decode(
  body: string | Uint8Array,
  { chunk = Infinity, isInstant = false, ...options }: Way = {},
): Decoded {
  const decoder = new QueryDecoder({ decodeUtf8, ...(isInstant ? {} : { grid: GRID }), ...options });
  const bytes = bytesOf(body);
  for (let i = 0; i < bytes.length; i += chunk) decoder.push(bytes.subarray(i, i + chunk));
  return decoder.finish();
}

function problemOf(body: string | Uint8Array, way?: Way) {
  try {
    decode(body, way);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error("it was accepted");
}

function range(body: string | Uint8Array, way?: Way): RangeResult {
  const { result } = decode(body, way);
  if (result.kind !== "range") throw new Error(result.kind);
  return result;
}

const matrix = (result: string, rest = "") =>
  `{"status":"success","data":{"resultType":"matrix","result":${result}}${rest}}`;
const one = (values: string, metric = '{"job":"a"}') => matrix(`[{"metric":${metric},"values":${values}}]`);
const columns = (result: RangeResult) => result.series.map(({ values }) => [...values]);

describe("a range answer", () => {
  it("becomes one column per series on the plan's grid, NaN where a step is missing", () => {
    const { result, meta } = decode(
      matrix(
        `[{"metric":{"job":"a"},"values":[[${T[0]},"1"],[${T[1]},"2.5"],[${T[3]},"-4"]]},` +
          `{"metric":{"job":"b"},"values":[[${T[2]},"0.1"]]}]`,
      ),
    );
    expect(result.kind === "range" && columns(result)).toEqual([
      [1, 2.5, NaN, -4],
      [NaN, NaN, 0.1, NaN],
    ]);
    expect(result.kind === "range" && [...result.timesMs]).toEqual(T.map((t) => t * 1000));
    expect(meta).toMatchObject({ seriesCount: 2, sampleCount: 4, isPartial: false, warnings: [], infos: [] });
  });

  it.each([
    ["result null", "null"],
    ["no series", "[]"],
    ["a series without samples", '[{"metric":{},"values":[]}]'],
  ])("F26 with %s is empty, not wrong", (_, result) => {
    expect(decode(matrix(result)).meta.sampleCount).toBe(0);
  });

  it("decodes the same in pieces of any size, with any spacing and order of members", () => {
    const body = JSON.stringify(
      {
        warnings: ["w"],
        isPartial: false,
        stats: { seriesFetched: "2", nested: [[{}], ']}\\"'] },
        data: {
          result: [
            {
              values: [
                [T[0], "0.1234567890123456"],
                [T[1], "NaN"],
              ],
              metric: { 'quo"te': "ü€😀", b: "}]" },
            },
            {
              histograms: [],
              metric: { c: "1" },
              values: [
                [T[2], "1e309"],
                [T[3], "+Inf"],
              ],
            },
          ],
          resultType: "matrix",
        },
        infos: ["i"],
        status: "success",
      },
      null,
      "\t\n ",
    );
    const compact = JSON.stringify(JSON.parse(body));
    for (const text of [body, compact]) {
      const whole = decode(text);
      for (let chunk = 1; chunk < 60; chunk++) expect(decode(text, { chunk })).toEqual(whole);
      expect(whole.meta).toMatchObject({ warnings: ["w"], infos: ["i"], sampleCount: 4 });
    }
    expect(range(body)).toEqual(range(compact));
  });

  it("equals JSON.parse for any values at any split", () => {
    const value = fc.oneof(
      fc.double().map(formatExact),
      fc.constantFrom("NaN", "+Inf", "-Inf", "1e309", "-0", "0.10", "12345678901234567890123"),
    );
    const column = fc.array(fc.option(value), { minLength: 4, maxLength: 4 });
    const body = fc.tuple(fc.array(column, { maxLength: 5 }), fc.integer({ min: 1, max: 90 }));
    fc.assert(
      fc.property(body, ([sent, chunk]) => {
        const result = sent.map((texts, i) => ({
          metric: { i: String(i) },
          values: texts.flatMap((text, k) => (text === null ? [] : [[T[k], text]])),
        }));
        const got = range(matrix(JSON.stringify(result)), { chunk });
        for (const [i, texts] of sent.entries()) {
          const series = got.series[i];
          for (const [k, text] of texts.entries()) {
            const wanted = text === null ? NaN : Number(text.replace("Inf", "Infinity"));
            expect(Object.is(series?.values[k], wanted)).toBe(true);
            expect(series?.nanAt?.includes(k) ?? false).toBe(text === "NaN");
            const kept = series?.texts?.get(k) ?? (text === null ? null : formatExact(wanted));
            expect(kept).toBe(text);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("F36 sorts and de-duplicates samples, the last one winning, and counts what it did", () => {
    const result = range(
      one(`[[${T[2]},"3"],[${T[0]},"1"],[${T[2]},"33"],[${T[1]}.020,"2"],[${T[3]}.9,"4"]]`),
    );
    expect(columns(result)).toEqual([[1, 2, 33, 4]]);
    expect(result.notes).toMatchObject({ duplicateSamples: 1, unsortedSamples: 2, offStepSamples: 1 });
  });

  it("F36 counts a sample within a hundredth of a step as on it, and drops those outside the range", () => {
    const result = range(one(`[[${T[0] - 15},"9"],[${T[0]}.149,"1"],[${T[3] + 15},"9"]]`));
    expect(columns(result)).toEqual([[1, NaN, NaN, NaN]]);
    expect(result.notes.offStepSamples).toBe(2);
  });

  it("F36 joins a series that came twice, whatever the order of its labels", () => {
    const result = range(
      matrix(
        `[{"metric":{"a":"1","b":"2"},"values":[[${T[0]},"1"],[${T[1]},"2.0"]]},` +
          `{"metric":{"b":"2","a":"1"},"values":[[${T[1]},"NaN"],[${T[3]},"4"]]}]`,
      ),
    );
    expect(columns(result)).toEqual([[1, NaN, NaN, 4]]);
    expect([...(result.series[0]?.nanAt ?? [])]).toEqual([1]);
    expect(result.series[0]?.texts).toBeUndefined();
    expect(result.notes.duplicateSeries).toBe(1);
  });

  it("F37 keeps the exact text where the double would print otherwise", () => {
    const sent = ["1e309", "-0", "1.10", "0.30000000000000004"];
    const [series] = range(one(JSON.stringify(sent.map((text, i) => [T[i], text])))).series;
    expect([...(series?.values ?? [])]).toEqual([Infinity, -0, 1.1, 0.1 + 0.2]);
    expect(series?.texts).toEqual(
      new Map([
        [0, "1e309"],
        [2, "1.10"],
      ]),
    );
  });

  it.each([
    ["0x1p3", "data.result[0].values[1][1]"],
    ["", "data.result[0].values[1][1]"],
    ["abc", "data.result[0].values[1][1]"],
  ])("F37 refuses %j as a value, naming its place", (text, path) => {
    const problem = problemOf(one(`[[${T[0]},"1"],[${T[1]},"${text}"]]`));
    expect(problem.code).toBe("BAD_SHAPE");
    expect(problem.detail).toContain(path);
  });

  it("F39 takes native histograms beside and among the values", () => {
    const histogram = '{"count":"3","sum":"1.5","buckets":[[3,"-0.1","0.1","1"],[0,"0.5","1","2"]]}';
    const body = matrix(
      `[{"metric":{},"values":[[${T[1]},"7"]],"histograms":[[${T[0]},${histogram}],[${T[2]},${histogram}]]}]`,
    );
    for (const chunk of [1, 7, 1000]) {
      const result = range(body, { chunk });
      expect(columns(result)).toEqual([[1.5, 7, 1.5, NaN]]);
      expect(result.notes.unsortedSamples).toBe(0);
      expect([...(result.series[0]?.histograms?.keys() ?? [])]).toEqual([0, 2]);
      expect(result.series[0]?.histograms?.get(2)).toEqual({
        count: 3,
        sum: 1.5,
        buckets: [
          [3, -0.1, 0.1, 1],
          [0, 0.5, 1, 2],
        ],
      });
    }
  });
});

describe("labels", () => {
  it("F28 keeps names such as __proto__ and constructor as data", () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const [series] = range(one("[]", '{"__proto__":"p","constructor":"c","toString":"t"}')).series;
    const copy = structuredClone(series?.labels ?? {});
    for (const labels of [series?.labels ?? {}, copy]) {
      expect(["__proto__", "constructor", "toString"].map((name) => labelValue(labels, name))).toEqual([
        "p",
        "c",
        "t",
      ]);
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as { p?: string }).p).toBeUndefined();
  });

  it("F28 lets the last of duplicate keys win, as JSON.parse does", () => {
    const body =
      `{"status":"error","data":{"result":[{"metric":{"x":"1"},"values":[]}]},"status":"success",` +
      `"data":{"resultType":"vector","resultType":"matrix","result":[],"result":[{"metric":{"a":"0"},` +
      `"values":[[${T[0]},"1"],[${T[1]},"1"]],"metric":{"a":"1","a":"2"},"values":[[${T[1]},"5"]]}]}}`;
    const [series] = range(body).series;
    expect(series?.labels).toEqual({ a: "2" });
    expect([...(series?.values ?? [])]).toEqual([NaN, 5, NaN, NaN]);
  });

  it.each([
    ["invalid UTF-8", [0xff]],
    ["a truncated sequence", [0xe2, 0x82]],
    ["a byte order mark", [0xef, 0xbb, 0xbf]],
    ["an escaped lone surrogate", [...encoder.encode("\\ud800")]],
    ["an escaped NUL", [...encoder.encode("\\u0000")]],
  ])("F33 shows %s as U+FFFD and flags the series", (_, bad) => {
    const [head, tail] = one(`[[${T[0]},"1"]]`, '{"a":"x@y"}').split("@") as [string, string];
    const body = Uint8Array.from([...encoder.encode(head), ...bad, ...encoder.encode(tail)]);
    const result = range(body);
    expect(result.series[0]?.labels["a"]).toMatch(/^x\uFFFD+y$/);
    expect(result.series[0]?.hasInvalidBytes).toBe(true);
    expect(result.notes.invalidUtf8Series).toBe(1);
    expect(columns(result)).toEqual([[1, NaN, NaN, NaN]]);
  });

  it("F33 skips a byte order mark before the body", () => {
    expect(range(`\uFEFF${one("[]")}`).notes.invalidUtf8Series).toBe(0);
  });
});

describe("an answer that is none", () => {
  const seed = /```javascript\n([\s\S]*?)```/.exec(
    readFileSync(new URL("./seedSample.txt", import.meta.url), "utf8"),
  )?.[1] as string;

  it("F25 names the byte of the missing quote in the first seed's own sample", () => {
    const problem = problemOf(seed, { isInstant: true });
    expect(problem.code).toBe("BAD_JSON");
    // The string runs on to the end of its line, where a raw line feed is not allowed.
    expect(problem.bytes).toBe(seed.indexOf("10.0.0.1:8080\n") + "10.0.0.1:8080".length);
  });

  it("F25 names the byte after the end in the same sample with its quote repaired", () => {
    const repaired = seed.replace(/("instance": "[^"\n]*)\n/, '$1",\n');
    for (const chunk of [1, 64, 4096]) {
      const problem = problemOf(repaired, { isInstant: true, chunk });
      expect(problem).toMatchObject({ code: "BAD_JSON", bytes: repaired.lastIndexOf("3") });
    }
    const whole = repaired.replace(/3\s*$/, "");
    expect(decode(whole, { isInstant: true }).meta.sampleCount).toBe(1);
  });

  it("F25 names the end of a body that was cut", () => {
    const body = one(`[[${T[0]},"1"],[${T[1]},"2"]]`);
    for (let length = 0; length < body.length; length++) {
      expect(problemOf(body.slice(0, length), { chunk: 11 }), String(length)).toMatchObject({
        code: "BAD_JSON",
        bytes: length,
      });
    }
  });

  it.each([
    ["[]", "$"],
    ['"text"', "$"],
    ["{}", "status"],
    ['{"status":"success"}', "data"],
    ['{"status":"success","data":null}', "data"],
    ['{"status":"success","data":[]}', "data"],
    ['{"status":"success","data":{}}', "data.result"],
    [matrix('"text"'), "data.result"],
    [matrix("[1]"), "data.result[0]"],
    [matrix("[{}]"), "data.result[0].metric"],
    [matrix('[{"metric":[],"values":[]}]'), "data.result[0].metric"],
    [matrix('[{"metric":{"a":1},"values":[]}]'), "data.result[0].metric"],
    [matrix('[{"metric":{}}]'), "data.result[0].values"],
    [matrix('[{"metric":{},"values":"x"}]'), "data.result[0].values"],
    [matrix('[{"metric":{},"values":[]},{"metric":{},"values":[[1,"1"],7]}]'), "data.result[1].values[1]"],
    [one('[["1700000000","1"]]'), "data.result[0].values[0]"],
    [one("[[1700000000,1]]"), "data.result[0].values[0][1]"],
    [
      matrix('[{"metric":{},"histograms":[[1,{"count":"1","sum":"x"}]]}]'),
      "data.result[0].histograms[0][1].sum",
    ],
    ['{"status":"success","data":{"resultType":"vector","result":[]}}', "data.resultType"],
  ])("F26 refuses %s naming %s", (body, path) => {
    const problem = problemOf(body);
    expect(problem.code).toBe("BAD_SHAPE");
    expect(problem.detail).toMatch(new RegExp(`${path.replaceAll(/[$.[\]]/g, "\\$&")}\\.$`));
  });

  it("F26 reports bad JSON after a wrong shape as bad JSON", () => {
    expect(problemOf(`${matrix("[1]")}]`).code).toBe("BAD_JSON");
  });

  it.each(["<!doctype html><title>Sign in</title>", "\n  <html>", "<"])(
    "F22 recognises the web page %j",
    (page) => {
      expect(problemOf(page).code).toBe("NOT_AN_API");
    },
  );

  it("F28 takes a depth of 100,000, and says where one that is never closed ends", () => {
    const deep = "[".repeat(100_000);
    expect(decode(matrix("[]", `,"x":${deep}${"]".repeat(100_000)}`), { chunk: 4096 }).meta.seriesCount).toBe(
      0,
    );
    expect(problemOf(deep)).toMatchObject({ code: "BAD_JSON", bytes: 100_000 });
    expect(problemOf('{"a":'.repeat(100_000)).code).toBe("BAD_JSON");
  });
});

describe("caps", () => {
  it("F29 stops an endless body at the cap, wherever it is", () => {
    for (const start of [
      "",
      one("[@").split("@")[0] as string,
      '{"status":"success","x":"',
      "[",
      '{"data":{"result":[',
    ]) {
      const decoder = new QueryDecoder({ decodeUtf8, grid: GRID, capBytes: 2_000_000 });
      const feed = () => {
        decoder.push(encoder.encode(start));
        for (;;) decoder.push(encoder.encode(" ".repeat(50_000)));
      };
      expect(feed).toThrow("TOO_LARGE");
      expect(decoder.bytes).toBeLessThan(2_100_000);
    }
  });

  it("F29 says how many bytes came and how many are allowed", () => {
    expect(problemOf(one("[]"), { capBytes: 20, chunk: 15 })).toMatchObject({
      code: "TOO_LARGE",
      bytes: 30,
      capBytes: 20,
    });
  });

  it.each([
    ["series", { series: 2 }],
    ["samples", { samples: 2 }],
    ["places", { cells: 11 }],
  ])("refuses more %s than allowed", (_, caps) => {
    const series = (i: number) => `{"metric":{"i":"${i}"},"values":[[${T[0]},"1"]]}`;
    const body = matrix(`[${[1, 2, 3].map(series).join(",")}]`);
    expect(problemOf(body, { caps: caps as never }).code).toBe("TOO_LARGE");
    expect(
      decode(matrix(`[${[1, 2].map(series).join(",")}]`), { caps: caps as never }).meta.seriesCount,
    ).toBe(2);
  });
});

describe("the envelope", () => {
  it("F34 keeps warnings and infos", () => {
    const { meta } = decode(matrix("[]", ',"warnings":["cut"],"infos":["PromQL info: x"]'));
    expect(meta).toMatchObject({ warnings: ["cut"], infos: ["PromQL info: x"] });
  });

  it("F35 keeps the data of an error that has some, as partial", () => {
    const body = one(`[[${T[0]},"1"]]`)
      .replace("success", "error")
      .replace(/}$/, ',"error":"one store is down"}');
    const { meta } = decode(body);
    expect(meta).toMatchObject({ isPartial: true, warnings: ["one store is down"], seriesCount: 1 });
    expect(decode(matrix("[]", ',"isPartial":true')).meta.isPartial).toBe(true);
  });

  it("F04 rebuilds an error without data, with its place in the query", () => {
    const error = 'invalid parameter \\"query\\": 1:23: parse error: unexpected end of input';
    expect(problemOf(`{"status":"error","errorType":"bad_data","error":"${error}"}`)).toMatchObject({
      code: "QUERY_REJECTED",
      position: { line: 1, column: 23 },
      source: "upstream",
    });
  });
});

describe("an instant answer", () => {
  const instant = (type: string, result: string) =>
    decode(`{"status":"success","data":{"resultType":"${type}","result":${result}}}`, {
      isInstant: true,
      chunk: 9,
    });
  const noNotes = {
    duplicateSamples: 0,
    unsortedSamples: 0,
    offStepSamples: 0,
    duplicateSeries: 0,
    invalidUtf8Series: 0,
  };

  it("F37 decodes a vector with its exact texts", () => {
    const row = (i: number, text: string) => `{"metric":{"i":"${i}"},"value":[1700000000.781,"${text}"]}`;
    const { result } = instant(
      "vector",
      `[${["1.50", "NaN", "-Inf", "1e308"].map((t, i) => row(i, t)).join(",")}]`,
    );
    expect(result).toEqual({
      kind: "vector",
      notes: noNotes,
      rows: [
        { labels: { i: "0" }, sample: { timeMs: 1_700_000_000_781, value: 1.5, text: "1.50" } },
        { labels: { i: "1" }, sample: { timeMs: 1_700_000_000_781, value: NaN, text: "NaN" } },
        { labels: { i: "2" }, sample: { timeMs: 1_700_000_000_781, value: -Infinity, text: "-Inf" } },
        { labels: { i: "3" }, sample: { timeMs: 1_700_000_000_781, value: 1e308, text: "1e308" } },
      ],
    });
  });

  it("F39 decodes native histograms of a vector", () => {
    const { result } = instant("vector", '[{"metric":{},"histogram":[1,{"count":"2","sum":"3"}]}]');
    expect(result).toMatchObject({
      rows: [{ sample: { value: 3, histogram: { count: 2, sum: 3, buckets: [] } } }],
    });
  });

  it("decodes a matrix at its own times, F36 in order and without duplicates", () => {
    const { result, meta } = instant("matrix", '[{"metric":{},"values":[[2,"2"],[1.5,"1"],[2,"22"]]}]');
    expect(result).toEqual({
      kind: "matrix",
      notes: { ...noNotes, duplicateSamples: 1, unsortedSamples: 1 },
      rows: [
        {
          labels: {},
          samples: [
            { timeMs: 1500, value: 1, text: "1" },
            { timeMs: 2000, value: 22, text: "22" },
          ],
        },
      ],
    });
    expect(meta).toMatchObject({ seriesCount: 1, sampleCount: 2 });
  });

  it("decodes a scalar and a string", () => {
    expect(instant("scalar", '[1,"2.0"]').result).toEqual({
      kind: "scalar",
      sample: { timeMs: 1000, value: 2, text: "2.0" },
    });
    expect(instant("string", '[1,"text"]').result).toEqual({ kind: "string", timeMs: 1000, text: "text" });
  });

  it.each([
    ["vector", "[[1]]", "data.result[0]"],
    ["vector", '[{"metric":{},"value":[1,"x"]}]', "data.result[0].value[1]"],
    ["scalar", "[]", "data.result"],
    ["string", "[1,2]", "data.result"],
    ["matrix", '[{"metric":{},"values":[[1,"1"],[2]]}]', "data.result[0].values[1][1]"],
    ["streams", "[]", "data.resultType"],
  ])("F26 refuses a %s that is %s", (type, result, path) => {
    const body = `{"status":"success","data":{"resultType":"${type}","result":${result}}}`;
    expect(problemOf(body, { isInstant: true })).toMatchObject({
      code: "BAD_SHAPE",
      detail: expect.stringContaining(path) as string,
    });
  });

  it("decodes 10,000 rows in well under a second of processor time", () => {
    const row = (i: number) => `{"metric":{"instance":"10.0.${i}"},"value":[1700000000,"${i}"]}`;
    const rows = Array.from({ length: 10_000 }, (_, i) => row(i)).join(",");
    const body = bytesOf(`{"status":"success","data":{"resultType":"vector","result":[${rows}]}}`);
    const work = () => expect(decode(body, { isInstant: true, chunk: 65_536 }).meta.seriesCount).toBe(10_000);
    expect(processorMs(work, 1)).toBeLessThan(1000);
  });
});
