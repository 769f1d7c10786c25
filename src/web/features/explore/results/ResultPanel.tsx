import type { SourceView } from "../../../../contract/sources.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { CrosshairStore } from "../../../chart/CrosshairStore.ts";
import { markPainted } from "../../../lib/runner/marks.ts";
import { Running } from "../../../ui/Running.tsx";
import { LogsPane } from "../logs/LogsPane.tsx";
import type { LogsView } from "../logs/useLogsView.ts";
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
  readonly crosshair: CrosshairStore;
  readonly askedRange: ResolvedRange;
  readonly time: TimeActions;
  readonly isRunning: boolean;
  readonly facts: StatusFacts;
  readonly drawing: Drawing;
  /** The tab in sight. */
  readonly tab: ExploreState["tab"];
  readonly logs: LogsView;
  readonly onBox: (element: HTMLDivElement | null) => void;
  /** Of the focused query. */
  readonly source: SourceView | undefined;
  readonly onRun: (expr: string, letter?: string) => void;
  readonly onCancel: () => void;
}

const markAllPainted = (runIds: readonly string[]) => runIds.forEach((runId) => markPainted(runId));

/** The open tab: chart, table or response; before the first query, where to start. */
export function ResultPanel({ onBox, ...props }: ResultPanelProps) {
  const { explore, runs, crosshair, askedRange, time, isRunning, facts, drawing, tab, logs } = props;
  const { state, executed } = explore;
  const change = (next: Partial<ExploreState>) => explore.view(next);
  const isBlank = runnableRows(executed.state).length === 0;
  return (
    <div
      ref={onBox}
      role="tabpanel"
      id="result-panel"
      tabIndex={-1}
      aria-labelledby={`result-${tab}`}
      className="relative flex min-h-0 flex-1 flex-col outline-none"
    >
      {isRunning && (
        <div className="absolute top-6 left-1/2 z-10 -translate-x-1/2">
          <Running startedAtMs={executed.startedAtMs} onCancel={props.onCancel} />
        </div>
      )}
      {isBlank && tab !== "response" ? (
        props.source && (
          <StartingPoint source={props.source} range={askedRange} onChoose={(expr) => props.onRun(expr)} />
        )
      ) : (
        <>
          {tab === "chart" && (
            <ChartPane
              {...{ drawing, state, crosshair }}
              onSelectRange={time.select}
              onUndoZoom={() => window.history.back()}
              onChange={change}
            >
              <ChartNotes
                {...{ explore, runs, facts, askedRange, isRunning }}
                onChange={change}
                onRun={props.onRun}
                onTable={() => explore.view({ tab: "table" }, true)}
              />
            </ChartPane>
          )}
          {tab === "table" && (
            <TablePane
              {...{ explore, runs, askedRange }}
              onRun={props.onRun}
              zone={zoneName(state.zone)}
              unit={drawing.unit}
              onChange={change}
              onPainted={markAllPainted}
            />
          )}
          {tab === "logs" && (
            <LogsPane
              {...{ explore, view: logs, isRunning, crosshair, askedRange, runs }}
              onSelectRange={time.select}
              onRun={props.onRun}
            />
          )}
          {tab === "response" && <ResponsePane runs={runs} />}
        </>
      )}
    </div>
  );
}
