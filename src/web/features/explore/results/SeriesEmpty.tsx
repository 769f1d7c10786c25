import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { formatTime } from "../../../../domain/time/formatTime.ts";
import { formatResolvedRange } from "../../../../domain/time/rangeLabel.ts";
import { EmptyReason, type RunRow } from "../empty/EmptyReason.tsx";
import type { RowRun } from "../run/useRuns.ts";
import { zoneName } from "../../../lib/zoneName.ts";
import type { Explore } from "../state/useExplore.ts";

export interface SeriesEmptyProps {
  readonly explore: Explore;
  readonly run: RowRun;
  /** There are several rows, so that this one has to be named. */
  readonly isAmong: boolean;
  readonly askedRange: ResolvedRange;
  readonly onRun: RunRow;
}

/** To the second: what "now" was to the millisecond helps nobody. */
const wholeSeconds = (timeMs: number) => Math.floor(timeMs / 1000) * 1000;

function rangeText({ startMs, endMs }: ResolvedRange, zone: string): string {
  const range = { startMs: wholeSeconds(startMs), endMs: wholeSeconds(endMs) };
  return formatResolvedRange(range, range.endMs, zone).replace(" – ", " to ");
}

/** In the place of a row's series: that there are none, why, and the next step. */
export function SeriesEmpty({ explore, run, isAmong, askedRange, onRun }: SeriesEmptyProps) {
  const { letter, shown } = run;
  const row = explore.executed.state.queries.find((one) => one.letter === letter);
  if (!shown || !row) return null;
  const { request } = shown;
  const zone = zoneName(explore.state.zone);
  const isMoment = request.kind === "instant";
  const range = isMoment ? { startMs: request.timeMs, endMs: request.timeMs } : request;
  const when = isMoment
    ? `at ${formatTime(wholeSeconds(request.timeMs), zone)}`
    : `from ${rangeText(askedRange, zone)}`;
  return (
    <EmptyReason
      key={request.expr}
      {...{ explore, onRun }}
      empty={{
        letter,
        sourceId: request.sourceId,
        expr: row.expr,
        sent: request.expr,
        range: { startMs: range.startMs, endMs: range.endMs },
        lengthMs: askedRange.endMs - askedRange.startMs,
        nowMs: explore.executed.asOfMs,
      }}
      title={isAmong ? `No series match query ${letter}` : "No series match"}
      lead={`The source has no sample for this query ${when}.`}
      advice="Widen the range, or drop a matcher."
    />
  );
}
