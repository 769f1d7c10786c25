import { childrenOf, type Expr } from "../query/promql/ast.ts";
import { parseToAst } from "../query/promql/buildAst.ts";
import { metricNameOf } from "../query/promql/matchers.ts";
import { maskVariables } from "../query/promql/variables.ts";

/** Where an exemplar stands on the chart of a query: at its own value, or on the line it belongs to. */
export type ExemplarPlace = "value" | "line";

/**
 * What the results of a query have to do with its exemplars. "value": they are of what was observed, such as seconds of
 * a request. "line": they count. Null: its metrics cannot have exemplars, so that none are asked for (OpenMetrics
 * allows them on counters and histogram buckets only), or it does not parse.
 */
export function exemplarPlace(text: string): ExemplarPlace | null {
  const parsed = parseToAst(maskVariables(text));
  if (!parsed.ok || !hasExemplars(parsed.expr, false)) return null;
  return isObserved(parsed.expr) ? "value" : "line";
}

/** By the names of its metrics; those of native histograms have no suffix and stand inside a histogram function. */
function hasExemplars(expr: Expr, isInHistogram: boolean): boolean {
  if (expr.type === "selector") {
    const name = metricNameOf(expr);
    if (/_(?:bucket|total)$/.test(name)) return true;
    return isInHistogram && name !== "" && !/_(?:sum|count|created)$/.test(name);
  }
  const isInside = isInHistogram || (expr.type === "call" && expr.name.startsWith("histogram_"));
  return childrenOf(expr).some((child) => hasExemplars(child, isInside));
}

const OF_OBSERVED = new Set(["histogram_quantile", "histogram_avg"]);
/** They give back values they were given. A sum of quantiles is no longer one. */
const KEEPING = new Set(["min", "max", "avg", "topk", "bottomk", "limitk", "limit_ratio", "quantile"]);
const COMPARISONS = new Set(["==", "!=", ">", "<", ">=", "<="]);

function isObserved(expr: Expr): boolean {
  switch (expr.type) {
    case "paren":
      return isObserved(expr.expr);
    case "aggregate":
      return KEEPING.has(expr.operator) && isObserved(expr.expr);
    case "binary":
      return COMPARISONS.has(expr.operator) && !expr.isBool && isObserved(expr.lhs);
    case "call":
      return OF_OBSERVED.has(expr.name);
    default:
      return false;
  }
}
