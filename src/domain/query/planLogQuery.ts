import type { LogView, QueryRow } from "../link/ExploreState.ts";
import type { LogDirection } from "../frame/logs/LogPage.ts";
import { compareNs, msToNs } from "../frame/logs/ns.ts";
import { chooseStep } from "../time/chooseStep.ts";
import { variableValues } from "../time/rateInterval.ts";
import type { ResolvedRange } from "../time/TimeRange.ts";
import { substituteLogqlVariables } from "./logql/variables.ts";

/** The first page of a log query: start inclusive, end exclusive, as Loki reads a log range. */
export interface LogQueryPlan {
  readonly kind: "logs";
  readonly sourceId: string;
  /** As sent: variables are replaced. */
  readonly expr: string;
  readonly startNs: string;
  readonly endNs: string;
  readonly limit: number;
  readonly direction: LogDirection;
  /** Where in the range the first page begins: with the lines before it, or from it on where the oldest come first. */
  readonly atNs?: string;
}

export interface LogPlanRequest {
  readonly row: Pick<QueryRow, "sourceId" | "expr">;
  readonly range: ResolvedRange;
  readonly view: Pick<LogView, "limit" | "isOldestFirst" | "at" | "isLive">;
  /** Width of the plot in CSS pixels: what `$__interval` is chosen by. */
  readonly plotPx: number;
  readonly minStepMs: number;
}

/** The text of a LogQL query with its variables replaced for a range; what a cost is asked of, too. */
export function sentLogql({ row, range, plotPx, minStepMs }: Omit<LogPlanRequest, "view">): string {
  const rangeMs = range.endMs - range.startMs;
  const choice = chooseStep({ rangeMs, plotPx, minStepMs, step: "auto" });
  const stepMs = choice.kind === "refused" ? minStepMs : choice.stepMs;
  return substituteLogqlVariables(row.expr, variableValues({ stepMs, rangeMs, scrapeMs: minStepMs }), "range")
    .text;
}

/** What to ask for one log query: the newest lines of the range, or the oldest where the list begins with them. */
export function planLogQuery(request: LogPlanRequest): LogQueryPlan {
  const { row, range, view } = request;
  const startNs = msToNs(range.startMs);
  const endNs = msToNs(range.endMs);
  // A moment that the range no longer holds is forgotten.
  const isInside =
    view.at !== "" && !view.isLive && compareNs(view.at, startNs) > 0 && compareNs(view.at, endNs) < 0;
  return {
    kind: "logs",
    sourceId: row.sourceId,
    expr: sentLogql(request),
    startNs,
    endNs,
    limit: view.limit,
    direction: view.isOldestFirst ? "forward" : "backward",
    ...(isInside && { atNs: view.at }),
  };
}
