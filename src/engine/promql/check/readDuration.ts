import { type DurationOperator, MAX_DURATION_SECONDS } from "./durationArithmetic.ts";
import type { DurationNode } from "./DurationNode.ts";
import { ParseRefusal } from "./ParseRefusal.ts";
import { readNumber } from "./readNumber.ts";
import type { Token, TokenKind } from "./Token.ts";
import type { TokenStream } from "./TokenStream.ts";

/** Higher binds tighter. A sign binds like a product. */
const PRECEDENCE: ReadonlyMap<TokenKind, number> = new Map([
  ["+", 1],
  ["-", 1],
  ["*", 2],
  ["/", 2],
  ["%", 2],
  ["^", 3],
]);
const ABOVE_SIGN = 3;

/** A duration in brackets, up to the token that cannot belong to it. */
function readDuration(tokens: TokenStream): DurationNode {
  return continueDuration(tokens, readOperand(tokens), 1);
}

/** As a range or step: above zero, as far as that is known by now. */
export function readPositiveDuration(tokens: TokenStream): DurationNode {
  const duration = readDuration(tokens);
  if (duration.value !== null && duration.value <= 0)
    throw new ParseRefusal(duration.from, "duration must be greater than 0");
  return duration;
}

/** Behind `offset`, where a sign or number ends it: `x offset 5m + 1m` is a sum of two numbers, not of durations. */
export function readOffsetDuration(tokens: TokenStream): DurationNode {
  const { kind, from } = tokens.peek();
  if (kind !== "+" && kind !== "-") {
    const operand = readOperand(tokens);
    return kind === "(" ? continueOffset(tokens, operand, from) : operand;
  }
  const sign = tokens.take();
  const next = tokens.peek().kind;
  if (next === "number" || next === "duration") return inRange(signed(sign, literal(tokens)));
  if (next === "+" || next === "-") {
    const operand = continueDuration(tokens, readOperand(tokens), ABOVE_SIGN);
    return continueOffset(tokens, signed(sign, operand), from);
  }
  return signed(sign, readOperand(tokens));
}

/** The official grammar for editors ends the offset here, unless parentheses hold it together. */
function continueOffset(tokens: TokenStream, first: DurationNode, from: number): DurationNode {
  const duration = continueDuration(tokens, first, 1);
  if (duration === first) return first;
  tokens.standIn({ from, to: from }, "(");
  tokens.standIn({ from: tokens.takenTo, to: tokens.takenTo }, ")");
  return duration;
}

function continueDuration(tokens: TokenStream, first: DurationNode, minPrecedence: number): DurationNode {
  let lhs = first;
  for (;;) {
    const precedence = PRECEDENCE.get(tokens.peek().kind) ?? 0;
    if (precedence < minPrecedence) return lhs;
    const operator = tokens.take();
    const isRightAssociative = operator.kind === "^";
    const next = isRightAssociative ? precedence : precedence + 1;
    const rhs = continueDuration(tokens, readOperand(tokens), next);
    if (rhs.value === 0 && operator.kind === "/") throw new ParseRefusal(operator.from, "division by zero");
    if (rhs.value === 0 && operator.kind === "%") throw new ParseRefusal(operator.from, "modulo by zero");
    lhs = arithmetic(operator.kind as DurationOperator, lhs, rhs);
  }
}

function readOperand(tokens: TokenStream): DurationNode {
  const { kind } = tokens.peek();
  switch (kind) {
    case "number":
    case "duration":
      return inRange(literal(tokens));
    case "+":
    case "-": {
      const sign = tokens.take();
      return signed(sign, continueDuration(tokens, readOperand(tokens), ABOVE_SIGN));
    }
    case "step":
    case "range": {
      const { from } = takeWord(tokens);
      tokens.expect("(");
      const { to } = tokens.expect(")");
      return { from, to, value: null, operation: { operator: kind, lhs: null, rhs: null } };
    }
    case "max_of":
    case "min_of": {
      takeWord(tokens);
      tokens.expect("(");
      const lhs = readDuration(tokens);
      tokens.expect(",");
      const rhs = readDuration(tokens);
      tokens.expect(")");
      return arithmetic(kind, lhs, rhs);
    }
    case "(": {
      const open = tokens.take();
      const inner = readDuration(tokens);
      tokens.expect(")");
      return inner.value === null ? inner : unary(open, "+", inner);
    }
    default:
      return tokens.unexpected();
  }
}

/** Case does not count. */
function takeWord(tokens: TokenStream): Token {
  const word = tokens.take();
  if (word.text !== word.kind) tokens.standIn(word, word.kind);
  return word;
}

function literal(tokens: TokenStream): DurationNode {
  const { from } = tokens.peek();
  const value = readNumber(tokens);
  return { from, to: tokens.takenTo, value, operation: null };
}

function inRange(duration: DurationNode): DurationNode {
  if (duration.value !== null && Math.abs(duration.value) > MAX_DURATION_SECONDS)
    throw new ParseRefusal(duration.from, "duration out of range");
  return duration;
}

function signed(sign: Token, duration: DurationNode): DurationNode {
  const { value } = duration;
  if (value !== null) return { ...duration, from: sign.from, value: sign.kind === "-" ? -value : value };
  return sign.kind === "-" ? unary(sign, "-", duration) : duration;
}

/** The places of arithmetic are those of Prometheus: a closing parenthesis is not within. */
function unary({ from }: Token, operator: "+" | "-", rhs: DurationNode): DurationNode {
  return { from, to: rhs.to, value: null, operation: { operator, lhs: null, rhs } };
}

function arithmetic(operator: DurationOperator, lhs: DurationNode, rhs: DurationNode): DurationNode {
  return { from: lhs.from, to: rhs.to, value: null, operation: { operator, lhs, rhs } };
}
