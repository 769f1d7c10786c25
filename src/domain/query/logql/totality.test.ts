import { array, assert, constantFrom, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { processorMs } from "../../../testing/processorMs.ts";
import { addMatcher, removeMatcher, setMatcher } from "./edit.ts";
import { hasFilter, toggleFilter } from "./filters.ts";
import { formatLogql } from "./format.ts";
import { logqlHints } from "./hints.ts";
import { logqlKind } from "./kind.ts";
import { addPatternFilter, lineFilters, lineHighlights, removeLineFilter } from "./lineFilters.ts";
import { lintLogql } from "./lint.ts";
import { logSelectors, selectorAt } from "./matchers.ts";
import { substituteLogqlVariables } from "./variables.ts";
import { volumeQuery } from "./volume.ts";

const matcher = { name: "n", op: "=", value: "v" } as const;

const everything: Readonly<Record<string, (text: string) => unknown>> = {
  kind: logqlKind,
  lint: lintLogql,
  format: formatLogql,
  hints: logqlHints,
  selectors: logSelectors,
  selectorAt: (text) => selectorAt(text, Math.floor(text.length / 2)),
  edit: (text) => removeMatcher(setMatcher(addMatcher(text, matcher), matcher), 0),
  filters: (text) => {
    const filter = { kind: "field", name: "n", value: "v", isOut: false } as const;
    return hasFilter(toggleFilter(text, filter, { parser: "json" }), filter);
  },
  lines: (text) => [
    lineFilters(text),
    lineHighlights(text),
    removeLineFilter(addPatternFilter(text, "<_>", true), "!>", "<_>"),
  ],
  volume: volumeQuery,
  variables: (text) => substituteLogqlVariables(text, { $__auto: "5m" }, "range"),
};

const K64 = 65_536;
const hostile: readonly (readonly [string, string])[] = [
  ["open parentheses", "(".repeat(K64)],
  ["10,000-deep parentheses", "(".repeat(10_000) + "1" + ")".repeat(10_000)],
  ["open braces", "{".repeat(K64)],
  ["ranges", 'rate({a="b"}' + "[5m]".repeat(13_000)],
  ["signs", "-".repeat(K64 - 1) + "1"],
  ["quotes", '"'.repeat(K64 - 1)],
  ["backslashes in a string", '{a="' + "\\".repeat(K64 - 5)],
  ["a regular expression of brackets", '{a=~"' + "(a?".repeat(20_000) + '"}'],
  ["digits", "1".repeat(K64)],
  ["commas", ",".repeat(K64)],
  ["operators without operands", "1 or or ".repeat(8000)],
  ["open calls", "rate(".repeat(13_000)],
  ["open aggregations", "sum by (a) (".repeat(5000)],
  ["matchers", "{" + Array(5000).fill('l="value"').join(",") + "}"],
  ["selectors", '{a="b"} '.repeat(8000)],
  ["stages", '{a="b"}' + " | json".repeat(9000)],
  ["250 stages", '{a="b"}' + ' | json | x="1"'.repeat(125)],
  ["line filters", '{a="b"}' + ' |= "x"'.repeat(9000)],
  ["adjacent filters", '{a="b"} | json | ' + 'x="1" '.repeat(10_000)],
  ["offsets", 'rate({a="b"} | unwrap x [5m]' + " offset 1h".repeat(6000)],
  ["filters in or", '{a="b"} | ' + Array(6000).fill("x>5").join(" or ")],
  ["200 sums", "sum(".repeat(200) + 'rate({a="b"}[5m])' + ")".repeat(200)],
  ["powers", Array(250).fill('rate({a="b"}[5m])').join(" ^ ")],
  ["variables", "$__interval ".repeat(5000)],
  ["unknown variables", '{a="$job"} '.repeat(5900)],
  ["comments", "# note\n".repeat(9000)],
  ["blanks", " ".repeat(K64)],
  ["names", "a".repeat(K64)],
];

describe("every LogQL helper", () => {
  it.each(hostile)("S31 neither hangs nor overflows on 64 KB of %s", (_name, text) => {
    for (const work of Object.values(everything)) {
      // Each takes well under 300 ms on an idle core.
      expect(processorMs(() => work(text), 1)).toBeLessThan(1500);
    }
  });

  const piece = constantFrom(
    ..."{ } ( ) [ ] | |= != =~ !~ |> = == > , # \n \" ` ' $__auto $x 5m 5 5KB -".split(" "),
    ..."json unwrap rate sum by or and offset drop ip line_format label_replace vector on a b".split(" "),
    '{a="b"}',
    '"x"',
    "[5m]",
    "rate(",
  );

  it("ends without a throw on any text, and marks places inside it", () => {
    assert(
      property(array(piece, { maxLength: 40 }), string(), (pieces, tail) => {
        const text = pieces.join(" ") + tail;
        for (const work of Object.values(everything)) work(text);
        for (const { from, to, message } of lintLogql(text)) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(text.length);
          expect(to).toBeGreaterThan(from);
          expect(message).toMatch(/\.$|\?$/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
