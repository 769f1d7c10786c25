import type { EditorCompletion } from "./EditorCompletion.ts";
import { rankNames } from "./rankNames.ts";
import { wordsOf } from "../../../domain/browse/nameSearch.ts";
import { FIT, findWords } from "./wordSearch.ts";

/** An option before it is known what of it was typed. */
export type Term = Omit<EditorCompletion, "ranges">;

export function unmarked(term: Term): EditorCompletion {
  return { ...term, ranges: [] };
}

/** Terms one of whose words begins with what was typed: "quantile" finds histogram_quantile, "ate" does not find rate. */
export function rankTerms(terms: readonly Term[], typed: string): readonly EditorCompletion[] {
  const words = wordsOf(typed);
  const byLabel = new Map(terms.map((term) => [term.label, term]));
  const fitting = [...byLabel.keys()].filter((label) => {
    const found = findWords(label, words);
    return found !== null && found.fit !== FIT.inside;
  });
  return rankNames(fitting, typed).flatMap(({ name, ranges }) => {
    const term = byLabel.get(name);
    if (term === undefined) return [];
    const isWhole = name === typed && term.apply === undefined;
    return [{ ...term, ranges, isWhole }];
  });
}
