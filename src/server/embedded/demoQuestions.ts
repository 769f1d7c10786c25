import type { SourceQuestion } from "../../contract/sources.ts";
import { demoQueries } from "../../engine/demo/demoQueries.ts";

/** What the page offers to ask the demo at `nowMs`; the first one is asked by itself and has an incident in view. */
export function demoQuestions(nowMs: number): readonly SourceQuestion[] {
  return demoQueries(nowMs).questions.map(({ words, timeMs, inWords, query, range }) => ({
    title: words,
    ...(timeMs !== undefined && { timeMs }),
    text: inWords,
    query,
    range,
  }));
}
