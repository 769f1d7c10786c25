import type {
  AggregateExpr,
  BinaryExpr,
  DurationArithmetic,
  DurationValue,
  Expr,
  Matcher,
  SelectorExpr,
  TimeModifiers,
} from "./ast.ts";
import { formatGoFloat, formatGoValue, goRound } from "./goNumber.ts";
import { quote } from "./goString.ts";
import { formatPromDuration, msOfNanoseconds } from "./promDuration.ts";

/** Prints every expression on one line, as the server's `String()` of its tree. `inner` prints a child. */
export function printLine(expr: Expr, inner: (child: Expr) => string): string {
  switch (expr.type) {
    case "number":
      return printNumber(expr);
    case "string":
      return quote(expr.value);
    case "selector":
      return printSelector(expr);
    case "subquery":
      return inner(expr.expr) + subquerySuffix(expr);
    case "aggregate": {
      const param = expr.param ? `${inner(expr.param)}, ` : "";
      return `${aggregateHead(expr)}(${param}${inner(expr.expr)})`;
    }
    case "binary":
      return `${inner(expr.lhs)} ${binaryHead(expr)} ${inner(expr.rhs)}`;
    case "call":
      return `${expr.name}(${expr.args.map(inner).join(", ")})`;
    case "paren":
      return `(${inner(expr.expr)})`;
    case "unary":
      return expr.operator + inner(expr.expr);
  }
}

/** `sum by (a, b) ` with its space, or `sum`. An empty `by ()` says nothing and is left out. */
export function aggregateHead({ operator, grouping }: AggregateExpr): string {
  if (!grouping || (!grouping.isWithout && grouping.labels.length === 0)) return operator;
  return `${operator} ${grouping.isWithout ? "without" : "by"} (${labelList(grouping.labels)}) `;
}

/** The operator with its modifiers: `== bool on (a) group_left () fill (0)`. */
export function binaryHead(expr: BinaryExpr): string {
  const { operator, isBool, matching, fillLeft, fillRight } = expr;
  let text = isBool ? `${operator} bool` : operator;
  // Between a vector and a scalar the server forgets an empty `on ()`; with labels in it, it refuses the query.
  const isScalar = expr.lhs.kind === "scalar" || expr.rhs.kind === "scalar";
  if (isScalar && matching?.labels.length === 0) return text;
  if (matching && (matching.labels.length > 0 || matching.isOn || matching.group)) {
    text += ` ${matching.isOn ? "on" : "ignoring"} (${labelList(matching.labels)})`;
    if (matching.group) text += ` group_${matching.group} (${labelList(matching.include)})`;
  }
  if (fillLeft !== null && fillLeft === fillRight) return `${text} fill (${formatGoValue(fillLeft)})`;
  if (fillLeft !== null) text += ` fill_left (${formatGoValue(fillLeft)})`;
  if (fillRight !== null) text += ` fill_right (${formatGoValue(fillRight)})`;
  return text;
}

const BARE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

const BARE_METRIC = /^[A-Za-z_:][A-Za-z0-9_:]*$/;

/** Whether a metric's name may stand before the braces, without quotes. */
export function isBareMetricName(name: string): boolean {
  return BARE_METRIC.test(name);
}

/** Whether a label name may stand without quotes: the classic alphabet, before UTF-8 names came. */
export function isBareLabelName(name: string): boolean {
  return BARE_NAME.test(name);
}

/** A label name as PromQL writes it: bare, or quoted where it has other characters (`"service.name"`). */
export function printLabelName(name: string): string {
  return isBareLabelName(name) ? name : quote(name);
}

function labelList(labels: readonly string[]): string {
  return labels.map(printLabelName).join(", ");
}

export function printMatcher({ name, operator, value }: Matcher): string {
  return printLabelName(name) + operator + quote(value);
}

function printSelector(expr: SelectorExpr): string {
  const matchers = expr.matchers.map(printMatcher).toSorted(compareCodePoints);
  const head = expr.name + (matchers.length > 0 ? `{${matchers.join(",")}}` : "");
  const extension = expr.extension ? ` ${expr.extension}` : "";
  const at = printAt(expr);
  const offset = printOffset(expr);
  // The server prints the extension after the range, but after @ where there is no range.
  if (expr.range) return `${head}[${printSpan(expr.range)}]${extension}${at}${offset}`;
  return head + at + extension + offset;
}

/** Go sorts strings by bytes, which is by code point; JavaScript's own order differs above U+FFFF. */
function compareCodePoints(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  // Step back when a pair of surrogates was cut.
  const isInsidePair = at > 0 && /[\uD800-\uDBFF]/.test(a[at - 1] ?? "");
  const from = isInsidePair ? at - 1 : at;
  return (a.codePointAt(from) ?? -1) - (b.codePointAt(from) ?? -1);
}

/** `[1h:5m] @ end() offset 5m`. */
export function subquerySuffix(expr: Expr & { type: "subquery" }): string {
  const step = expr.step ? printSpan(expr.step) : "";
  return `[${printSpan(expr.range)}:${step}]${printAt(expr)}${printOffset(expr)}`;
}

function printAt({ at }: TimeModifiers): string {
  if (!at) return "";
  if (at.type !== "time") return ` @ ${at.type}()`;
  // -0 ms is 0 in the server's integer.
  return ` @ ${((at.timeMs || 0) / 1000).toFixed(3)}`;
}

function printOffset({ offset }: TimeModifiers): string {
  if (!offset) return "";
  if (offset.type === "arithmetic") return ` offset ${printArithmetic(offset)}`;
  const nanoseconds = goRound(offset.value * 1e9);
  return nanoseconds === 0 ? "" : ` offset ${signedDuration(nanoseconds)}`;
}

function signedDuration(nanoseconds: number): string {
  const text = formatPromDuration(msOfNanoseconds(Math.abs(nanoseconds)));
  return nanoseconds < 0 ? `-${text}` : text;
}

/** A whole range or step: plain numbers are seconds and print as durations. */
function printSpan(value: DurationValue): string {
  if (value.type === "arithmetic") return printArithmetic(value);
  return formatPromDuration(msOfNanoseconds(goRound(value.value * 1e9)));
}

function printArithmetic(value: DurationArithmetic): string {
  const text = arithmeticText(value);
  return value.isWrapped ? `(${text})` : text;
}

function arithmeticText({ operator, lhs, rhs }: DurationArithmetic): string {
  const left = lhs ? printOperand(lhs) : "";
  const right = rhs ? printOperand(rhs) : "";
  if (operator === "group") return right;
  if (operator === "step" || operator === "range") return `${operator}()`;
  if (operator === "min_of" || operator === "max_of") return `${operator}(${left}, ${right})`;
  return lhs ? `${left} ${operator} ${right}` : operator + right;
}

function printOperand(value: DurationValue): string {
  return value.type === "arithmetic" ? printArithmetic(value) : printNumber(value);
}

/** Inside arithmetic and as an expression, a number stays a number and `5m` a duration. */
function printNumber({ value, isDuration }: { value: number; isDuration: boolean }): string {
  if (!isDuration) return formatGoFloat(value);
  const text = formatPromDuration(msOfNanoseconds(Math.abs(value) * 1e9));
  return value < 0 ? `-${text}` : text;
}
