import type { SourceView } from "../../../../contract/sources.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import type { HistoryEntry } from "../../../lib/history/queryHistory.ts";
import { openExplore, withQuery } from "../exploreLinks.ts";
import type { PaletteExplore, PaletteItem } from "../PaletteTypes.ts";

export interface HistoryContext {
  readonly sources: readonly SourceView[];
  readonly explore: PaletteExplore | null;
  readonly state: ExploreState;
}

/** One line of a row; the rest is not seen anyway. */
const SHOWN = 300;

/** Queries that ran in this browser, starred ones first; a source that is gone is left out. */
export function historyItems(
  entries: readonly HistoryEntry[],
  { sources, explore, state }: HistoryContext,
): readonly PaletteItem[] {
  const names = new Map(sources.map((source) => [source.id, source.name]));
  const letter = explore?.letter ?? "A";
  return entries
    .filter((entry) => names.has(entry.sourceId))
    .toSorted((a, b) => Number(b.isStarred) - Number(a.isStarred))
    .map((entry) => ({
      id: `query:${entry.sourceId}:${entry.expr}`,
      group: "History",
      icon: entry.isStarred ? "star" : "history",
      text: visibleText(entry.expr.slice(0, SHOWN).replaceAll(/\s+/g, " ")),
      isCode: true,
      ...(names.size > 1 && { note: visibleText(names.get(entry.sourceId) ?? "") }),
      also: entry.isStarred ? "starred history" : "history",
      hint: `ask it as Query ${letter}`,
      run() {
        if (explore?.source.id === entry.sourceId) explore.onUseQuery(entry.expr);
        else openExplore(withQuery(state, letter, entry));
      },
    }));
}
