import { type ReactNode, useState } from "react";
import type { SourceView } from "../../../../contract/sources.ts";
import type { Exemplar } from "../../../../domain/exemplar/Exemplar.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { CrosshairStore } from "../../../chart/CrosshairStore.ts";
import { markPainted } from "../../../lib/runner/marks.ts";
import { cx } from "../../../ui/cx.ts";
import type { Cross } from "../cross/useCross.ts";
import { ExemplarDialog } from "../exemplars/ExemplarDialog.tsx";
import type { Exemplars } from "../exemplars/useExemplars.ts";
import { LogsBar } from "../logs/LogsBar.tsx";
import { LogsPane } from "../logs/LogsPane.tsx";
import type { LogsView } from "../logs/useLogsView.ts";
import type { RowRun } from "../run/useRuns.ts";
import { zoneName } from "../../../lib/zoneName.ts";
import { runnableRows } from "../state/exploreActions.ts";
import type { Explore } from "../state/useExplore.ts";
import type { TimeActions } from "../state/useTimeActions.ts";
import { ChartNotes } from "./ChartNotes.tsx";
import { ChartPane } from "./ChartPane.tsx";
import { ResponsePane } from "./ResponsePane.tsx";
import { RunningQueries } from "./RunningQueries.tsx";
import { StartingPoint } from "./StartingPoint.tsx";
import { hasAnswers, type StatusFacts } from "./statusFacts.ts";
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
  readonly cross: Cross;
  readonly exemplars: Exemplars;
  /** The lines stand beside the chart. */
  readonly isBeside: boolean;
  readonly onBox: (element: HTMLDivElement | null) => void;
  /** Of the focused query. */
  readonly source: SourceView | undefined;
  readonly onRun: (expr: string, letter?: string) => void;
  readonly onCancel: () => void;
}

const markAllPainted = (runIds: readonly string[]) => runIds.forEach((runId) => markPainted(runId));

/** The open tab: chart, table or response; before the first query, where to start. */
export function ResultPanel({ onBox, ...props }: ResultPanelProps) {
  const {
    explore,
    runs,
    crosshair,
    askedRange,
    time,
    isRunning,
    facts,
    drawing,
    tab,
    logs,
    cross,
    isBeside,
    exemplars,
  } = props;
  const [opened, setOpened] = useState<Exemplar | null>(null);
  const { state, executed } = explore;
  const change = (next: Partial<ExploreState>) => explore.view(next);
  const isBlank = runnableRows(executed.state).length === 0;
  const chart = (
    <ChartPane
      {...{ drawing, state, crosshair }}
      isAwaited={isRunning && !hasAnswers(facts)}
      onSelectRange={time.select}
      onPickSpan={cross.toLogs?.onSpan}
      onPins={cross.onPins}
      exemplars={exemplars.groups}
      onOpenExemplar={setOpened}
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
  );
  const lines = (
    <LogsPane
      {...{ explore, view: logs, isRunning, crosshair, askedRange, runs }}
      toMetrics={cross.toMetrics}
      onSelectRange={time.select}
      onRun={props.onRun}
    />
  );
  const bar = <LogsBar explore={explore} view={logs} toMetrics={cross.toMetrics} />;
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
          <RunningQueries runs={runs} startedAtMs={executed.startedAtMs} onCancel={props.onCancel} />
        </div>
      )}
      {isBlank && tab !== "response" ? (
        props.source && (
          <StartingPoint source={props.source} range={askedRange} onChoose={(expr) => props.onRun(expr)} />
        )
      ) : (
        <>
          {tab === "chart" && <ChartAndLines chart={chart} lines={isBeside ? lines : null} bar={bar} />}
          {tab === "table" && (
            <TablePane
              {...{ explore, runs, askedRange, exemplars }}
              onOpenExemplar={setOpened}
              onRun={props.onRun}
              zone={zoneName(state.zone)}
              unit={drawing.unit}
              onChange={change}
              onPainted={markAllPainted}
            />
          )}
          {tab === "logs" && lines}
          {tab === "response" && <ResponsePane runs={runs} exemplars={exemplars.states} />}
        </>
      )}
      {opened && (
        <ExemplarDialog
          exemplar={opened}
          sourceId={exemplars.sourceOf(opened)}
          unit={exemplars.unitOf(opened)}
          zone={zoneName(state.zone)}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  );
}

interface ChartAndLinesProps {
  readonly chart: ReactNode;
  /** Null where they are not beside it. */
  readonly lines: ReactNode;
  readonly bar: ReactNode;
}

/**
 * The chart, and the lines at one sight with it: the same range, one crosshair over both. The chart stays where it is in
 * the tree, so that its pins are kept when the lines come.
 */
function ChartAndLines({ chart, lines, bar }: ChartAndLinesProps) {
  return (
    <div className={cx("grid min-h-0 flex-1", lines !== null && "grid-cols-2")}>
      <div className="flex min-h-0 min-w-0 flex-col">{chart}</div>
      {lines !== null && (
        <section aria-label="Logs" className="flex min-h-0 min-w-0 flex-col border-l border-line-1">
          <div className="flex min-h-8 shrink-0 flex-wrap items-center justify-end gap-1 border-b border-line-1 px-2">
            {bar}
          </div>
          {lines}
        </section>
      )}
    </div>
  );
}
