import type { ReactNode } from "react";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { Button } from "../../../ui/Button.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { Notice } from "../../../ui/Notice.tsx";
import type { RunRow } from "../empty/EmptyReason.tsx";
import type { RowRun } from "../run/useRuns.ts";
import type { Explore } from "../state/useExplore.ts";
import { repairText } from "./repairText.ts";
import { SeriesEmpty } from "./SeriesEmpty.tsx";
import type { StatusFacts } from "./statusFacts.ts";

export interface ChartNotesProps {
  readonly explore: Explore;
  readonly runs: readonly RowRun[];
  readonly facts: StatusFacts;
  readonly askedRange: ResolvedRange;
  readonly isRunning: boolean;
  readonly onChange: (change: Partial<ExploreState>) => void;
  readonly onRun: RunRow;
  readonly onTable: () => void;
}

/** All series are drawn up to here; above, the 200 largest. */
const DRAWN_LIMIT = 1000;

/** What the chart cannot say by itself: nothing matched, too many series, another kind of result, repairs. */
export function ChartNotes(props: ChartNotesProps) {
  const { explore, runs, facts, askedRange, isRunning, onChange, onRun, onTable } = props;
  const { state } = explore;
  // Rows of lines and rows without text draw nothing anyway.
  const drawn = runs.filter(({ request }) => request && request.kind !== "logs");
  const isSettled =
    !isRunning && drawn.length > 0 && drawn.every((run) => run.shown && !run.isStale && !run.problem);
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
        {drawn.map((run) => (
          // Of its own ground, so that no tick of the axis shines through.
          <div key={run.letter} className="rounded bg-surface-1">
            <SeriesEmpty {...{ explore, run, askedRange, onRun }} isAmong={drawn.length > 1} />
          </div>
        ))}
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

function Cover({ children }: { readonly children: ReactNode }) {
  return (
    <div className="absolute inset-0 z-5 grid place-content-center-safe overflow-y-auto bg-surface-1/70">
      {children}
    </div>
  );
}
