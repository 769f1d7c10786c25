import type { SourceView } from "../../../contract/sources.ts";
import { defaultExplore, encodeExplore } from "../../../domain/link/exploreLink.ts";
import type { ExploreState, QueryRow } from "../../../domain/link/ExploreState.ts";
import { appLocation } from "../../lib/location.ts";
import { preferences } from "../../lib/preferences.ts";
import { linkTo } from "../../lib/route.ts";

/** Explore as a visitor from another page finds it. */
export function startingState(source: SourceView | undefined): ExploreState {
  const base = defaultExplore(source?.id ?? "");
  return { ...base, zone: preferences.get().zone };
}

const withRow = (state: ExploreState, letter: string, change: Partial<QueryRow>): ExploreState => ({
  ...state,
  queries: state.queries.map((row) => (row.letter === letter ? { ...row, ...change } : row)),
});

/** As the page's source picker: all rows where they ask one source, else the row that has the focus. */
export function withSource(state: ExploreState, letter: string, sourceId: string): ExploreState {
  const isOneSource = new Set(state.queries.map((row) => row.sourceId)).size <= 1;
  if (!isOneSource) return withRow(state, letter, { sourceId });
  return { ...state, queries: state.queries.map((row) => ({ ...row, sourceId })) };
}

export const withQuery = (
  state: ExploreState,
  letter: string,
  query: { readonly sourceId: string; readonly expr: string },
): ExploreState => withRow(state, letter, { ...query, isHidden: false });

/** Opens Explore as described; what it shows already is asked again by `onSame`. */
export function openExplore(state: ExploreState, onSame?: () => void): void {
  const before = appLocation.get();
  appLocation.go(linkTo({ page: "explore" }, encodeExplore(state)));
  if (appLocation.get() === before) onSame?.();
}
