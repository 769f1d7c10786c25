import type { Tree } from "@lezer/common";
import fc from "fast-check";
import { describe, it } from "vitest";
import { lineFilters } from "../query/logql/lineFilters.ts";
import { readMatcher } from "../query/logql/matchers.ts";
import { nodesNamed, parseLogql } from "../query/logql/parse.ts";
import { childrenOf, type Expr } from "../query/promql/ast.ts";
import { parseToAst } from "../query/promql/buildAst.ts";
import type { VariableValues } from "./Board.ts";
import { quotePattern } from "./quotePattern.ts";
import { renderQuery } from "./renderQuery.ts";

/** What attackers and unlucky people choose. */
const CHARACTERS = "\"'`\\}{)],\n\r\0#|-_0a%&\u2028\ufeffé\u200b\u202e\x7f\x80";
const TEXTS = ['\\"', "//", " or ", '"} or up{a="', "\u{1f600}", ".*", "(?i)", "|=", "<_>", "{{.a}}"];
const DOLLARS = ["$x", "${x}", "$__range", "[[__range]]", "\\x22", "\\u0022"];
const pieces = fc.constantFrom(...CHARACTERS, ...TEXTS, ...DOLLARS);
const value = fc.oneof(
  { weight: 3, arbitrary: fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 20 }) },
);

/** The tree with the values of matchers on `a…` taken out, and those values. */
function promqlShape(expr: string): { shape: string; values: readonly string[] } {
  const parsed = parseToAst(expr);
  if (!parsed.ok) throw new Error(`no PromQL: ${expr}`);
  const values: string[] = [];
  const strip = (node: Expr): unknown => ({
    ...node,
    from: 0,
    to: 0,
    headTo: 0,
    ...("matchers" in node && {
      matchers: node.matchers.map((matcher) => {
        if (!matcher.name.startsWith("a")) return matcher;
        values.push(matcher.value);
        return { ...matcher, value: "" };
      }),
    }),
    lhs: null,
    rhs: null,
    expr: null,
    args: null,
    param: null,
    children: childrenOf(node).map(strip),
  });
  return { shape: JSON.stringify(strip(parsed.expr)), values };
}

function namesOf(tree: Tree): string {
  const names: string[] = [];
  tree.iterate({ enter: ({ name }) => void names.push(name), leave: () => void names.push("/") });
  return names.join(" ");
}

function logqlValues(expr: string): { shape: string; values: readonly string[] } {
  const { tree } = parseLogql(expr);
  const matchers = nodesNamed(tree, "Matcher").flatMap((node) => readMatcher(node, expr) ?? []);
  return {
    shape: namesOf(tree),
    values: [
      ...matchers.filter(({ name }) => name.startsWith("a")).map((matcher) => matcher.value),
      ...lineFilters(expr).map((filter) => filter.value),
    ],
  };
}

const EACH = 25_000;
const PROMQL =
  'sum by (b) (rate(x{a1="$a", a2!="p-${b}", a3=~"$c", a4!~"q${d}+", b="c"}[5m])) > on(b) group_left y{b="d"}';
const LOGQL = 'sum(rate({a1="$a", a2=~"$b", b="c"} |= "$c" | json | a3!~"q${d}+" [5m])) > 1';

describe("T6 100,000 injected values", () => {
  const chosen = fc.record({ a: value, b: value, c: value, d: value });
  const asLists = (all: Record<string, string>): VariableValues =>
    Object.fromEntries(Object.entries(all).map(([name, one]) => [name, [one]]));

  it("T6 change nothing of a PromQL query but the strings they stand in", { timeout: 120_000 }, () => {
    const original = promqlShape(PROMQL).shape;
    fc.assert(
      fc.property(chosen, (all) => {
        const rendered = renderQuery({ expr: PROMQL, language: "promql", values: asLists(all) });
        if (!rendered.ok) throw new Error(rendered.fault.reason);
        const { shape, values } = promqlShape(rendered.expr);
        const { a, b, c, d } = all;
        return (
          shape === original &&
          String(values) === String([a, `p-${b}`, quotePattern(c), `q(?:${quotePattern(d)})+`])
        );
      }),
      { numRuns: EACH / 2 },
    );
  });

  it("T6 change nothing of a LogQL query but the strings they stand in", { timeout: 120_000 }, () => {
    const original = logqlValues(LOGQL).shape;
    fc.assert(
      fc.property(chosen, (all) => {
        const rendered = renderQuery({ expr: LOGQL, language: "logql", values: asLists(all) });
        if (!rendered.ok) throw new Error(rendered.fault.reason);
        const { shape, values } = logqlValues(rendered.expr);
        const { a, b, c, d } = all;
        return (
          shape === original && String(values) === String([a, quotePattern(b), `q(?:${quotePattern(d)})+`, c])
        );
      }),
      { numRuns: EACH / 2 },
    );
  });
});
