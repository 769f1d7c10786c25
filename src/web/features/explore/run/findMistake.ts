import type { QueryRow } from "../../../../domain/link/ExploreState.ts";
import type { Problem } from "../../../../domain/problem/Problem.ts";
import { errorPosition, type ErrorPosition } from "../../../../domain/query/promql/errorPosition.ts";
import { substituteVariables } from "../../../../domain/query/promql/variables.ts";
import { variableValues } from "../../../../domain/time/rateInterval.ts";
import { logqlErrorPosition } from "../../../../domain/query/logql/errorPosition.ts";
import { substituteLogqlVariables } from "../../../../domain/query/logql/variables.ts";
import type { AnyRequest } from "../../../lib/runner/requestForm.ts";

export interface MistakeContext {
  readonly problem: Problem | undefined;
  readonly request: AnyRequest | undefined;
  readonly row: QueryRow;
  /** What the variables were replaced with: the source's scrape interval. */
  readonly minStepMs: number;
}

/** Where in the text as typed the source saw the mistake; null when it named no place. */
export function findMistake({ problem, request, row, minStepMs }: MistakeContext): ErrorPosition | null {
  if (problem?.code !== "QUERY_REJECTED" || !request) return null;
  const sent = request.expr;
  const isLogql = request.kind === "logs" || request.api === "loki";
  const locate = isLogql ? logqlErrorPosition : errorPosition;
  if (sent === row.expr) return locate(problem.detail ?? "", { sent });
  // The lengths of the values shift what follows them, so they have to be the very values that were sent.
  const stepMs = request.kind === "range" ? request.stepMs : minStepMs;
  const rangeMs = request.kind === "range" ? request.endMs - request.startMs : 0;
  const values = variableValues({ stepMs, rangeMs, scrapeMs: minStepMs });
  const typed = isLogql
    ? substituteLogqlVariables(row.expr, values, request.kind === "instant" ? "instant" : "range")
    : substituteVariables(row.expr, values);
  return locate(problem.detail ?? "", { sent, typed: { text: row.expr, map: typed.map } });
}
