import { FIT } from "../../../domain/browse/nameSearch.ts";

/** What was typed, read once for many texts. */
export interface Typed {
  /** Lower case, without blanks around it. */
  readonly whole: string;
  readonly words: readonly string[];
}

export interface Fit {
  /** One of FIT; less is better. */
  readonly rank: number;
  /** From, to, from, to …, ascending and apart: what to highlight. */
  readonly ranges: readonly number[];
}

/** Longer texts are judged by their beginning: a query may be 64 kB. */
const SEARCHED = 2_000;
const WORD = /[\p{L}\p{N}]/u;

export function readTyped(text: string): Typed {
  const whole = text.trim().toLowerCase();
  return { whole, words: whole.split(/\s+/).filter((word) => word !== "") };
}

/**
 * How well a text fits what was typed: every word must stand somewhere in it, in any order, or in `also`, which is
 * searched but not shown. Null where one is missing. No word at all fits everything.
 */
export function fitText(text: string, { whole, words }: Typed, also = ""): Fit | null {
  const lower = text.slice(0, SEARCHED).toLowerCase();
  const hidden = also.slice(0, SEARCHED).toLowerCase();
  const found: (readonly [from: number, to: number])[] = [];
  let rank: number = lower === whole ? FIT.exact : lower.startsWith(whole) ? FIT.prefix : FIT.wordStart;
  for (const word of words) {
    const start = startOfWord(lower, word);
    const from = start < 0 ? lower.indexOf(word) : start;
    if (from < 0 && !hidden.includes(word)) return null;
    if (from >= 0) found.push([from, from + word.length]);
    if (start < 0) rank = Math.max(rank, FIT.inside);
  }
  // A letter whose lower case is longer ("İ") would shift every offset behind it.
  const isAligned = lower.length === Math.min(text.length, SEARCHED);
  return { rank, ranges: isAligned ? joined(found) : [] };
}

function startOfWord(lower: string, word: string): number {
  let found = lower.indexOf(word);
  while (found > 0 && WORD.test(lower.charAt(found - 1)) && WORD.test(word.charAt(0))) {
    found = lower.indexOf(word, found + 1);
  }
  return found;
}

/** Ascending; what touches or overlaps is one. */
function joined(found: readonly (readonly [from: number, to: number])[]): readonly number[] {
  const ranges: number[] = [];
  for (const [from, to] of found.toSorted((a, b) => a[0] - b[0])) {
    const end = ranges.at(-1) ?? -1;
    if (from <= end) ranges.splice(-1, 1, Math.max(end, to));
    else ranges.push(from, to);
  }
  return ranges;
}
