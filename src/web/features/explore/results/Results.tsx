import type { RefObject } from "react";
import type { SourceView } from "../../../../contract/sources.ts";
import type { ExploreState, QueryRow } from "../../../../domain/link/ExploreState.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { CrosshairStore } from "../../../chart/CrosshairStore.ts";
import { markPainted } from "../../../lib/runner/marks.ts";
import { Button } from "../../../ui/Button.tsx";
import { Running } from "../../../ui/Running.tsx";
import { type Tab, Tabs } from "../../../ui/Tabs.tsx";
import { StepPicker } from "../../../time/StepPicker.tsx";
import { useQueryFacts } from "../data/useQueryFacts.ts";
import type { RowRun } from "../run/useRuns.ts";
import { zoneName } from "../state/browserZone.ts";
import { addRow, canAddRow, runnableRows } from "../state/exploreActions.ts";
import type { Explore } from "../state/useExplore.ts";
import type { TimeActions } from "../state/useTimeActions.ts";
import { chartExports } from "./chartExports.ts";
import { ChartNotes } from "./ChartNotes.tsx";
import { ChartOptions } from "./ChartOptions.tsx";
import { ChartPane } from "./ChartPane.tsx";
import { ResponsePane } from "./ResponsePane.tsx";
import { StartingPoint } from "./StartingPoint.tsx";
import { statusFacts } from "./statusFacts.ts";
import { StatusLine } from "./StatusLine.tsx";
import { TablePane } from "./TablePane.tsx";
import { useDrawing } from "./useDrawing.ts";
import { useShownLayers } from "./useShownLayers.ts";

export interface ResultsProps {
  readonly explore: Explore;
  readonly runs: readonly RowRun[];
  readonly sources: readonly SourceView[];
  readonly focused: QueryRow;
  readonly crosshair: CrosshairStore;
  readonly askedRange: ResolvedRange;
  readonly time: TimeActions;
  readonly isRunning: boolean;
  /** Holds the chart; its width decides the auto step. */
  readonly box: RefObject<HTMLDivElement | null>;
  readonly onShowHistory: () => void;
  readonly onRun: (expr: string) => void;
  readonly onCancel: () => void;
}

/** Where no source says its scrape interval: Prometheus' own default is a minute, common practice 15 s. */
const DEFAULT_MIN_STEP_MS = 15_000;

const markAllPainted = (runIds: readonly string[]) => runIds.forEach((runId) => markPainted(runId));

/** Status line, tabs and the open tab's pane. */
export function Results(props: ResultsProps) {
  const { explore, runs, sources, focused, crosshair, askedRange, time, isRunning } = props;
  const { state, executed } = explore;
  const source = sources.find((one) => one.id === focused.sourceId);
  const facts = statusFacts(runs);
  const shown = useShownLayers(runs);
  const queryFacts = useQueryFacts(executed.state.queries);
  const drawing = useDrawing({ shown, state, inferredUnit: queryFacts.unit, askedRange });
  const change = (next: Partial<ExploreState>) => explore.view(next);
  const names = [
    ...new Set(runs.flatMap((run) => sources.find((one) => one.id === run.request?.sourceId)?.name ?? [])),
  ];
  const isBlank = runnableRows(executed.state).length === 0;
  const tabs: readonly Tab<ExploreState["tab"]>[] = [
    { value: "chart", label: "Chart" },
    {
      value: "table",
      label: "Table",
      ...(facts.series > 0 && { count: facts.series.toLocaleString("en-GB") }),
    },
    { value: "response", label: "Response" },
  ];
  return (
    <>
      <StatusLine
        facts={facts}
        isRunning={isRunning}
        sources={names.join(", ")}
        step={
          <StepPicker
            step={state.step}
            rangeMs={askedRange.endMs - askedRange.startMs}
            plotPx={executed.plotPx}
            minStepMs={source?.minStepMs ?? DEFAULT_MIN_STEP_MS}
            onChange={(step) => explore.run((draft) => ({ ...draft, step }))}
          />
        }
        onShowNotes={() => explore.view({ tab: "response" }, true)}
        tools={
          <>
            <Button
              variant="ghost"
              size="sm"
              icon="plus"
              disabled={!canAddRow(state)}
              onClick={() => explore.edit((draft) => addRow(draft, focused.sourceId))}
            >
              Query
            </Button>
            <Button variant="ghost" size="sm" icon="history" onClick={props.onShowHistory}>
              History
            </Button>
          </>
        }
      />
      <Tabs
        label="Result"
        idPrefix="result"
        tabs={tabs}
        value={state.tab}
        onChange={(tab) => explore.view({ tab }, true)}
        options={
          state.tab === "chart" && (
            <ChartOptions
              state={state}
              inferredUnit={queryFacts.unit}
              isHistogram={shown.histograms.size > 0}
              draw={drawing.draw}
              hasSeveral={shown.layers.length > 1}
              onChange={change}
              exports={chartExports({ content: drawing.panels[0]?.content, runs, state })}
            />
          )
        }
      />
      <div
        ref={props.box}
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
          <StartingPoint
            sourceId={focused.sourceId}
            sourceName={source?.name ?? focused.sourceId}
            onChoose={props.onRun}
          />
        ) : (
          <>
            {state.tab === "chart" && (
              <ChartPane
                {...{ drawing, state, crosshair }}
                bucketUnit={queryFacts.bucketUnit}
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
    </>
  );
}
