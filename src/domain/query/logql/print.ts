import { formatGoFloat, formatGoValue } from "../promql/goNumber.ts";
import { quote } from "../promql/goString.ts";
import { formatPromDuration } from "../promql/promDuration.ts";
import type {
  AggregateExpr,
  BinaryExpr,
  Expr,
  Grouping,
  LineFilterGroup,
  LogExpr,
  NumberExpr,
  Quantity,
  RangeExpr,
  VectorExpr,
} from "./ast.ts";
import { printGoDuration } from "./goDuration.ts";

/** Prints every expression on one line, as the server's `String()` of its tree. `inner` prints a child. */
export function printLine(expr: Expr, inner: (child: Expr) => string): string {
  switch (expr.type) {
    case "log":
      return [expr.selector, ...expr.stages.map(stageLine)].join(" ");
    case "range":
      return printRange(expr, inner);
    case "aggregate": {
      const param = expr.param ? `${printNumber(expr.param)},` : "";
      return `${aggregateHead(expr, ",")}(${param}${inner(expr.expr)})`;
    }
    case "binary":
      return `(${inner(expr.lhs)} ${binaryHead(expr, ",")} ${inner(expr.rhs)})`;
    case "label_replace":
      return `label_replace(${inner(expr.expr)},${expr.args.map(quote).join(",")})`;
    case "number":
      return printNumber(expr);
    case "vector":
      return printVector(expr);
  }
}

function stageLine(stage: LogExpr["stages"][number]): string {
  return stage.type === "stage" ? stage.text : stage.filters.map(lineFilter).join(" ");
}

export function lineFilter({ op, alternatives }: LineFilterGroup): string {
  return `${op} ${alternatives.join(" or ")}`;
}

function printRange(expr: RangeExpr, inner: (child: Expr) => string): string {
  const { name, param, log, unwrap, interval, offset, grouping } = expr;
  const head = param ? `${param.variable ?? formatGoFloat(param.value)},` : "";
  const unwrapped = unwrap
    ? ` ${[unwrap.text, ...unwrap.filters.map((filter) => `| ${filter}`)].join(" ")}`
    : "";
  const moved = offset && isMoved(offset) ? ` offset ${offset.variable ?? printGoDuration(offset.ns)}` : "";
  return `${name}(${head}${inner(log)}${unwrapped}[${printInterval(interval)}]${moved})${rangeGrouping(grouping, ",")}`;
}

function isMoved({ ns, variable }: Quantity): boolean {
  return ns !== 0n || variable !== null;
}

function printInterval({ ns, variable }: Quantity): string {
  return variable ?? formatPromDuration(Number(ns / 1_000_000n));
}

/**
 * ` [5m] offset 1h`, behind a selection that has lines of its own. Loki prints 0s for an offset below a millisecond
 * there; here it keeps its value.
 */
export function rangeTail({ interval, offset }: RangeExpr): string {
  const range = ` [${printInterval(interval)}]`;
  return offset && isMoved(offset) ? `${range} offset ${offset.variable ?? printOffset(offset.ns)}` : range;
}

function printOffset(ns: bigint): string {
  if (ns % 1_000_000n !== 0n) return printGoDuration(ns);
  return `${ns < 0n ? "-" : ""}${formatPromDuration(Math.abs(Number(ns / 1_000_000n)))}`;
}

/** With separator ", " on lines of its own, "," within one line. Loki forgets empty ones on lines of their own. */
export function rangeGrouping(grouping: Grouping | null, separator: string): string {
  return grouping ? ` ${grouping.isWithout ? "without" : "by"} (${grouping.labels.join(separator)})` : "";
}

/** `sum by (a,b)`. An empty `by ()` says nothing and is left out. */
export function aggregateHead({ name, grouping }: AggregateExpr, separator: string): string {
  if (!grouping || (!grouping.isWithout && grouping.labels.length === 0)) return name;
  return name + rangeGrouping(grouping, separator);
}

/**
 * The operator with its modifiers: `== bool on (a) group_left`. An `ignoring ()` says nothing and is left out, unless a
 * group follows; Loki leaves that out too, and on lines of its own also `on ()`.
 */
export function binaryHead({ operator, isBool, matching, rhs }: BinaryExpr, separator: string): string {
  const text = isBool ? `${operator} bool` : operator;
  if (!matching || (matching.labels.length === 0 && !matching.isOn && !matching.group)) return text;
  // Behind a bare group_left the bracket of a calculation would be read as its labels (Loki prints it so).
  const isListed = matching.include.length > 0 || rhs.type === "binary";
  const include = isListed ? ` (${matching.include.join(separator)})` : "";
  const group = matching.group ? `group_${matching.group}${include}` : "";
  return `${text} ${matching.isOn ? "on" : "ignoring"} (${matching.labels.join(separator)}) ${group}`;
}

export function printNumber({ value, variable }: NumberExpr): string {
  return variable ?? formatGoValue(value);
}

/** Loki prints six decimals; a number that needs more stays as it was typed. */
function printVector({ value, typed }: VectorExpr): string {
  const printed = value < 1e21 ? value.toFixed(6) : `${BigInt(value)}.000000`;
  return `vector(${Number(printed) === value ? printed : typed})`;
}
