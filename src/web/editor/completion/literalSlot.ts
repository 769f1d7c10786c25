import { isClosedString, unescapeInside } from "./quoting.ts";
import type { Slot } from "./Slot.ts";

/** A string literal in the text, with its quotes; the closing one may still be missing. */
interface Literal {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The slot within a literal's quotes. An unclosed one swallows the rest of the line, so only what is before the cursor counts. */
export function literalSlot(literal: Literal, pos: number): Slot {
  const from = literal.from + 1;
  const to = isClosedString(literal.text) ? literal.to - 1 : pos;
  const typed = literal.text.slice(1, Math.max(1, pos - literal.from));
  return { from, to, typed: unescapeInside(typed, literal.text.charAt(0)) };
}

/** In `pod=~"a|b|c"` the alternative the cursor is in. */
export function alternativeSlot(literal: Literal, pos: number): Slot {
  const inside = literalSlot(literal, pos);
  const isBoundary = (offset: number): boolean => "|()".includes(literal.text.charAt(offset - literal.from));
  let { from } = inside;
  for (let offset = inside.from; offset < pos; offset += 1) if (isBoundary(offset)) from = offset + 1;
  let to = pos;
  while (to < inside.to && !isBoundary(to)) to += 1;
  const raw = literal.text.slice(from - literal.from, pos - literal.from);
  // What was typed may already be escaped for RE2 (`10\\.0`): the backslashes are no part of the value.
  const typed = unescapeInside(raw, literal.text.charAt(0)).replaceAll("\\", "");
  return { from, to, typed };
}
