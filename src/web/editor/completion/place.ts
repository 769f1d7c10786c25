import { isClosedString } from "./quoting.ts";
import type { Slot } from "./Slot.ts";
import type { Token, TokenKind } from "./Token.ts";

/** One open bracket around the cursor. */
export interface Frame {
  readonly bracket: string;
  /** Index of its token. */
  readonly index: number;
}

/** Where the cursor is, in tokens. */
export interface Place {
  readonly tokens: readonly Token[];
  readonly pos: number;
  /** Index of the token under the cursor, else of the first one after it: all before it are finished. */
  readonly at: number;
  /** The token the cursor is inside, or at the end of where typing would go on with it. */
  readonly current: Token | undefined;
  /** Open brackets, outermost first. */
  readonly frames: readonly Frame[];
}

const OPENER_OF: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
/** A letter typed at the end of these belongs to them. */
const GROWS: ReadonlySet<TokenKind> = new Set(["word", "number", "variable", "flag", "comment"]);

/** `pos` is a UTF-16 offset into the text the tokens are of. */
export function findPlace(tokens: readonly Token[], pos: number): Place {
  let at = tokens.findIndex(
    (token) => token.from < pos && (token.to > pos || (token.to === pos && grows(token))),
  );
  const current = at < 0 ? undefined : tokens[at];
  if (at < 0) at = tokens.findIndex((token) => token.from >= pos);
  if (at < 0) at = tokens.length;
  return { tokens, pos, at, current, frames: openFrames(tokens, at) };
}

function grows(token: Token): boolean {
  if (token.kind === "string") return !isClosedString(token.text);
  // "!" is a match operator about to be typed.
  return GROWS.has(token.kind) || token.text === "!";
}

function openFrames(tokens: readonly Token[], end: number): readonly Frame[] {
  const frames: Frame[] = [];
  const openOf: Record<string, number> = { "(": 0, "[": 0, "{": 0 };
  for (let index = 0; index < end; index += 1) {
    const token = tokens[index];
    if (token?.kind !== "bracket") continue;
    const opener = OPENER_OF[token.text];
    if (opener === undefined) {
      frames.push({ bracket: token.text, index });
      openOf[token.text] = (openOf[token.text] ?? 0) + 1;
    } else if ((openOf[opener] ?? 0) > 0) closeFrame(frames, openOf, opener);
  }
  return frames;
}

/** A closing bracket also closes what was left open inside it. Each frame is taken off once, so the whole stays linear. */
function closeFrame(frames: Frame[], openOf: Record<string, number>, opener: string): void {
  let bracket: string | undefined;
  while (bracket !== opener) {
    bracket = frames.pop()?.bracket ?? opener;
    openOf[bracket] = (openOf[bracket] ?? 1) - 1;
  }
}

/** The slot of the token under the cursor, or an empty one at the cursor. */
export function slotAt(place: Place): Slot {
  const { current, pos } = place;
  if (current === undefined) return { from: pos, to: pos, typed: "" };
  return { from: current.from, to: current.to, typed: current.text.slice(0, pos - current.from) };
}
