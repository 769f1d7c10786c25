import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Expr } from "../../../domain/query/promql/ast.ts";
import { EngineError } from "../../EngineError.ts";
import { checkQuery, checkRangeQuery } from "./checkQuery.ts";
import { parseChecked } from "./parseChecked.ts";
import { parseSelector } from "./parseSelector.ts";

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");
const unescaped = (line: string): string => line.replaceAll("⏎", "\n");

/** Texts and the server's answers, made by e2e/promql/makeRefusedGolden.ts. */
const readGolden = (name: string): [text: string, answer: string][] =>
  read(name)
    .trimEnd()
    .split("\n\n")
    .map((block) => {
      const [text = "", answer = ""] = block.split("\n");
      return [unescaped(text), unescaped(answer)];
    });

const refusals = readGolden("refusedGolden.txt");

/** `status errorType error`, or "accepted". */
function answerOf(query: string, check: (query: string) => unknown = checkQuery): string {
  try {
    check(query);
    return "accepted";
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return `${error.status} ${error.type} ${error.message}`;
  }
}

describe("a query that Prometheus 3.15 refuses", () => {
  it("is on the list, over a thousand times", () => {
    expect(refusals.length).toBeGreaterThan(1000);
  });

  it.each(refusals)("%j is refused with its status, type, position and words", (query, answer) => {
    expect(answerOf(query)).toBe(answer);
  });

  it("is refused when empty, at no position", () => {
    const message = 'invalid parameter "query": unknown position: parse error: no expression found in input';
    expect(answerOf("")).toBe(`400 bad_data ${message}`);
  });
});

/** The formatter's corpus is made of what Prometheus formats with every feature switched on; these it has off. */
const SWITCHED_OFF = /is experimental and not enabled|modifiers are experimental and not enabled/;

describe("a query that Prometheus 3.15 takes", () => {
  const corpus = read("../../../domain/query/promql/formatCorpus.txt").split("\n");
  const queries = corpus.filter((line) => line !== "" && !line.startsWith("##")).map(unescaped);

  it("is taken, but for features that are switched off", () => {
    const times = { stepMs: 60_000, rangeMs: 3_600_000 };
    const answers = queries.map((query) => answerOf(query, () => parseChecked(query, { times })));
    const refused = answers.filter((answer) => answer !== "accepted");
    expect(refused.filter((answer) => !SWITCHED_OFF.test(answer))).toEqual([]);
    expect(queries.length - refused.length).toBeGreaterThan(500);
  });
});

describe("what Prometheus' own parser takes and the official grammar for editors does not", () => {
  const tree = (query: string): Expr => parseChecked(query, { times: { stepMs: 1000, rangeMs: 1000 } });

  it("is read with its own names and places", () => {
    const query = 'min_of(1, 2.) * vector(1) + on("c") sum by (a:b) (offset{c="d"} offset 1m)';
    expect(tree(query)).toMatchObject({
      type: "binary",
      from: 0,
      to: query.length,
      lhs: { lhs: { type: "call", name: "min_of", kind: "scalar", from: 0, to: 13 } },
      rhs: {
        type: "aggregate",
        grouping: { labels: ["a:b"] },
        from: 36,
        to: query.length,
        expr: { type: "selector", name: "offset", from: 50, headTo: 63, to: query.length - 1 },
      },
    });
  });

  it.each([
    ["1./4.", { lhs: { value: 1, from: 0, to: 2 }, rhs: { value: 4, from: 3, to: 5 } }],
    ["-OFFSET", { type: "unary", expr: { name: "OFFSET", from: 1, to: 7 } }],
    ["foo[STEP() + 05.]", { range: { operator: "+", lhs: { operator: "step" }, rhs: { value: 5 } }, to: 17 }],
  ])("%s", (query, expected) => {
    expect(tree(query)).toMatchObject(expected);
  });

  it("continues an offset behind its parentheses as arithmetic of durations", () => {
    const query = "rate(x[5m] offset (1h % 7m) + 48s @ end())";
    expect(tree(query)).toMatchObject({
      type: "call",
      args: [
        {
          type: "selector",
          from: 5,
          to: query.length - 1,
          at: { type: "end" },
          offset: { operator: "+", lhs: { operator: "%" }, rhs: { value: 48 } },
        },
      ],
    });
  });

  it.each([
    ["0X1F", 31],
    ["0x_1f", 31],
    ["5.", 5],
  ])("reads the number %s", (text, value) => {
    expect(tree(`x * ${text}`)).toMatchObject({
      rhs: { type: "number", value, from: 4, to: 4 + text.length },
    });
  });
});

describe("a selector of match[]", () => {
  it.each(readGolden("refusedSelectorsGolden.txt"))("%j is refused in the server's words", (text, answer) => {
    const prefixed = answer.replace('invalid parameter "match[]": ', "");
    expect(answerOf(text, parseSelector)).toBe(prefixed);
  });

  it("is its conditions, the name last", () => {
    const name = { name: "__name__", operator: "=", value: "foo" };
    expect(parseSelector('foo{a!~"b",}')).toEqual([{ name: "a", operator: "!~", value: "b" }, name]);
    expect(parseSelector('{"foo"}')).toEqual([name]);
    expect(parseSelector("{}")).toEqual([]);
  });
});

describe("a query over a range", () => {
  it.each([
    ["foo[5m]", '"range vector"'],
    ["foo[5m:1m]", '"range vector"'],
    ["(foo[5m] offset 1m)", '"range vector"'],
    ['"text"', '"string"'],
  ])("%s gives no instant vector or scalar, and is refused", (query, kind) => {
    const only = `invalid expression type ${kind} for range query, must be Scalar or instant Vector`;
    expect(answerOf(query, checkRangeQuery)).toBe(`400 bad_data invalid parameter "query": ${only}`);
    expect(answerOf(query)).toBe("accepted");
  });

  it.each(["foo[step()-60]", "foo[2^1024:]"])(
    "%s gives a range first, and a wrong duration then",
    (query) => {
      expect(answerOf(query, checkRangeQuery)).toContain(
        'invalid expression type "range vector" for range query',
      );
      expect(answerOf(query)).toMatch(/: 4:\d+: duration /);
    },
  );

  it("has its step and range in durations", () => {
    const times = { stepMs: 60_000, rangeMs: 0 };
    expect(answerOf("rate(foo[step()])")).toContain("9:15: duration must be greater than 0");
    expect(answerOf("rate(foo[step()])", (query) => checkRangeQuery(query, times))).toBe("accepted");
  });

  it("is otherwise checked as any other", () => {
    expect(checkRangeQuery("rate(foo[5m])").kind).toBe("vector");
    expect(answerOf("rate(foo)", checkRangeQuery)).toBe(answerOf("rate(foo)"));
  });
});

it.each([
  ["(".repeat(3000), "too deeply nested"],
  [`${"sum(".repeat(1000)}x${")".repeat(1000)}`, "too long or too deeply nested"],
  ["-".repeat(5000), "too deeply nested"],
  ["1+".repeat(40_000), "too long or too deeply nested"],
])("refuses a query beyond every limit without harm", (query, words) => {
  expect(answerOf(query)).toContain(words);
});
