import { parsePromql } from "../../../domain/query/promql/parse.ts";
import { maskVariables } from "../../../domain/query/promql/variables.ts";

/** About 7 ms of parsing; colours, checks and completion read the whole text on a keystroke, so they stop here. */
const MAX_CHARACTERS = 16_384;

/**
 * A name or value is not completed after so much of it: each shorter beginning is looked up for an answer that holds
 * it, and all of it is sent to the source as a pattern.
 */
export const MAX_TYPED = 200;

/** Why this query is neither coloured, checked nor completed, as a sentence; null for any query a person would write. */
export function limitNote(text: string): string | null {
  if (text.length > MAX_CHARACTERS) {
    return `Longer than ${MAX_CHARACTERS.toLocaleString("en")} characters: not coloured or checked here, sent as it is.`;
  }
  // Below this length nothing can nest too deep, so the common case costs nothing.
  if (text.length < 300) return null;
  const { isTooComplex } = parsePromql(maskVariables(text));
  return isTooComplex ? "Too many operators or brackets: not coloured or checked here, sent as it is." : null;
}

export function isOverLimit(length: number): boolean {
  return length > MAX_CHARACTERS;
}
