import type { SourceView } from "../../../../contract/sources.ts";
import type { ExploreState, QueryRow } from "../../../../domain/link/ExploreState.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { CrosshairStore } from "../../../chart/CrosshairStore.ts";
import { Button } from "../../../ui/Button.tsx";
import { type Tab, Tabs } from "../../../ui/Tabs.tsx";
import { StepPicker } from "../../../time/StepPicker.tsx";
import { useDrawnQueries } from "../data/useDrawnQueries.ts";
import { useQueryFacts } from "../data/useQueryFacts.ts";
import type { RowRun } from "../run/useRuns.ts";
import { addRow, canAddRow } from "../state/exploreActions.ts";
import type { Explore } from "../state/useExplore.ts";
import type { TimeActions } from "../state/useTimeActions.ts";
import { chartExports } from "./chartExports.ts";
import { ChartOptions } from "./ChartOptions.tsx";
import { ResultNotices } from "./ResultNotices.tsx";
import { ResultPanel } from "./ResultPanel.tsx";
import { statusFacts } from "./statusFacts.ts";
import { StatusLine } from "./StatusLine.tsx";
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
  readonly onBox: (element: HTMLDivElement | null) => void;
  readonly onShowHistory: () => void;
  readonly onRun: (expr: string) => void;
  readonly onCancel: () => void;
}

/** Where no source says its scrape interval: Prometheus' own default is a minute, common practice 15 s. */
const DEFAULT_MIN_STEP_MS = 15_000;

/** Status line, tabs and the open tab's pane. */
export function Results(props: ResultsProps) {
  const { explore, runs, sources, focused, crosshair, askedRange, time, isRunning } = props;
  const { state, executed } = explore;
  const source = sources.find((one) => one.id === focused.sourceId);
  const facts = statusFacts(runs);
  const shown = useShownLayers(runs);
  const queryFacts = useQueryFacts(useDrawnQueries(runs, executed.state.queries));
  const drawing = useDrawing({
    shown,
    state,
    queryUnit: queryFacts.unit,
    bucketUnits: queryFacts.bucketUnits,
    askedRange,
  });
  const change = (next: Partial<ExploreState>) => explore.view(next);
  const names = [
    ...new Set(runs.flatMap((run) => sources.find((one) => one.id === run.request?.sourceId)?.name ?? [])),
  ];
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
              <span className="max-sm:sr-only">Query</span>
            </Button>
            <Button variant="ghost" size="sm" icon="history" onClick={props.onShowHistory}>
              <span className="max-sm:sr-only">History</span>
            </Button>
          </>
        }
      />
      <ResultNotices runs={runs} />
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
              inferredUnit={drawing.inferredUnit}
              isHistogram={shown.histograms.size > 0}
              draw={drawing.draw}
              hasSeveral={shown.layers.length > 1}
              onChange={change}
              exports={chartExports({ drawing, runs, state })}
            />
          )
        }
      />
      <ResultPanel
        {...{ explore, runs, focused, crosshair, askedRange, time, isRunning, facts, drawing }}
        onBox={props.onBox}
        sourceName={source?.name ?? focused.sourceId}
        onRun={props.onRun}
        onCancel={props.onCancel}
      />
    </>
  );
}
