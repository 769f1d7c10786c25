import type { QueryRow } from "../link/ExploreState.ts";
import type { Problem } from "../problem/Problem.ts";
import { alignRange } from "../time/alignRange.ts";
import { chooseStep } from "../time/chooseStep.ts";
import { variableValues } from "../time/rateInterval.ts";
import type { ResolvedRange } from "../time/TimeRange.ts";
import { substituteLogqlVariables } from "./logql/variables.ts";
import { substituteVariables } from "./promql/variables.ts";

/** A range query: start, end and step lie on one grid, end is inclusive. */
export interface RangePlan {
  readonly kind: "range";
  readonly sourceId: string;
  /** As sent: variables are replaced. */
  readonly expr: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

export interface InstantPlan {
  readonly kind: "instant";
  readonly sourceId: string;
  readonly expr: string;
  readonly timeMs: number;
}

/** A step that makes too many points is refused before anything is sent. */
export interface RefusedPlan {
  readonly kind: "refused";
  readonly problem: Problem;
}

export interface PlanRequest {
  readonly row: Pick<QueryRow, "sourceId" | "expr">;
  readonly kind: "range" | "instant";
  /** Decides how variables are read. Default "promql". */
  readonly language?: "promql" | "logql";
  /** Resolved at the moment of the run. */
  readonly range: ResolvedRange;
  /** A resolved zone ("UTC" or an IANA name): day steps begin at its midnight. */
  readonly zone: string;
  readonly step: "auto" | number;
  /** Width of the plot in CSS pixels. */
  readonly plotPx: number;
  /** The source's scrape interval: the smallest auto step, and the base of `$__rate_interval`. */
  readonly minStepMs: number;
}

/**
 * What to ask for one query row. Pure: the same request gives the same plan, hence the same cache key. An instant
 * query is asked at the end of the range, not on the grid, with the variables a range query would have.
 */
export function planQuery(request: PlanRequest): RangePlan | InstantPlan | RefusedPlan {
  const { row, kind, range, zone, minStepMs } = request;
  const rangeMs = range.endMs - range.startMs;
  const choice = chooseStep({ ...request, rangeMs, step: kind === "instant" ? "auto" : request.step });
  if (choice.kind === "refused") return { kind: "refused", problem: choice.problem };
  const { stepMs } = choice;
  const values = variableValues({ stepMs, rangeMs, scrapeMs: minStepMs });
  const expr =
    request.language === "logql"
      ? substituteLogqlVariables(row.expr, values, kind).text
      : substituteVariables(row.expr, values).text;
  if (kind === "instant") return { kind, sourceId: row.sourceId, expr, timeMs: range.endMs };
  return { kind, sourceId: row.sourceId, expr, stepMs, ...alignRange(range, stepMs, zone) };
}
