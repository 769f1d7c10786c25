import type { SourceQuestion } from "../../contract/sources.ts";
import { defaultExplore } from "../../domain/link/exploreLink.ts";
import type { ExploreState } from "../../domain/link/ExploreState.ts";
import { parseRangeInput } from "../../domain/time/parseRangeInput.ts";
import { zoneName } from "./zoneName.ts";

export interface AskedQuestion {
  readonly sourceId: string;
  readonly question: SourceQuestion;
  /** Epoch milliseconds; a relative range stays relative. */
  readonly nowMs: number;
}

/** The page that answers a question: its query over its range as a chart. How the reader likes to read times stays. */
export function askQuestion(
  before: ExploreState,
  { sourceId, question, nowMs }: AskedQuestion,
): ExploreState {
  const zone = zoneName(before.zone);
  const range = parseRangeInput(question.range, { nowMs, zone });
  return {
    ...defaultExplore(sourceId),
    zone: before.zone,
    refreshMs: before.refreshMs,
    range: "problem" in range ? before.range : range,
    queries: [{ letter: "A", sourceId, expr: question.query, isHidden: false }],
  };
}

/** Whether the answer on screen is this question's. */
export function isAsked({ queries }: ExploreState, { query }: SourceQuestion): boolean {
  return queries.length === 1 && queries[0]?.expr === query;
}
