import { describe, expect, it } from "vitest";
import { processorMs } from "../../../testing/processorMs.ts";
import { MAX_QUERY_LENGTH } from "../boundedParse.ts";
import { format } from "./format.ts";
import { lint } from "./lint.ts";
import { parsePromql, positionAt, syntaxErrors } from "./parse.ts";

describe("syntaxErrors", () => {
  it.each([
    ["sum(up", 5, 6, "unexpected end of query"],
    ["up +", 3, 4, "unexpected end of query"],
    ["sum(up))", 7, 8, 'unexpected ")"'],
    ["up foo", 3, 6, 'unexpected "foo"'],
  ])("marks %j from %i to %i", (text, ...expected) => {
    const [from, to, message] = expected;
    expect(syntaxErrors(text)[0]).toEqual({ from, to, message });
  });

  it("finds nothing wrong with a valid query", () => {
    expect(syntaxErrors('sum by (le) (rate({"my.metric",a=~"b"}[5m] offset -1h))')).toEqual([]);
  });
});

describe("positionAt", () => {
  it("counts lines and columns from 1", () => {
    expect(positionAt("ab\ncd", 0)).toEqual({ line: 1, column: 1 });
    expect(positionAt("ab\ncd", 4)).toEqual({ line: 2, column: 2 });
  });
});

const K64 = 65_536;
const hostile: readonly (readonly [string, string])[] = [
  ["open parentheses", "(".repeat(K64)],
  ["10,000-deep parentheses", "(".repeat(10_000) + "a" + ")".repeat(10_000)],
  ["open braces", "{".repeat(K64)],
  ["subqueries", "a" + "[5m:]".repeat(13_000)],
  ["signs", "-".repeat(K64 - 1) + "a"],
  ["quotes", '"'.repeat(K64 - 1)],
  ["backslashes in a string", '"' + "\\".repeat(K64 - 1)],
  ["durations", "1m".repeat(K64 / 2)],
  ["digits", "1".repeat(K64)],
  ["commas", ",".repeat(K64)],
  ["closing parentheses", "a)".repeat(K64 / 2)],
  ["operators without operands", "a or or ".repeat(8000)],
  ["open calls", "rate(".repeat(13_000)],
  ["open aggregations", "sum by (a) (".repeat(5000)],
  ["matchers", "a{" + Array(5000).fill('l="value"').join(",") + "}"],
  ["variables", "$__interval ".repeat(5000)],
  ["unknown variables", '{a="$job"} '.repeat(5900)],
  ["comments", "#\n".repeat(K64 / 2)],
  ["arguments", `f(${Array(16_000).fill('"a"').join(",")})`],
  ["a balanced tree", balanced(12)],
  ["nested aggregations", `${"sum(".repeat(900)}a${")".repeat(900)}`],
  ["one long string", `a{b="${"x".repeat(K64 - 8)}"}`],
];

/** ((ab+ab)+(ab+ab)) … of 2^depth leaves: nothing is deep or long, but the whole has very many parts. */
function balanced(depth: number): string {
  return depth === 0 ? "ab" : `(${balanced(depth - 1)}+${balanced(depth - 1)})`;
}

describe("64 KB adversarial queries", () => {
  // Each of the two takes under 25 ms of an idle core once the code is warm; here it is cold.
  it.each(hostile)(
    "S31 %s are checked and formatted, or refused, without a hang or an overflow",
    (_name, text) => {
      // Another text each time, since the answers for the last ones are kept.
      let salt = "";
      expect(processorMs(() => lint(text + (salt += " ")))).toBeLessThan(200);
      expect(processorMs(() => format(text + (salt += " ")))).toBeLessThan(200);
    },
  );

  it("S31 a query of very many parts is too complex; one of many long parts is not", () => {
    expect(parsePromql(balanced(12)).isTooComplex).toBe(true);
    const long = Array.from({ length: 120 }, (_, i) => `rate(m${i}{a=~"${"x|".repeat(240)}"}[5m])`).join(
      " or ",
    );
    expect(long.length).toBeGreaterThan(60_000);
    expect(parsePromql(long).isTooComplex).toBe(false);
    expect(syntaxErrors(long)).toEqual([]);
  });

  it("S31 10,000-deep parentheses are too complex, and no error is claimed in them", () => {
    const text = "(".repeat(10_000) + "a" + ")".repeat(10_000);
    expect(parsePromql(text).isTooComplex).toBe(true);
    expect(syntaxErrors(text)).toEqual([]);
  });

  it("S31 400 valid operators in a row are no error (grafana/grafana#79013)", () => {
    expect(syntaxErrors(Array(400).fill("metric_name").join(" + "))).toEqual([]);
  });

  it("S31 a text over 64 KB is not parsed", () => {
    const { tree, isTooComplex } = parsePromql("a".repeat(MAX_QUERY_LENGTH + 1));
    expect(isTooComplex).toBe(true);
    expect(tree.length).toBe(0);
  });
});

describe("lint", () => {
  it.each([
    ["rate(up[$__rate_interval])", []],
    ["", []],
    ["rate(up[$__interval]", ["unexpected end of query"]],
    ["rate(up[$range])", ["Nothing here gives $range a value."]],
    ["up[0s]", ["duration must be greater than 0"]],
    ['up{a="\\q"}', ["bad string: unknown escape or missing end quote"]],
  ])("says of %j: %j", (text, messages) => {
    expect(lint(text).map(({ message }) => message)).toEqual(messages);
  });

  it("marks places in the text as typed", () => {
    expect(lint("rate(up[$__rate_interval]) foo")).toEqual([
      { from: 27, to: 30, message: 'unexpected "foo"' },
    ]);
  });
});
