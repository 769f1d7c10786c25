import type { SourceView } from "../../../contract/sources.ts";
import { defaultExplore, encodeExplore } from "../../../domain/link/exploreLink.ts";
import { linkTo } from "../../lib/route.ts";

/** Explore on this source, with its preset's first query if it has one. */
export function exploreSource(source: SourceView): string {
  const state = defaultExplore(source.id);
  const queries = state.queries.map((row) => ({ ...row, expr: source.firstQuery ?? "" }));
  return linkTo({ page: "explore" }, encodeExplore({ ...state, queries }));
}
