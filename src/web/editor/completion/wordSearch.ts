import { rangesAnywhere, rangesAtStarts } from "../../../domain/browse/nameSearch.ts";

/** How well the words fit, best first. */
export const FIT = { prefix: 0, wordStarts: 1, inside: 2 } as const;

export interface WordFit {
  readonly fit: number;
  /** From, to, from, to …: where the words stand, for highlighting. */
  readonly ranges: readonly number[];
}

/** Where the words stand in `name`, at beginnings of its words if they can; null where it does not have them. */
export function findWords(name: string, words: readonly string[]): WordFit | null {
  const lower = name.toLowerCase();
  const atStarts = rangesAtStarts(lower, words);
  if (atStarts !== null)
    return { fit: (atStarts[0] ?? 0) === 0 ? FIT.prefix : FIT.wordStarts, ranges: atStarts };
  const anywhere = rangesAnywhere(lower, words);
  return anywhere === null ? null : { fit: FIT.inside, ranges: anywhere };
}
