import type { QueryRow } from "../../../../domain/link/ExploreState.ts";
import type { Problem } from "../../../../domain/problem/Problem.ts";
import { errorPosition, type ErrorPosition } from "../../../../domain/query/promql/errorPosition.ts";
import { substituteVariables } from "../../../../domain/query/promql/variables.ts";
import { variableValues } from "../../../../domain/time/rateInterval.ts";
import type { RunRequest } from "../../../lib/runner/RunTypes.ts";

export interface MistakeContext {
  readonly problem: Problem | undefined;
  readonly request: RunRequest | undefined;
  readonly row: QueryRow;
  /** What the variables were replaced with: the source's scrape interval. */
  readonly minStepMs: number;
}

/** Where in the text as typed the source saw the mistake; null when it named no place. */
export function findMistake({ problem, request, row, minStepMs }: MistakeContext): ErrorPosition | null {
  if (problem?.code !== "QUERY_REJECTED" || !request) return null;
  const sent = request.expr;
  if (sent === row.expr) return errorPosition(problem.detail ?? "", { sent });
  // The lengths of the values shift what follows them, so they have to be the very values that were sent.
  const stepMs = request.kind === "range" ? request.stepMs : minStepMs;
  const rangeMs = request.kind === "range" ? request.endMs - request.startMs : 0;
  const typed = substituteVariables(row.expr, variableValues({ stepMs, rangeMs, scrapeMs: minStepMs }));
  return errorPosition(problem.detail ?? "", { sent, typed: { text: row.expr, map: typed.map } });
}
