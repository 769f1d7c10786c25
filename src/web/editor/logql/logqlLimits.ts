import { parseLogql } from "../../../domain/query/logql/parse.ts";

/** Colours, checks and completion read the whole text on a keystroke, so they stop here. */
const MAX_CHARACTERS = 16_384;

/** Why this query is neither coloured, checked nor completed, as a sentence; null for any query a person would write. */
export function limitNote(text: string): string | null {
  if (text.length > MAX_CHARACTERS) {
    return `Longer than ${MAX_CHARACTERS.toLocaleString("en")} characters: not coloured or checked here, sent as it is.`;
  }
  // Below this length nothing can nest too deep, so the common case costs nothing.
  if (text.length < 300) return null;
  return parseLogql(text).isTooComplex
    ? "Too many operators or brackets: not coloured or checked here, sent as it is."
    : null;
}

export function isOverLimit(length: number): boolean {
  return length > MAX_CHARACTERS;
}
