import type { BoardVariable } from "../../../domain/panel/Board.ts";
import { findVariables } from "../../../domain/panel/findVariables.ts";
import type { QueryLanguage } from "../../../domain/panel/QueryLanguage.ts";
import { variableUses } from "../../../domain/panel/variableUses.ts";
import type { Panel } from "../../../domain/panel/Panel.ts";
import { matcherValues } from "./matcherValues.ts";
import type { LanguageOf } from "./readerChoices.ts";

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/**
 * Is `shown` the saved query with values in the place of its variables, and nothing else? Then it is saved as it was.
 * A string that holds a variable is always filled in as a whole, in double quotes.
 */
export function isFilledIn(saved: string, shown: string, language: QueryLanguage): boolean {
  if (saved === shown) return true;
  const names = new Set(findVariables(saved).map(({ name }) => name));
  const { uses } = variableUses(saved, language, names);
  const literals = [...new Set(uses.map(({ literal }) => literal))].toSorted((a, b) => a.from - b.from);
  if (literals.length === 0) return false;
  let pattern = "";
  let at = 0;
  for (const { from, to } of literals) {
    pattern += `${escaped(saved.slice(at, from))}"(?:[^"\\\\]|\\\\.)*"`;
    at = to;
  }
  return new RegExp(`^${pattern}${escaped(saved.slice(at))}$`, "su").test(shown);
}

/** The labels that a saved query leaves to the reader: `cluster="$cluster"`. */
export function labelsLeft(saved: string, language: QueryLanguage): readonly string[] {
  return matcherValues(saved, language).flatMap(({ label, value }) =>
    findVariables(value).length > 0 ? [label] : [],
  );
}

/** By label, the variable of the board that a saved panel leaves it to. */
export function savedVariables(
  { queries }: Panel,
  variables: readonly BoardVariable[],
  languageOf: LanguageOf,
): ReadonlyMap<string, BoardVariable> {
  const found = queries
    .flatMap(({ expr, sourceId }) => matcherValues(expr, languageOf(sourceId)))
    .flatMap(({ label, value }): [string, BoardVariable][] => {
      const [mention] = findVariables(value);
      const variable = variables.find(({ name }) => name === mention?.name);
      return variable ? [[label, variable]] : [];
    });
  return new Map(found);
}
