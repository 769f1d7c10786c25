import { escapeRegexp } from "./quoting.ts";

/** Characters that part the words of a metric or label name; what was typed around them is matched on its own. */
const BETWEEN_WORDS = /[\s_:.\-/]+/;

/** The words of what was typed, in lower case: "CPU_sec" is ["cpu", "sec"]. */
export function searchWords(typed: string): readonly string[] {
  return typed
    .toLowerCase()
    .split(BETWEEN_WORDS)
    .filter((word) => word !== "");
}

/** The RE2 pattern that finds what `findWords` finds: the words in order, anywhere, in any case. */
export function searchPattern(words: readonly string[]): string {
  return `(?i).*${words.map(escapeRegexp).join(".*")}.*`;
}

/** True where the words stand in order in `name`, in any case. The one test of membership: quick, for long lists. */
export function hasWords(name: string, words: readonly string[]): boolean {
  const lower = name.toLowerCase();
  let offset = 0;
  for (const word of words) {
    const found = lower.indexOf(word, offset);
    if (found < 0) return false;
    offset = found + word.length;
  }
  return true;
}

/** How well the words fit, best first. */
export const FIT = { prefix: 0, wordStarts: 1, inside: 2 } as const;

export interface WordFit {
  readonly fit: number;
  /** From, to, from, to …: where the words stand, for highlighting. */
  readonly ranges: readonly number[];
}

/** Where the words stand in `name`, at beginnings of its words if they can; null where `hasWords` is false. */
export function findWords(name: string, words: readonly string[]): WordFit | null {
  const lower = name.toLowerCase();
  const atStarts = rangesOf(words, (word, offset) => startOfWord(lower, word, offset));
  if (atStarts !== null)
    return { fit: (atStarts[0] ?? 0) === 0 ? FIT.prefix : FIT.wordStarts, ranges: atStarts };
  const anywhere = rangesOf(words, (word, offset) => lower.indexOf(word, offset));
  return anywhere === null ? null : { fit: FIT.inside, ranges: anywhere };
}

function rangesOf(
  words: readonly string[],
  find: (word: string, offset: number) => number,
): readonly number[] | null {
  const ranges: number[] = [];
  for (const word of words) {
    const found = find(word, ranges.at(-1) ?? 0);
    if (found < 0) return null;
    ranges.push(found, found + word.length);
  }
  return ranges;
}

function startOfWord(lower: string, word: string, offset: number): number {
  let found = lower.indexOf(word, offset);
  while (found > 0 && !BETWEEN_WORDS.test(lower.charAt(found - 1))) found = lower.indexOf(word, found + 1);
  return found;
}
