import type { Expr, SelectorExpr } from "../query/promql/ast.ts";
import { unitOfMetric, type MetricHint } from "./unitOfMetric.ts";

/** What is known of a metric from /metadata; undefined when nothing is. */
export type MetadataOf = (metric: string) => MetricHint | undefined;

/** A value on the way through the query: its unit, per second or not. */
interface Quantity {
  readonly unit: string;
  readonly isRate: boolean;
  readonly metric: string;
}

const nothing: Quantity = { unit: "none", isRate: false, metric: "" };
const RATES = new Set(["rate", "irate", "deriv"]);
/** Results that count things, whatever was counted. */
const COUNTS = new Set(
  (
    "count group count_over_time changes resets absent absent_over_time present_over_time " +
    "stdvar stdvar_over_time sgn ln log2 log10 exp sqrt"
  ).split(" "),
);
const PARTS_OF_DATE = /^(minute|hour|month|year|day_of_.*|days_in_month)$/;

/**
 * The unit of a query's result, as a unit id: from the metric's metadata or name, then through the functions and
 * operators around it. A rate of bytes is bytes per second, of CPU seconds cores, of joules watts; two equal units
 * divided are a share. "none" where nothing is known.
 */
export function inferUnit(expr: Expr, metadataOf: MetadataOf = () => undefined): string {
  return unitOfQuantity(quantityOf(expr, metadataOf));
}

function quantityOf(expr: Expr, metadataOf: MetadataOf): Quantity {
  switch (expr.type) {
    case "selector":
      return selectorQuantity(expr, metadataOf);
    case "paren":
    case "unary":
    case "subquery":
      return quantityOf(expr.expr, metadataOf);
    case "aggregate":
      return COUNTS.has(expr.operator) || expr.operator === "count_values"
        ? nothing
        : quantityOf(expr.expr, metadataOf);
    case "call":
      return callQuantity(expr, metadataOf);
    case "binary":
      return binaryQuantity(expr, metadataOf);
    default:
      return nothing;
  }
}

function selectorQuantity(expr: SelectorExpr, metadataOf: MetadataOf): Quantity {
  const byMatcher = expr.matchers.find((matcher) => matcher.name === "__name__" && matcher.operator === "=");
  const metric = expr.name || (byMatcher?.value ?? "");
  const valueOf = (name: string) =>
    expr.matchers.find((matcher) => matcher.name === name && matcher.operator === "=")?.value;
  // kube-state-metrics says the unit in a label: kube_pod_container_resource_requests{resource="cpu", unit="core"}
  const isCpu = valueOf("resource") === "cpu" || valueOf("unit") === "core";
  const isBytes = valueOf("resource") === "memory" || valueOf("unit") === "byte";
  const fromLabel = metric.startsWith("kube_") ? (isCpu ? "cores" : isBytes ? "bytes" : null) : null;
  return { unit: fromLabel ?? unitOfMetric(metric, metadataOf(metric)), isRate: false, metric };
}

function callQuantity(expr: Extract<Expr, { type: "call" }>, metadataOf: MetadataOf): Quantity {
  const { name, args } = expr;
  if (name === "time" || name === "timestamp") return { ...nothing, unit: "dateTime" };
  if (name === "histogram_fraction") return { ...nothing, unit: "percentunit" };
  if (COUNTS.has(name) || PARTS_OF_DATE.test(name)) return nothing;
  const operand =
    args.find((arg) => arg.kind === "matrix") ?? args.find((arg) => arg.kind === "vector") ?? args[0];
  if (operand === undefined) return nothing;
  const inner = quantityOf(operand, metadataOf);
  if (RATES.has(name)) return { ...inner, isRate: true };
  // Quantiles and averages of a histogram are of what was observed; the rate inside cancels out.
  if (/^histogram_(quantile|avg|stddev)$/.test(name)) return { ...inner, isRate: false };
  return name === "histogram_count" ? { ...inner, unit: "none" } : inner;
}

const COMPARISONS = new Set(["==", "!=", ">", "<", ">=", "<="]);

function binaryQuantity(expr: Extract<Expr, { type: "binary" }>, metadataOf: MetadataOf): Quantity {
  const { operator, lhs, rhs } = expr;
  const left = quantityOf(lhs, metadataOf);
  if (COMPARISONS.has(operator)) return expr.isBool ? { ...nothing, unit: "boolean" } : left;
  if (operator === "^" || operator === "atan2") return nothing;
  const number = literalOf(rhs) ?? literalOf(lhs);
  const right = quantityOf(rhs, metadataOf);
  if (number !== null && literalOf(rhs) === null) return scaled(right, operator, number);
  if (number !== null) return scaled(left, operator, number);
  if (operator === "/") return divided(left, right);
  if (operator === "*") return right.unit === "none" ? left : left.unit === "none" ? right : nothing;
  if (operator === "-" && left.unit === "dateTime" && right.unit === "dateTime")
    return { ...left, unit: "seconds" };
  return left.unit === "none" ? right : left;
}

function divided(left: Quantity, right: Quantity): Quantity {
  const isBothRate = left.isRate === right.isRate;
  if (left.unit === right.unit && isBothRate) return { ...nothing, unit: "percentunit" };
  if (right.unit === "none" && isBothRate) return { ...left, isRate: false };
  return right.unit === "none" && !right.isRate ? left : nothing;
}

/** Times 100 a share is a percentage, times 8 bytes are bits; another factor leaves a unit that nobody can name. */
function scaled(quantity: Quantity, operator: string, factor: number): Quantity {
  if (operator !== "*" && operator !== "/") return quantity;
  if (operator === "*" && factor === 100) {
    const isShare = ["percentunit", "ratio", "none", "cores"].includes(unitOfQuantity(quantity));
    if (isShare) return { ...nothing, unit: "percent" };
  }
  if (operator === "*" && factor === 8 && quantity.unit === "bytes") return { ...quantity, unit: "bits" };
  return factor === 1 || quantity.unit === "none" ? quantity : nothing;
}

function literalOf(expr: Expr): number | null {
  if (expr.type === "number") return expr.value;
  return expr.type === "paren" ? literalOf(expr.expr) : null;
}

const perSecond: Readonly<Record<string, string>> = {
  bytes: "Bps",
  decbytes: "decBps",
  bits: "bps",
  joules: "watts",
};

function unitOfQuantity({ unit, isRate, metric }: Quantity): string {
  if (!isRate) return unit;
  if (unit === "seconds") return metric.includes("cpu") ? "cores" : "none";
  if (unit === "none") return metric.includes("request") ? "reqps" : metric === "" ? "none" : "persec";
  return perSecond[unit] ?? "persec";
}
