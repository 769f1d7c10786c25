import { useDeferredValue, useEffect, useState } from "react";
import { encodeLineRef, lineRef } from "../../../../domain/frame/logs/lineRef.ts";
import type { LogLine } from "../../../../domain/frame/logs/LogPage.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import { addPatternFilter } from "../../../../domain/query/logql/lineFilters.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { CrosshairStore } from "../../../chart/CrosshairStore.ts";
import { markPainted } from "../../../lib/runner/marks.ts";
import type { ToMetrics } from "../cross/useCross.ts";
import type { RunRow } from "../empty/EmptyReason.tsx";
import type { RowRun } from "../run/useRuns.ts";
import { zoneName } from "../../../lib/zoneName.ts";
import type { Explore } from "../state/useExplore.ts";
import { ContextDialog } from "./ContextDialog.tsx";
import { LogsList } from "./LogsList.tsx";
import { LogsVolume } from "./LogsVolume.tsx";
import { PatternsPane } from "./PatternsPane.tsx";
import { SaveLinesDialog } from "./SaveLinesDialog.tsx";
import type { LogsView } from "./useLogsView.ts";

export interface LogsPaneProps {
  readonly explore: Explore;
  readonly view: LogsView;
  readonly runs: readonly RowRun[];
  readonly isRunning: boolean;
  readonly crosshair: CrosshairStore;
  readonly askedRange: ResolvedRange;
  readonly onSelectRange: (range: ResolvedRange) => void;
  readonly toMetrics: ToMetrics | null;
  readonly onRun: RunRow;
}

/** The Logs tab: volume over the range, and the lines of all log rows as one list. */
export function LogsPane(props: LogsPaneProps) {
  const { explore, view } = props;
  const [around, setAround] = useState<LogLine | null>(null);
  const { state } = explore;
  const zone = zoneName(state.zone);
  const row = around && view.lines.rowOf(around);
  // The other pane is made in slices while this one is still there.
  const pane = useDeferredValue(state.logs.pane);
  usePainted(view);
  return (
    <>
      {pane === "patterns" ? (
        <PatternsPane
          lines={view.lines.lines}
          onFilter={(template, isOut) =>
            explore.run((draft) => withPattern(draft, view, { template, isOut }))
          }
        />
      ) : (
        <>
          <LogsVolume {...props} />
          <div className="flex min-h-0 flex-1 flex-col" onScrollCapture={view.tail.onScrollCapture}>
            <LogsList {...props} onContext={setAround} />
          </div>
        </>
      )}
      {around && row && (
        <ContextDialog
          key={encodeLineRef(lineRef(around))}
          anchor={around}
          row={row}
          zone={zone}
          onClose={() => setAround(null)}
        />
      )}
      {view.saving && (
        <SaveLinesDialog
          format={view.saving}
          lines={view.lines}
          options={{ zone, columns: state.logs.columns }}
          onClose={view.endSaving}
        />
      )}
    </>
  );
}

/** The pattern as a filter in every row that brings lines. */
function withPattern(
  draft: ExploreState,
  { lines }: LogsView,
  { template, isOut }: { readonly template: string; readonly isOut: boolean },
): ExploreState {
  const queries = draft.queries.map((row) =>
    lines.rows.some(({ letter }) => letter === row.letter)
      ? { ...row, expr: addPatternFilter(row.expr, template, isOut) }
      : row,
  );
  return { ...draft, queries, logs: { ...draft.logs, pane: "list" } };
}

/** Says that the first page is on screen, once per run. */
function usePainted({ lines }: LogsView): void {
  const runIds = lines.rows
    .filter((row) => !row.isStale)
    .map(({ shown }) => shown.outcome.transport.runId)
    .join(" ");
  useEffect(() => {
    const calls = runIds
      .split(" ")
      .filter(Boolean)
      .map((runId) => markPainted(runId));
    return () => calls.forEach((callOff) => callOff());
  }, [runIds]);
}
