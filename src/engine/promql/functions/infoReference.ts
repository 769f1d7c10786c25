import {
  childrenOf,
  type Expr,
  type SelectorExpr,
  type SubqueryExpr,
} from "../../../domain/query/promql/ast.ts";
import type { TimeReference } from "./PromFunction.ts";

type TimeOf = (expr: SelectorExpr | SubqueryExpr) => TimeReference;

export const EVALUATION_TIME: TimeReference = { atMs: null, offsetMs: 0 };

/**
 * What time the information is of: that of the selectors in the first argument of info() where they agree, else the
 * evaluation time (promql/info.go, infoSeriesSelectTimestampAndOffset).
 */
export function infoReference(expr: Expr, timeOf: TimeOf): TimeReference {
  const references: (TimeReference | null)[] = [];
  collect(expr, { timeOf, outer: [], references });
  const [first] = references;
  if (!first) return EVALUATION_TIME;
  return references.every((other) => other !== null && areEqual(first, other)) ? first : EVALUATION_TIME;
}

interface Search {
  readonly timeOf: TimeOf;
  /** The subqueries around, from the outermost in. */
  readonly outer: readonly SubqueryExpr[];
  /** Null for a vector that comes from no selector. */
  readonly references: (TimeReference | null)[];
}

/** Whether the expression has a selector. */
function collect(expr: Expr, search: Search): boolean {
  if (expr.kind !== "vector" && expr.kind !== "matrix") return false;
  if (expr.type === "selector") {
    search.references.push(referenceOf(expr, search));
    return true;
  }
  const inner = expr.type === "subquery" ? { ...search, outer: [...search.outer, expr] } : search;
  const children = childrenOf(expr);
  // The second argument of info() only looks like a selector.
  const isInfo = expr.type === "call" && expr.name === "info";
  const found = (isInfo ? children.slice(0, 1) : children).map((child) => collect(child, inner));
  if (found.includes(true)) return true;
  search.references.push(null);
  return false;
}

/** Offsets of the subqueries around add up until one has an `@`. */
function referenceOf(expr: SelectorExpr, { timeOf, outer }: Search): TimeReference {
  let { atMs, offsetMs } = timeOf(expr);
  for (const subquery of outer.toReversed()) {
    if (atMs !== null) break;
    const time = timeOf(subquery);
    offsetMs += time.offsetMs;
    atMs = time.atMs;
  }
  return { atMs, offsetMs };
}

function areEqual(a: TimeReference, b: TimeReference): boolean {
  if (a.atMs === null || b.atMs === null) return a.atMs === b.atMs && a.offsetMs === b.offsetMs;
  return a.atMs - a.offsetMs === b.atMs - b.offsetMs;
}
