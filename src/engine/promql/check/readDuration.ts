import { ParseRefusal } from "./ParseRefusal.ts";
import { readNumber } from "./readNumber.ts";
import type { Token, TokenKind } from "./Token.ts";
import type { TokenStream } from "./TokenStream.ts";

/** `value` in seconds is null for arithmetic, which is worked out only when the query runs. */
export interface DurationNode {
  readonly from: number;
  readonly value: number | null;
}

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
/** Go's 2^63 nanoseconds, in seconds. */
const MAX_SECONDS = 2 ** 63 / 1e9;

/** A duration in brackets, up to the token that cannot belong to it. */
export function readDuration(tokens: TokenStream): DurationNode {
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
  const { kind } = tokens.peek();
  if (kind !== "+" && kind !== "-") {
    const operand = readOperand(tokens);
    return kind === "(" ? continueDuration(tokens, operand, 1) : operand;
  }
  const sign = tokens.take();
  const next = tokens.peek().kind;
  if (next === "number" || next === "duration") return inRange(signed(sign, literal(tokens.take())));
  if (next === "+" || next === "-") {
    const operand = continueDuration(tokens, readOperand(tokens), ABOVE_SIGN);
    return continueDuration(tokens, signed(sign, operand), 1);
  }
  return signed(sign, readOperand(tokens));
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
    lhs = { from: lhs.from, value: null };
  }
}

function readOperand(tokens: TokenStream): DurationNode {
  const { kind } = tokens.peek();
  switch (kind) {
    case "number":
    case "duration":
      return inRange(literal(tokens.take()));
    case "+":
    case "-": {
      const sign = tokens.take();
      return signed(sign, continueDuration(tokens, readOperand(tokens), ABOVE_SIGN));
    }
    case "step":
    case "range": {
      const { from } = tokens.take();
      tokens.expect("(");
      tokens.expect(")");
      return { from, value: null };
    }
    case "max_of":
    case "min_of": {
      const { from } = tokens.take();
      tokens.expect("(");
      readDuration(tokens);
      tokens.expect(",");
      readDuration(tokens);
      tokens.expect(")");
      return { from, value: null };
    }
    case "(": {
      const { from } = tokens.take();
      readDuration(tokens);
      tokens.expect(")");
      return { from, value: null };
    }
    default:
      return tokens.unexpected();
  }
}

function literal(token: Token): DurationNode {
  return { from: token.from, value: readNumber(token) };
}

function inRange(duration: DurationNode): DurationNode {
  if (duration.value !== null && Math.abs(duration.value) > MAX_SECONDS)
    throw new ParseRefusal(duration.from, "duration out of range");
  return duration;
}

function signed(sign: Token, { from, value }: DurationNode): DurationNode {
  if (value !== null) return { from: sign.from, value: sign.kind === "-" ? -value : value };
  return sign.kind === "-" ? { from: sign.from, value } : { from, value };
}
