import type { Expr, SelectorExpr } from "./ast.ts";
import { childrenOf } from "./ast.ts";

/** A selector and where in the query it stands. */
export interface SelectorPlace {
  readonly selector: SelectorExpr;
  /** Nodes round it, innermost first, parentheses left out. */
  readonly parents: readonly Expr[];
  /** Names of the functions and aggregations round it, innermost first. */
  readonly calls: readonly string[];
  /** A subquery stands between it and the result. */
  readonly isSubquery: boolean;
  /** On the right of `and` or `unless`, where only labels count. */
  readonly isFilter: boolean;
}

/** All selectors of a query, in text order. */
export function selectorsIn(root: Expr): readonly SelectorPlace[] {
  const places: SelectorPlace[] = [];
  visit(root, { parents: [], calls: [], isSubquery: false, isFilter: false }, places);
  return places;
}

function visit(expr: Expr, place: Omit<SelectorPlace, "selector">, places: SelectorPlace[]): void {
  if (expr.type === "selector") {
    places.push({ selector: expr, ...place });
    return;
  }
  const name = expr.type === "call" ? expr.name : expr.type === "aggregate" ? expr.operator : null;
  const inner = {
    ...place,
    parents: expr.type === "paren" ? place.parents : [expr, ...place.parents],
    calls: name === null ? place.calls : [name, ...place.calls],
    isSubquery: place.isSubquery || expr.type === "subquery",
  };
  const isSetFilter = expr.type === "binary" && (expr.operator === "and" || expr.operator === "unless");
  for (const child of childrenOf(expr)) {
    const isFilter = place.isFilter || (isSetFilter && child === expr.rhs);
    visit(child, { ...inner, isFilter }, places);
  }
}
