import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeUtf8 } from "../../../web/worker/utf8.ts";
import { ProblemError } from "../../problem/Problem.ts";
import { decodeLogPage, LogDecoder, type LogDecodeOptions } from "./LogDecoder.ts";
import type { LogPage } from "./LogPage.ts";
import { receivePage, sendPage } from "./transferLogs.ts";

const OPTIONS: LogDecodeOptions = { direction: "backward", limit: 100, decodeUtf8 };

type Value = readonly [ns: string, line: string, extra?: unknown];
interface Stream {
  readonly stream: Record<string, string>;
  readonly values: readonly Value[];
}

const body = (result: readonly Stream[], more: object = {}, data: object = {}) =>
  JSON.stringify({ status: "success", data: { resultType: "streams", result, ...data }, ...more });

const decode = (text: string | Uint8Array, options: Partial<LogDecodeOptions> = {}): LogPage =>
  decodeLogPage(text, { ...OPTIONS, ...options });

const problemOf = (text: string | Uint8Array, options: Partial<LogDecodeOptions> = {}) => {
  try {
    decode(text, options);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
  }
  throw new Error("no problem");
};

const brief = ({ lines }: LogPage) => lines.map(({ ns, text, copy }) => [ns, text, copy]);

describe("decodeLogPage", () => {
  it("F38 keeps every digit of a nanosecond and puts streams into one order", () => {
    const answer = body([
      {
        stream: { app: "b" },
        values: [
          ["1748304000123456790", "b2"],
          ["1748304000123456789", "b1"],
        ],
      },
      {
        stream: { app: "a" },
        values: [
          ["1748304000123456791", "a2"],
          ["1748304000123456789", "a1"],
        ],
      },
    ]);
    expect(decode(answer).lines.map(({ ns, text }) => `${ns} ${text}`)).toEqual([
      "1748304000123456791 a2",
      "1748304000123456790 b2",
      "1748304000123456789 b1",
      "1748304000123456789 a1",
    ]);
  });

  it("F38 reads a forward page as the reverse of a backward one, copies and all", () => {
    const values: Value[] = [
      ["5", "x"],
      ["5", "y"],
      ["5", "x"],
      ["6", "x"],
    ];
    const forward = decode(body([{ stream: { a: "1" }, values }]), { direction: "forward" });
    const backward = decode(body([{ stream: { a: "1" }, values: values.toReversed() }]));
    expect(brief(forward)).toEqual([
      ["5", "x", 0],
      ["5", "y", 0],
      ["5", "x", 1],
      ["6", "x", 0],
    ]);
    expect(backward.lines).toEqual(forward.lines.toReversed());
  });

  it("F36 sorts what is unsorted, joins a stream that came twice, and counts both", () => {
    const { lines, notes } = decode(
      body([
        {
          stream: { a: "1", b: "2" },
          values: [
            ["7", "first"],
            ["9", "second"],
          ],
        },
        { stream: { b: "2", a: "1" }, values: [["8", "third"]] },
      ]),
    );
    expect(lines.map(({ text }) => text)).toEqual(["second", "third", "first"]);
    expect(new Set(lines.map(({ stream }) => stream)).size).toBe(1);
    expect(notes).toEqual({ unsortedLines: 2, duplicateStreams: 1, invalidLines: 0 });
  });

  it("F33 shows invalid bytes as U+FFFD, flags their lines only, and counts them", () => {
    const text = body([
      {
        stream: { a: "1" },
        values: [
          ["3", "broken @ end"],
          ["2", "nul \u0000"],
          ["1", "fine ü"],
        ],
      },
    ]);
    const bytes = new TextEncoder().encode(text).map((byte) => (byte === 64 ? 0xff : byte));
    const { lines, notes } = decode(bytes);
    expect(lines.map((line) => [line.text, line.hasInvalidBytes])).toEqual([
      ["broken \uFFFD end", true],
      ["nul \uFFFD", true],
      ["fine ü", undefined],
    ]);
    expect(notes?.invalidLines).toBe(2);
  });

  it("F33 flags every line of a stream whose label was replaced, and a lone surrogate", () => {
    const text = body([{ stream: { a: "@" }, values: [["1", "x"]] }]);
    const bytes = new TextEncoder().encode(text).map((byte) => (byte === 64 ? 0xc0 : byte));
    expect(decode(bytes).lines[0]).toMatchObject({
      hasInvalidBytes: true,
      stream: { labels: { a: "\uFFFD" } },
    });
    const lone = body([{ stream: {}, values: [["1", "@"]] }]).replace("@", String.raw`\ud800`);
    expect(decode(lone).lines[0]).toMatchObject({ text: "\uFFFD", hasInvalidBytes: true });
  });

  it("F35 keeps the lines that came beside an error, and says that they are partial", () => {
    const page = decode(
      body([{ stream: {}, values: [["1", "x"]] }], {
        status: "error",
        error: "one host is missing",
        warnings: ["slow"],
      }),
    );
    expect([page.isPartial, page.warnings, page.lines.length]).toEqual([
      true,
      ["one host is missing", "slow"],
      1,
    ]);
    expect(decode(body([])).isPartial).toBeUndefined();
  });

  it("tells structured metadata and parsed labels from the stream's own", () => {
    const page = decode(
      body(
        [
          {
            stream: { app: "a" },
            values: [
              [
                "2",
                "x",
                { structuredMetadata: { trace: "t1" }, parsed: { __proto__x: "p", n: 5 } },
              ] as unknown as Value,
              ["1", "y", {}],
            ],
          },
        ],
        {},
        { encodingFlags: ["categorize-labels"] },
      ),
    );
    expect(page.isCategorized).toBe(true);
    expect(page.lines[0]).toMatchObject({ metadata: { trace: "t1" }, parsed: { __proto__x: "p" } });
    expect(Object.keys(page.lines[1] ?? {})).toEqual(["ns", "stream", "text", "copy"]);
  });

  it("reads what the answer cost", () => {
    const summary = { totalBytesProcessed: 1024, totalLinesProcessed: 7, execTime: 0.25, queueTime: 1 };
    expect(decode(body([], {}, { stats: { summary } })).stats).toEqual({
      bytesProcessed: 1024,
      linesProcessed: 7,
      execMs: 250,
    });
    expect(decode(body([], {}, { stats: {} })).stats).toBeUndefined();
  });

  it.each([
    [`{"status":"success","data":{"resultType":"streams","result":null}}`, 0],
    [`{"status":"success","data":{"resultType":"streams","result":[{"stream":{},"values":null}]}}`, 0],
    [`{"data":{"result":[{"values":[["1","x"]],"stream":{}}],"resultType":"streams"},"status":"success"}`, 1],
  ])("takes %s", (text, count) => {
    expect(decode(text).lines).toHaveLength(count);
  });

  it.each([
    ["{}", { code: "BAD_SHAPE", detail: "Expected success or error at status." }],
    [
      `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[]}]}}`,
      {
        code: "BAD_SHAPE",
        detail: "Expected streams at data.resultType.",
      },
    ],
    [
      body([{ stream: {}, values: [[5 as never, "x"]] }]),
      {
        code: "BAD_SHAPE",
        detail: "Expected nanoseconds as text at data.result[0].values[0][0].",
      },
    ],
    [body([{ stream: {}, values: [["1e3", "x"]] }]), { code: "BAD_SHAPE" }],
    [
      body([{ stream: {}, values: [["1", null as never]] }]),
      {
        code: "BAD_SHAPE",
        detail: "Expected a line as text at data.result[0].values[0][1].",
      },
    ],
    [
      body([{ stream: { a: 1 as never }, values: [] }]),
      {
        code: "BAD_SHAPE",
        detail: "Expected an object of strings at data.result[0].stream.",
      },
    ],
    ["<html>", { code: "NOT_AN_API" }],
    [body([]).slice(0, -2), { code: "BAD_JSON" }],
    [
      `{"status":"error","errorType":"bad_data","error":"parse error"}`,
      {
        code: "QUERY_REJECTED",
        detail: "parse error",
      },
    ],
  ])("refuses %s", (text, wanted) => {
    expect(problemOf(text)).toMatchObject(wanted);
  });

  it("F29 stops at the cap", () => {
    expect(
      problemOf(body([{ stream: {}, values: [["1", "x".repeat(900)]] }]), { capBytes: 500 }),
    ).toMatchObject({
      code: "TOO_LARGE",
      capBytes: 500,
    });
  });

  it("reads the same from pieces of any size, and after the way between threads", () => {
    const values = fc.array(fc.tuple(fc.nat({ max: 9 }).map(String), fc.string({ unit: "grapheme" })), {
      maxLength: 8,
    });
    const streams = fc.array(
      fc.record({ stream: fc.dictionary(fc.constantFrom("a", "__proto__", "ü"), fc.string()), values }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(streams, fc.integer({ min: 1, max: 40 }), (result, size) => {
        const bytes = new TextEncoder().encode(body(result));
        const whole = decode(bytes);
        expect(decode(body(result))).toEqual(whole);
        const decoder = new LogDecoder(OPTIONS);
        for (let at = 0; at < bytes.length; at += size) decoder.push(bytes.subarray(at, at + size));
        expect(decoder.finish()).toEqual(whole);
        const { parts, page } = structuredClone(sendPage(whole));
        expect(receivePage(page, parts)).toEqual(whole);
      }),
    );
  });

  it("sends a page of 5,000 lines of 100 KB in pieces that keep nobody waiting", () => {
    const stream = { key: "{}", labels: {} };
    const line = "x".repeat(100_000);
    const lines = Array.from({ length: 500 }, (_, i) => ({ ns: String(i), stream, text: line, copy: 0 }));
    const page: LogPage = { kind: "logs", lines, direction: "forward", limit: 5000, warnings: [], bytes: 1 };
    const { parts } = sendPage(page);
    expect(Math.max(...parts.map(({ texts }) => texts.length))).toBeLessThan(50);
    expect(parts.flatMap(({ ns }) => ns)).toEqual(lines.map(({ ns }) => ns));
  });
});
