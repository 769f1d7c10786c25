import { type ExemplarPlace, exemplarPlace } from "../../../../domain/exemplar/exemplarPlace.ts";
import type { RowRun } from "../run/useRuns.ts";

/** The exemplars to be asked for the chart of one query. */
export interface ExemplarAsk {
  readonly letter: string;
  readonly sourceId: string;
  /** As it was sent: variables replaced. */
  readonly query: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  readonly place: ExemplarPlace;
  /** Its answer is on screen and no newer one is under way. */
  readonly isSettled: boolean;
}

/** Among more lines than this no diamond is told apart; it is a query over everything, and so would be its exemplars. */
const SERIES_LIMIT = 1000;
/** Servers keep exemplars for hours, seldom for days: a longer range asks for nothing more. */
const RANGE_LIMIT_MS = 32 * 24 * 3_600_000;

/** Of the answers on screen those that may have exemplars: over time, from a Prometheus, of a bounded size. */
export function exemplarAsks(runs: readonly RowRun[]): readonly ExemplarAsk[] {
  return runs.flatMap(({ letter, shown, isStale, isRunning }) => {
    if (shown?.request.kind !== "range" || shown.request.api === "loki") return [];
    const { sourceId, expr, startMs, endMs, stepMs } = shown.request;
    const count = shown.outcome.decoded.meta.seriesCount;
    const isBounded = count > 0 && count <= SERIES_LIMIT && endMs - startMs <= RANGE_LIMIT_MS;
    const place = isBounded ? exemplarPlace(expr) : null;
    if (place === null) return [];
    const isSettled = !isStale && !isRunning;
    return [{ letter, sourceId, query: expr, startMs, endMs, stepMs, place, isSettled }];
  });
}
