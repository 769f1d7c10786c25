import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EngineError } from "../../EngineError.ts";
import { checkQuery, checkRangeQuery } from "./checkQuery.ts";

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");
const unescaped = (line: string): string => line.replaceAll("⏎", "\n");

/** What `refusedGolden.txt` says of each query: made by e2e/promql/makeRefusedGolden.ts. */
const refusals = read("refusedGolden.txt")
  .trimEnd()
  .split("\n\n")
  .map((block): [query: string, answer: string] => {
    const [query = "", answer = ""] = block.split("\n");
    return [unescaped(query), unescaped(answer)];
  });

/** `status errorType error`, or "accepted". */
function answerOf(query: string, check = checkQuery): string {
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
    const refused = queries.filter((query) => answerOf(query) !== "accepted");
    const others = refused.filter((query) => !SWITCHED_OFF.test(answerOf(query)));
    expect(others).toEqual([]);
    expect(queries.length - refused.length).toBeGreaterThan(500);
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
