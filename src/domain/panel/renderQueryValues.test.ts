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

/** Ten values a query: its parsing is most of the work. */
const NAMES = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"] as const;
const PROMQL =
  'sum by (z) (rate(x{a0="$a", a1!="p-${b}", a2=~"$c", a3!~"q${d}+", a4="$e$f", z="z"}[5m])) > y{a5=~"$g|$h", a6="$i\'", a7!~"$j"}';
const LOGQL =
  'sum(rate({a0="$a", a1=~"$b", a2!="$c-$d"} |= "$e" |~ "$f" != "$g" | json | a3!~"q${h}+" | a4="$i" | a5=~"$j" [5m]))';

const RUNS = 5_000;

const chosen = fc.array(value, { minLength: NAMES.length, maxLength: NAMES.length });
const asValues = (all: readonly string[]): VariableValues =>
  Object.fromEntries(NAMES.map((name, at) => [name, [all[at] ?? ""]]));
const group = (text = ""): string => `(?:${quotePattern(text)})`;

describe("T6 100,000 injected values", () => {
  it("T6 change nothing of a PromQL query but the strings they stand in", { timeout: 180_000 }, () => {
    const original = promqlShape(PROMQL).shape;
    fc.assert(
      fc.property(chosen, (all) => {
        const rendered = renderQuery({ expr: PROMQL, language: "promql", values: asValues(all) });
        if (!rendered.ok) throw new Error(rendered.fault.reason);
        const { shape, values } = promqlShape(rendered.expr);
        const [a, b, c = "", d, e, f, g, h, i, j = ""] = all;
        const left = [a, `p-${b}`, quotePattern(c), `q${group(d)}+`, `${e}${f}`];
        const right = [`${group(g)}|${group(h)}`, `${i}'`, quotePattern(j)];
        return shape === original && String(values) === String([...left, ...right]);
      }),
      { numRuns: RUNS },
    );
  });

  it("T6 change nothing of a LogQL query but the strings they stand in", { timeout: 180_000 }, () => {
    const original = logqlValues(LOGQL).shape;
    fc.assert(
      fc.property(chosen, (all) => {
        const rendered = renderQuery({ expr: LOGQL, language: "logql", values: asValues(all) });
        if (!rendered.ok) throw new Error(rendered.fault.reason);
        const { shape, values } = logqlValues(rendered.expr);
        const [a, b = "", c, d, e, f = "", g, h, i, j = ""] = all;
        const matchers = [a, quotePattern(b), `${c}-${d}`, `q${group(h)}+`, i, quotePattern(j)];
        return shape === original && String(values) === String([...matchers, e, quotePattern(f), g]);
      }),
      { numRuns: RUNS },
    );
  });
});
