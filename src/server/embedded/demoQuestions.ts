import type { SourceQuestion } from "../../contract/sources.ts";
import { DEMO_QUESTIONS, lastIncidentMs } from "../../engine/demo/demoQueries.ts";

/** What the page offers to ask the demo at `nowMs`; the first one is asked by itself and has an incident in view. */
export function demoQuestions(nowMs: number): readonly SourceQuestion[] {
  return DEMO_QUESTIONS.map((question) => ({
    ...question,
    ...(question.title.includes("{time}") && { timeMs: lastIncidentMs(nowMs) }),
  }));
}
