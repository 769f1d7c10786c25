import type { CheckNode, MatrixNode, SubqueryNode, TimeNode, VectorNode } from "./CheckNode.ts";
import type { DurationNode } from "./DurationNode.ts";
import { ParseRefusal } from "./ParseRefusal.ts";
import { readOffsetDuration, readPositiveDuration } from "./readDuration.ts";
import { readNumber } from "./readNumber.ts";
import type { TokenStream } from "./TokenStream.ts";

/** What may stand behind an operand, any number of times: offset, @, a range or subquery, anchored and smoothed. */
export function readTimeModifiers(tokens: TokenStream, operand: CheckNode): CheckNode {
  let node = operand;
  for (;;) {
    const { kind } = tokens.peek();
    if (kind === "offset") node = readOffset(tokens, node);
    else if (kind === "@") node = readAt(tokens, node);
    else if (kind === "[") node = readBrackets(tokens, node);
    else if (kind === "anchored" || kind === "smoothed") {
      tokens.take();
      throw new ParseRefusal(node.from, `${kind} modifier is experimental and not enabled`);
    } else return node;
  }
}

type Timed = VectorNode | MatrixNode | SubqueryNode;

function timed(node: CheckNode, modifier: string): Timed {
  if (node.type === "vector" || node.type === "matrix" || node.type === "subquery") return node;
  throw new ParseRefusal(
    node.from,
    `${modifier} modifier must be preceded by an instant vector selector or range vector selector or a subquery`,
  );
}

function readOffset(tokens: TokenStream, node: CheckNode): CheckNode {
  tokens.take();
  const expected = "number, duration, step(), or range()";
  const offset = tokens.within("offset", expected, () => readOffsetDuration(tokens));
  const target = timed(node, "offset");
  if (hasOffset(target)) throw new ParseRefusal(node.from, "offset may not be set multiple times");
  return { ...target, to: tokens.takenTo, offset };
}

/** Literals are rounded to nanoseconds. */
function hasOffset({ offset }: TimeNode): boolean {
  return offset !== null && (offset.value === null || Math.round(offset.value * 1e9) !== 0);
}

function readAt(tokens: TokenStream, node: CheckNode): CheckNode {
  tokens.take();
  const seconds = tokens.within("@", "timestamp", () => readTimestamp(tokens));
  if (seconds !== null && !(Math.abs(seconds) < 2 ** 63)) {
    throw new ParseRefusal(node.from, `timestamp out of bounds for @ modifier: ${sixDigits(seconds)}`);
  }
  const target = timed(node, "@");
  if (target.hasAt) throw new ParseRefusal(node.from, "@ <timestamp> may not be set multiple times");
  return { ...target, to: tokens.takenTo, hasAt: true };
}

/** Seconds; null for start() and end(). */
function readTimestamp(tokens: TokenStream): number | null {
  if (tokens.accept("start") ?? tokens.accept("end")) {
    tokens.expect("(");
    tokens.expect(")");
    return null;
  }
  const sign = tokens.accept("+") ?? tokens.accept("-");
  const value = readNumber(tokens);
  return sign?.kind === "-" ? -value : value;
}

/** Go's `%f` of a number beyond 2^63. */
function sixDigits(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  return `${BigInt(value)}.000000`;
}

function readBrackets(tokens: TokenStream, node: CheckNode): CheckNode {
  const open = tokens.take();
  const beforeRange = "number, duration, step(), or range()";
  const range = tokens.within("subquery or range selector", beforeRange, () => readPositiveDuration(tokens));
  if (tokens.accept(":")) return readSubquery(tokens, node, range);
  const { to } = tokens.within("subquery or range", '":" or "]"', () => tokens.expect("]"));
  const refuse = (message: string): never => {
    throw new ParseRefusal(open.from, message);
  };
  if (node.type !== "vector") return refuse("ranges only allowed for vector selectors");
  if (hasOffset(node)) refuse("no offset modifiers allowed before range");
  if (node.hasAt) refuse("no @ modifiers allowed before range");
  return { type: "matrix", kind: "matrix", from: node.from, to, selector: node, range, ...unset };
}

const unset: Pick<TimeNode, "offset" | "hasAt"> = { offset: null, hasAt: false };

/** Behind the colon. */
function readSubquery(tokens: TokenStream, expr: CheckNode, range: DurationNode): SubqueryNode {
  const expected = 'number, duration, step(), range(), or "]"';
  const step = tokens.within("subquery selector", expected, () =>
    tokens.is("]") ? null : readPositiveDuration(tokens),
  );
  const { to } = tokens.within("subquery selector", '"]"', () => tokens.expect("]"));
  return { type: "subquery", kind: "matrix", from: expr.from, to, expr, range, step, ...unset };
}
