import type { ReactNode } from "react";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { formatResolvedRange } from "../../../../domain/time/rangeLabel.ts";
import { Button } from "../../../ui/Button.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { Notice } from "../../../ui/Notice.tsx";
import type { RowRun } from "../run/useRuns.ts";
import { zoneName } from "../state/browserZone.ts";
import { repairText } from "./repairText.ts";
import type { StatusFacts } from "./statusFacts.ts";

export interface ChartNotesProps {
  readonly runs: readonly RowRun[];
  readonly facts: StatusFacts;
  readonly askedRange: ResolvedRange;
  readonly isRunning: boolean;
  readonly state: ExploreState;
  readonly onChange: (change: Partial<ExploreState>) => void;
  readonly onRun: (expr: string) => void;
  readonly onTable: () => void;
}

/** All series are drawn up to here; above, the 200 largest. */
const DRAWN_LIMIT = 1000;

/** What the chart cannot say by itself: nothing matched, too many series, another kind of result, repairs. */
export function ChartNotes({
  runs,
  facts,
  askedRange,
  isRunning,
  state,
  onChange,
  onTable,
}: ChartNotesProps) {
  const isSettled =
    !isRunning && runs.length > 0 && runs.every((run) => run.shown && !run.isStale && !run.problem);
  // Asked for one moment although a chart is open: there is nothing to draw over time.
  const isUndrawable =
    runs.length > 0 && runs.every((run) => run.request?.kind === "instant" && !run.problem);
  const repairs = repairText(runs);
  if (isUndrawable) {
    return (
      <Cover>
        <EmptyState
          icon="table-2"
          title="There is nothing to draw over time"
          actions={
            <Button variant="primary" onClick={onTable}>
              Show as a table
            </Button>
          }
        >
          A range selector gives raw samples, and a string is one text. Put the selector into a function such
          as rate() to draw it, or read the answer itself.
        </EmptyState>
      </Cover>
    );
  }
  if (isSettled && facts.series === 0) {
    return (
      <Cover>
        <EmptyState icon="search-x" title="No series match">
          The source has no sample for this query from {rangeText(askedRange, state)}. Widen the range, or
          drop a matcher.
        </EmptyState>
      </Cover>
    );
  }
  if (facts.series > DRAWN_LIMIT) {
    const count = facts.series.toLocaleString("en-GB");
    return (
      <div className="absolute inset-x-3 top-2 z-5">
        <Notice
          tone="warn"
          title={state.showsAllSeries ? `${count} series, all drawn` : `${count} series, 200 drawn`}
          action={
            <Button size="sm" onClick={() => onChange({ showsAllSeries: !state.showsAllSeries })}>
              {state.showsAllSeries ? "Draw the 200 largest" : "Draw all"}
            </Button>
          }
        >
          Up to 1,000 are drawn; above that, the 200 largest by last value. Sum or filter to see what matters.
        </Notice>
      </div>
    );
  }
  return repairs === "" ? null : (
    <p className="absolute right-4 bottom-8 z-5 rounded bg-surface-2 px-2 text-2xs text-fg-2">{repairs}</p>
  );
}

/** To the second: what "now" was to the millisecond helps nobody. */
const wholeSeconds = (timeMs: number) => Math.floor(timeMs / 1000) * 1000;

function rangeText({ startMs, endMs }: ResolvedRange, state: ExploreState): string {
  const range = { startMs: wholeSeconds(startMs), endMs: wholeSeconds(endMs) };
  return formatResolvedRange(range, range.endMs, zoneName(state.zone)).replace(" – ", " to ");
}

function Cover({ children }: { readonly children: ReactNode }) {
  return <div className="absolute inset-0 z-5 grid place-items-center bg-surface-1/70">{children}</div>;
}
