import type { SourceView } from "../../../contract/sources.ts";
import { defaultExplore, encodeExplore } from "../../../domain/link/exploreLink.ts";
import { askQuestion } from "../../lib/askQuestion.ts";
import { linkTo } from "../../lib/route.ts";

/** Explore on this source, with its first question, or its preset's first query, if it has one. */
export function exploreSource(source: SourceView): string {
  const state = defaultExplore(source.id);
  const [question] = source.questions ?? [];
  const queries = state.queries.map((row) => ({ ...row, expr: source.firstQuery ?? "" }));
  const opened = question
    ? askQuestion(state, { sourceId: source.id, question, nowMs: Date.now() })
    : { ...state, queries };
  return linkTo({ page: "explore" }, encodeExplore(opened));
}
