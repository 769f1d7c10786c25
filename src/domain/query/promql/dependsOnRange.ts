import { childrenOf, type DurationValue, type Expr } from "./ast.ts";
import { parseToAst } from "./buildAst.ts";

const RANGE_FUNCTIONS: ReadonlySet<string> = new Set(["start", "end", "range"]);

/**
 * True when the value at one step depends on the whole range (`@ end()`, `start()`, `[range()]`), so that a part of
 * the range cannot be asked alone. Text that does not parse counts as depending.
 */
export function dependsOnRange(expr: string): boolean {
  const parsed = parseToAst(expr);
  return !parsed.ok || depends(parsed.expr);
}

function depends(expr: Expr): boolean {
  if (expr.type === "call" && RANGE_FUNCTIONS.has(expr.name)) return true;
  if (expr.type === "selector" || expr.type === "subquery") {
    const isPinned = expr.at?.type === "start" || expr.at?.type === "end";
    const step = expr.type === "subquery" ? expr.step : null;
    if (isPinned || [expr.range, expr.offset, step].some(usesRange)) return true;
  }
  return childrenOf(expr).some(depends);
}

function usesRange(value: DurationValue | null): boolean {
  if (value?.type !== "arithmetic") return false;
  return value.operator === "range" || usesRange(value.lhs) || usesRange(value.rhs);
}
