/** Characters that part the words of a metric or label name; what was typed around them is matched on its own. */
const BETWEEN_WORDS = /[\s_:.\-/]+/;

/** The words of what was typed, in lower case: "CPU_sec" is ["cpu", "sec"]. */
export function wordsOf(typed: string): readonly string[] {
  return typed
    .toLowerCase()
    .split(BETWEEN_WORDS)
    .filter((word) => word !== "");
}

/** True where the words stand in order in `lower`, a name in lower case. The one test of membership. */
export function hasWords(lower: string, words: readonly string[]): boolean {
  let offset = 0;
  for (const word of words) {
    const found = lower.indexOf(word, offset);
    if (found < 0) return false;
    offset = found + word.length;
  }
  return true;
}

/** How well a name fits, best first. */
export const FIT = { exact: 0, prefix: 1, wordStart: 2, inside: 3 } as const;

/** The fit of a name that has the words. Only the first word decides, so that 150,000 hits are judged in no time. */
export function fitOf(lower: string, words: readonly string[]): number {
  const first = words[0];
  if (first === undefined) return FIT.prefix;
  if (lower.startsWith(first)) return words.length === 1 && lower === first ? FIT.exact : FIT.prefix;
  return startOfWord(lower, first, 0) >= 0 ? FIT.wordStart : FIT.inside;
}

/** From, to, from, to …: where the words stand, at beginnings of its words if they can; empty where they do not fit. */
export function wordRanges(name: string, words: readonly string[]): readonly number[] {
  // A letter whose lower case is longer ("İ") would shift every offset behind it.
  const lower = name.toLowerCase();
  if (lower.length !== name.length) return [];
  return rangesAtStarts(lower, words) ?? rangesAnywhere(lower, words) ?? [];
}

/** Where the words stand at beginnings of the words of `lower`; null where they do not. */
export function rangesAtStarts(lower: string, words: readonly string[]): readonly number[] | null {
  return rangesBy(words, (word, offset) => startOfWord(lower, word, offset));
}

/** Where the words stand in `lower`, wherever that is; null where they do not. */
export function rangesAnywhere(lower: string, words: readonly string[]): readonly number[] | null {
  return rangesBy(words, (word, offset) => lower.indexOf(word, offset));
}

function rangesBy(
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

/** The RE2 pattern that finds the same names on the server: the words in order, anywhere, in any case. */
export function wordsPattern(words: readonly string[]): string {
  return `(?i).*${words.map(escapePattern).join(".*")}.*`;
}

/** Every character that RE2 reads as more than itself. */
export function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, (character) => `\\${character}`);
}
