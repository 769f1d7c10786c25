import type { SourceView } from "../../../../contract/sources.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { openExplore, startingState, withSource } from "../exploreLinks.ts";
import type { PaletteExplore, PaletteItem } from "../PaletteTypes.ts";

const KIND_WORDS = { prometheus: "metrics", openmetrics: "metrics", loki: "logs" } as const;

/** Every source but the one in use: the page asks it instead, with its queries as they are. */
export function sourceItems(
  sources: readonly SourceView[],
  explore: PaletteExplore | null,
): readonly PaletteItem[] {
  return sources
    .filter((source) => source.id !== explore?.source.id)
    .map((source) => ({
      id: `source:${source.id}`,
      group: "Sources",
      icon: "database",
      text: visibleText(source.name),
      note: KIND_WORDS[source.kind],
      also: `${source.id} ${source.url} source ${KIND_WORDS[source.kind]}`,
      run: () =>
        openExplore(explore ? withSource(explore.state, explore.letter, source.id) : firstSight(source)),
    }));
}

/** From another page there is no query to keep: the source's own first one. */
function firstSight(source: SourceView) {
  const state = startingState(source);
  return { ...state, queries: state.queries.map((row) => ({ ...row, expr: source.firstQuery ?? "" })) };
}
