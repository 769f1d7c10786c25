import type { QueryResult } from "../../../../domain/frame/Frame.ts";
import type { LetterAnswer } from "../data/usePanelAnswers.ts";

function isEmptyResult(result: QueryResult | undefined): boolean {
  switch (result?.kind) {
    case "range":
      return result.series.length === 0;
    case "vector":
    case "matrix":
      return result.rows.length === 0;
    default:
      return result === undefined;
  }
}

/** Every query was answered, and by nothing. */
export function hasNothing(answers: readonly LetterAnswer[]): boolean {
  return answers.every(({ decoded, lines }) =>
    lines ? lines.lines.length === 0 : isEmptyResult(decoded?.result),
  );
}
