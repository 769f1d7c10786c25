import type { ExploreState } from "../../../domain/link/ExploreState.ts";
import { exploreFromPanel } from "../../../domain/panel/exploreFromPanel.ts";
import type { Conflict } from "./Conflict.ts";
import { readerChoices } from "./readerChoices.ts";
import { matcherValues } from "./matcherValues.ts";
import { findVariables } from "../../../domain/panel/findVariables.ts";
import type { SaveSubject } from "./SaveSubject.ts";

/** Their version in Explore, with the values that this page has for its variables. */
export function theirsInExplore(
  { state, languageOf, saved }: SaveSubject,
  { panel, rev }: Conflict,
): ExploreState {
  const shown = readerChoices(
    state.queries.map((row) => ({ ...row, legend: "" })),
    languageOf,
  );
  const values = panel.queries
    .flatMap(({ expr, sourceId }) => matcherValues(expr, languageOf(sourceId)))
    .flatMap(({ label, value }): [string, readonly string[]][] => {
      const [mention] = findVariables(value);
      const known = shown.find((choice) => choice.label === label);
      return mention ? [[mention.name, known?.values ?? []]] : [];
    });
  const { range, zone } = state;
  const theirs = exploreFromPanel(panel, { range, zone, values: Object.fromEntries(values), languageOf });
  return { ...theirs, editing: saved && { id: saved.id, rev } };
}
