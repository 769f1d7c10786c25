import type { Expr, Matcher, SelectorExpr } from "./ast.ts";
import { childrenOf } from "./ast.ts";
import { parseToAst } from "./buildAst.ts";
import { METRIC_NAME } from "./buildSelector.ts";
import { applyEdits, type TextEdit } from "./editText.ts";
import { metricNameOf } from "./matchers.ts";
import { printMatcher } from "./print.ts";

/** A recording rule as `/api/v1/rules` lists it. */
export interface RecordingRule {
  readonly name: string;
  /** Its expression. */
  readonly query: string;
  /** Labels the rule itself adds. */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * The edits of `text` that put a rule's expression in place of its name; null where the result would not be the same:
 * several rules of one name, `offset` or `@` on an instant selector, or matchers that cannot be moved into the
 * expression. `name[5m]` becomes a subquery.
 */
export function expandRule(
  text: string,
  selector: SelectorExpr,
  rules: readonly RecordingRule[],
): readonly TextEdit[] | null {
  const name = metricNameOf(selector);
  const named = name === "" ? [] : rules.filter((rule) => rule.name === name);
  const [rule] = named;
  if (!rule || named.length > 1 || selector.extension) return null;
  if (!selector.range && (selector.at || selector.offset)) return null;
  const parsed = parseToAst(rule.query);
  if (!parsed.ok || parsed.expr.kind !== "vector") return null;
  const query = withMatchers(
    rule,
    parsed.expr,
    selector.matchers.filter((matcher) => matcher.name !== METRIC_NAME),
  );
  if (query === null) return null;
  const insert = query.includes("#") ? `(\n${query}\n)` : `(${query})`;
  const edits = [{ from: selector.from, to: selector.headTo, insert }];
  if (!selector.range) return edits;
  const close = text.indexOf("]", selector.headTo);
  return [...edits, { from: close, to: close, insert: ":" }];
}

/** The rule's expression with more matchers on each of its selectors; null where that would select something else. */
function withMatchers(rule: RecordingRule, expr: Expr, matchers: readonly Matcher[]): string | null {
  if (matchers.length === 0) return rule.query;
  const isMovable = matchers.every(
    ({ name }) => !Object.hasOwn(rule.labels ?? {}, name) && passesThrough(expr, name),
  );
  return isMovable ? applyEdits(rule.query, matcherEdits(rule.query, expr, matchers)) : null;
}

/** Calls that make or change labels, or answer for series that are not there. */
const MAKES_LABELS: ReadonlySet<string> = new Set([
  "label_replace",
  "label_join",
  "absent",
  "absent_over_time",
  "info",
  "vector",
]);

/** True when a label of the result is the unchanged label of each selector below. */
function passesThrough(expr: Expr, label: string): boolean {
  if (expr.type === "call" && MAKES_LABELS.has(expr.name)) return false;
  if (expr.type === "aggregate") {
    if (expr.operator === "count_values" || !expr.grouping) return false;
    if (expr.grouping.labels.includes(label) === expr.grouping.isWithout) return false;
  }
  if (expr.type === "binary" && expr.lhs.kind === "vector" && expr.rhs.kind === "vector") {
    const { matching } = expr;
    const isMatched = matching ? matching.labels.includes(label) === matching.isOn : true;
    if (!isMatched) return false;
  }
  return childrenOf(expr).every(
    (child) => child.kind === "scalar" || child.kind === "string" || passesThrough(child, label),
  );
}

function matcherEdits(text: string, expr: Expr, matchers: readonly Matcher[]): readonly TextEdit[] {
  if (expr.type !== "selector")
    return childrenOf(expr).flatMap((child) => matcherEdits(text, child, matchers));
  const added = matchers.map(printMatcher).join(",");
  const hasBraces = text[expr.headTo - 1] === "}";
  if (!hasBraces) return [{ from: expr.headTo, to: expr.headTo, insert: `{${added}}` }];
  const inside = text.slice(expr.from, expr.headTo - 1).trimEnd();
  const isOpen = inside.endsWith("{") || inside.endsWith(",");
  return [{ from: expr.headTo - 1, to: expr.headTo - 1, insert: isOpen ? added : `,${added}` }];
}
