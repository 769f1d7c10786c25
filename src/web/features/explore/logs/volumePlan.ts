import { normalLevel, type LogLevel } from "../../../../domain/frame/logs/level.ts";
import { labelValue, type RangeResult } from "../../../../domain/frame/Frame.ts";
import { msToNs, nsToMs } from "../../../../domain/frame/logs/ns.ts";
import type { LogFilter } from "../../../../domain/query/logql/filters.ts";
import { volumeQuery } from "../../../../domain/query/logql/volume.ts";
import { STEP_LADDER_MS } from "../../../../domain/time/chooseStep.ts";
import { formatDuration } from "../../../../domain/time/duration.ts";
import type { LogRunRequest, RangeRunRequest } from "../../../lib/runner/RunTypes.ts";

/** More columns than this are too narrow to point at. */
const MOST_COLUMNS = 90;
const DAY_MS = 86_400_000;

/** Width of a column over a range, milliseconds: of the ladder that steps are chosen from. */
function volumeStepMs(rangeMs: number): number {
  const leastMs = rangeMs / MOST_COLUMNS;
  return STEP_LADDER_MS.find((stepMs) => stepMs >= leastMs) ?? Math.ceil(leastMs / DAY_MS) * DAY_MS;
}

export interface ColumnGrid {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

/** Whole columns over the range of a log query, on the grid of their step so that a refresh asks the same again. */
export function volumeGrid({ startNs, endNs }: Pick<LogRunRequest, "startNs" | "endNs">): ColumnGrid {
  const [fromMs, toMs] = [nsToMs(startNs), nsToMs(endNs)];
  const stepMs = volumeStepMs(toMs - fromMs);
  return {
    startMs: Math.floor(fromMs / stepMs) * stepMs,
    endMs: Math.ceil(toMs / stepMs) * stepMs,
    stepMs,
  };
}

/** A tail's columns are counted again no more often than this. */
const LEAST_FOLLOW_MS = 5_000;

/** The request of a tail's volume: as long a range as the query's, up to where the tail has asked, in whole columns. */
export function followedRequest(request: LogRunRequest, toNs: string): LogRunRequest {
  const [fromMs, endMs] = [nsToMs(request.startNs), nsToMs(request.endNs)];
  const everyMs = Math.max(LEAST_FOLLOW_MS, volumeStepMs(endMs - fromMs));
  const toMs = Math.floor(nsToMs(toNs) / everyMs) * everyMs;
  if (toMs <= endMs) return request;
  return { ...request, startNs: msToNs(toMs - (endMs - fromMs)), endNs: msToNs(toMs) };
}

/** Lines per level of a log query over its whole range (E1); null where the query cannot be counted. */
export function volumeRequest(request: LogRunRequest): RangeRunRequest | null {
  const { startMs, endMs, stepMs } = volumeGrid(request);
  const expr = volumeQuery(request.expr, { step: formatDuration(stepMs) });
  if (expr === null) return null;
  const { sourceId } = request;
  // A sample counts what came in the step before it, so that the first column's stands at its end.
  return { kind: "range", api: "loki", sourceId, expr, startMs: startMs + stepMs, endMs, stepMs };
}

const LEVEL_LABELS = ["detected_level", "level"] as const;

/** The filter for a level, by the label and the spelling in which the source counted it. */
export function levelFilter(results: readonly RangeResult[], level: LogLevel): LogFilter {
  const filter = (name: string, value: string): LogFilter => ({ kind: "field", name, value, isOut: false });
  for (const { labels } of results.flatMap(({ series }) => series)) {
    for (const name of LEVEL_LABELS) {
      const value = labelValue(labels, name) ?? "";
      if (normalLevel(value) === level) return filter(name, value);
    }
  }
  return filter("detected_level", level);
}
