import { wordsOf } from "../../../domain/browse/nameSearch.ts";
import { findWords } from "./wordSearch.ts";

export interface RankedName {
  readonly name: string;
  readonly ranges: readonly number[];
}

interface Scored extends RankedName {
  readonly score: number;
}

/** The names that fit what was typed, best first: the exact one, then by how the words fit, shorter before longer. */
export function rankNames(names: readonly string[], typed: string): readonly RankedName[] {
  const words = wordsOf(typed);
  if (words.length === 0) return names.map((name) => ({ name, ranges: [] }));
  const scored: Scored[] = [];
  for (const name of names) {
    const found = findWords(name, words);
    if (found !== null) scored.push({ name, ranges: found.ranges, score: name === typed ? -1 : found.fit });
  }
  return scored.toSorted(
    (a, b) => a.score - b.score || a.name.length - b.name.length || (a.name < b.name ? -1 : 1),
  );
}
