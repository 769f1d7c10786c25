import type { ExploreState, QueryRow } from "../../../../domain/link/ExploreState.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { CrosshairStore } from "../../../chart/CrosshairStore.ts";
import { markPainted } from "../../../lib/runner/marks.ts";
import { Running } from "../../../ui/Running.tsx";
import type { RowRun } from "../run/useRuns.ts";
import { zoneName } from "../state/browserZone.ts";
import { runnableRows } from "../state/exploreActions.ts";
import type { Explore } from "../state/useExplore.ts";
import type { TimeActions } from "../state/useTimeActions.ts";
import { ChartNotes } from "./ChartNotes.tsx";
import { ChartPane } from "./ChartPane.tsx";
import { ResponsePane } from "./ResponsePane.tsx";
import { StartingPoint } from "./StartingPoint.tsx";
import type { StatusFacts } from "./statusFacts.ts";
import { TablePane } from "./TablePane.tsx";
import type { Drawing } from "./useDrawing.ts";

export interface ResultPanelProps {
  readonly explore: Explore;
  readonly runs: readonly RowRun[];
  readonly focused: QueryRow;
  readonly crosshair: CrosshairStore;
  readonly askedRange: ResolvedRange;
  readonly time: TimeActions;
  readonly isRunning: boolean;
  readonly facts: StatusFacts;
  readonly drawing: Drawing;
  readonly onBox: (element: HTMLDivElement | null) => void;
  readonly sourceName: string;
  readonly onRun: (expr: string) => void;
  readonly onCancel: () => void;
}

const markAllPainted = (runIds: readonly string[]) => runIds.forEach((runId) => markPainted(runId));

/** The open tab: chart, table or response; before the first query, where to start. */
export function ResultPanel({ onBox, ...props }: ResultPanelProps) {
  const { explore, runs, focused, crosshair, askedRange, time, isRunning, facts, drawing } = props;
  const { state, executed } = explore;
  const change = (next: Partial<ExploreState>) => explore.view(next);
  const isBlank = runnableRows(executed.state).length === 0;
  return (
    <div
      ref={onBox}
      role="tabpanel"
      id="result-panel"
      aria-labelledby={`result-${state.tab}`}
      className="relative flex min-h-0 flex-1 flex-col"
    >
      {isRunning && (
        <div className="absolute top-6 left-1/2 z-10 -translate-x-1/2">
          <Running startedAtMs={executed.startedAtMs} onCancel={props.onCancel} />
        </div>
      )}
      {isBlank && state.tab !== "response" ? (
        <StartingPoint sourceId={focused.sourceId} sourceName={props.sourceName} onChoose={props.onRun} />
      ) : (
        <>
          {state.tab === "chart" && (
            <ChartPane
              {...{ drawing, state, crosshair }}
              onSelectRange={time.select}
              onUndoZoom={() => window.history.back()}
              onChange={change}
            >
              <ChartNotes
                {...{ runs, facts, askedRange, isRunning, state }}
                onChange={change}
                onRun={props.onRun}
                onTable={() => explore.view({ tab: "table" }, true)}
              />
            </ChartPane>
          )}
          {state.tab === "table" && (
            <TablePane
              runs={runs}
              state={state}
              zone={zoneName(state.zone)}
              unit={drawing.unit}
              onChange={change}
              onPainted={markAllPainted}
            />
          )}
          {state.tab === "response" && <ResponsePane runs={runs} />}
        </>
      )}
    </div>
  );
}
