import type { SyntaxNode } from "@lezer/common";
import type { DurationArithmetic, DurationValue } from "./ast.ts";
import { type BuildContext, refuse, type Span, textOf } from "./buildContext.ts";
import { parseGoNumber } from "./goNumber.ts";
import { nodesOf } from "./parse.ts";
import { goSeconds, parsePromDuration } from "./promDuration.ts";

/** Go's int64 nanoseconds, in seconds. */
const MAX_SECONDS = 2 ** 63 / 1e9;
const FUNCTIONS = {
  DurationStep: "step",
  DurationRange: "range",
  DurationMinOf: "min_of",
  DurationMaxOf: "max_of",
} as const;
const OPERATORS = { Add: "+", Sub: "-", Mul: "*", Div: "/", Mod: "%", Pow: "^" } as const;

/** An unsigned literal: a number, or a duration as seconds. */
function readNumber(context: BuildContext, node: Span): { value: number; isDuration: boolean } {
  const text = textOf(context, node);
  const ms = /^[\d.]/.test(text) ? parsePromDuration(text) : null;
  if (ms !== null) return { value: goSeconds(ms), isDuration: true };
  const value = parseGoNumber(text);
  if (value === null) refuse(context, node, `bad number or duration: ${text}`);
  return { value: value ?? 0, isDuration: false };
}

/** A literal that may carry a sign, as in `@ -1.5` and `fill(-1)`. */
export function readSigned(context: BuildContext, node: Span): { value: number; isDuration: boolean } {
  const [sign = ""] = /^[+-]\s*/.exec(textOf(context, node)) ?? [];
  const number = readNumber(context, { from: node.from + sign.length, to: node.to });
  return sign.startsWith("-") ? { ...number, value: -number.value } : number;
}

/** A duration that must be above zero, as ranges and subquery steps must. */
export function buildPositiveDuration(context: BuildContext, node: SyntaxNode): DurationValue {
  const value = buildDuration(context, node);
  if (value.type === "number" && !(value.value > 0)) refuse(context, node, "duration must be greater than 0");
  return value;
}

/** A DurationExpr or OffsetDurationExpr node. */
export function buildDuration(context: BuildContext, node: SyntaxNode): DurationValue {
  const [first, second, third] = nodesOf(node);
  if (!first) return refuseDuration(context, node);
  if (first.name === "NumberDurationLiteralInDurationContext") return literal(context, first);
  if (first.name === "UnaryOp")
    return second ? negate(context, first, buildDuration(context, second)) : refuseDuration(context, node);
  const call = FUNCTIONS[first.name as keyof typeof FUNCTIONS];
  if (call) {
    const lhs = second ? buildDuration(context, second) : null;
    const rhs = third ? buildDuration(context, third) : null;
    return { type: "arithmetic", operator: call, lhs, rhs, isWrapped: false };
  }
  if (!second) return wrap(buildDuration(context, first));
  const operator = OPERATORS[second.name as keyof typeof OPERATORS];
  if (!operator || !third) return refuseDuration(context, node);
  return binary(context, {
    lhs: buildDuration(context, first),
    rhs: buildDuration(context, third),
    operator,
    node: second,
  });
}

function refuseDuration(context: BuildContext, node: SyntaxNode): DurationValue {
  refuse(context, node, "not a duration");
  return { type: "number", value: 1, isDuration: true };
}

function literal(context: BuildContext, node: SyntaxNode): DurationValue {
  const { value, isDuration } = readNumber(context, node);
  if (value > MAX_SECONDS) refuse(context, node, "duration out of range");
  return { type: "number", value, isDuration };
}

function negate(context: BuildContext, operator: SyntaxNode, value: DurationValue): DurationValue {
  if (textOf(context, operator) === "+") return value;
  if (value.type === "number") return { ...value, value: -value.value };
  return { type: "arithmetic", operator: "-", lhs: null, rhs: value, isWrapped: false };
}

/** Parentheses round a lone number are kept too: `[(5m)]` prints as it is. */
function wrap(value: DurationValue): DurationArithmetic {
  if (value.type === "arithmetic") return { ...value, isWrapped: true };
  return { type: "arithmetic", operator: "group", lhs: null, rhs: value, isWrapped: true };
}

interface Operation {
  readonly lhs: DurationValue;
  readonly rhs: DurationValue;
  readonly operator: DurationArithmetic["operator"];
  readonly node: SyntaxNode;
}

function binary(context: BuildContext, { lhs, rhs, operator, node }: Operation): DurationValue {
  const isByZero = rhs.type === "number" && rhs.value === 0;
  if (isByZero && operator === "/") refuse(context, node, "division by zero");
  if (isByZero && operator === "%") refuse(context, node, "modulo by zero");
  return { type: "arithmetic", operator, lhs, rhs, isWrapped: false };
}
