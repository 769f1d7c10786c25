import type { Expr } from "../../../src/domain/query/promql/ast.ts";
import { childrenOf } from "../../../src/domain/query/promql/ast.ts";

/** Functions whose result depends on the time of evaluation, even of a vector that does not. */
const UNSAFE: ReadonlySet<string> = new Set(
  `days_in_month day_of_month day_of_week day_of_year hour minute month year
  end predict_linear range start step time timestamp`.split(/\s+/),
);

/** The query with `@ timeMs` wherever no @ stands yet: it gives the same at every time. Null where that is not so. */
export function withTime(expr: Expr, timeMs: number): Expr | null {
  return isUnsafe(expr) ? null : pinned(expr, timeMs);
}

function isUnsafe(expr: Expr): boolean {
  return (expr.type === "call" && UNSAFE.has(expr.name)) || childrenOf(expr).some(isUnsafe);
}

function pinned(expr: Expr, timeMs: number): Expr {
  const pin = (child: Expr): Expr => pinned(child, timeMs);
  switch (expr.type) {
    case "selector":
    case "subquery":
      return { ...expr, at: expr.at ?? { type: "time", timeMs } };
    case "aggregate":
      return { ...expr, expr: pin(expr.expr), param: expr.param && pin(expr.param) };
    case "binary":
      return { ...expr, lhs: pin(expr.lhs), rhs: pin(expr.rhs) };
    case "call":
      return { ...expr, args: expr.args.map(pin) };
    case "paren":
    case "unary":
      return { ...expr, expr: pin(expr.expr) };
    default:
      return expr;
  }
}
