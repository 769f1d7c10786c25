import type { SourceView } from "../../../../contract/sources.ts";
import type { ExploreState, QueryRow } from "../../../../domain/link/ExploreState.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { CrosshairStore } from "../../../chart/CrosshairStore.ts";
import { type Tab, Tabs } from "../../../ui/Tabs.tsx";
import { StepPicker } from "../../../time/StepPicker.tsx";
import { useCross } from "../cross/useCross.ts";
import { useHasRoomBeside } from "../cross/useHasRoomBeside.ts";
import type { ShowOther } from "../cross/useShowOther.ts";
import { useDrawnQueries } from "../data/useDrawnQueries.ts";
import { useQueryFacts } from "../data/useQueryFacts.ts";
import { useExemplars } from "../exemplars/useExemplars.ts";
import { type LogsView, useLogsView } from "../logs/useLogsView.ts";
import { hasMore } from "../logs/saveLines.ts";
import type { LoadedFields } from "../logs/loadedFields.ts";
import type { RowRun } from "../run/useRuns.ts";
import type { Explore } from "../state/useExplore.ts";
import type { TimeActions } from "../state/useTimeActions.ts";
import { ResultNotices } from "./ResultNotices.tsx";
import { ResultPanel } from "./ResultPanel.tsx";
import { StatusTools } from "./StatusTools.tsx";
import { type AskedKinds, shownTab } from "./shownTab.ts";
import { type StatusFacts, statusFacts } from "./statusFacts.ts";
import { type LineTotal, StatusLine } from "./StatusLine.tsx";
import { TabOptions } from "./TabOptions.tsx";
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
  readonly kinds: AskedKinds;
  /** Where the editors read the fields of the lines on screen. */
  readonly loadedFields: LoadedFields;
  /** Holds the chart; its width decides the auto step. */
  readonly onBox: (element: HTMLDivElement | null) => void;
  /** The way to the other half of the picture. */
  readonly other: ShowOther;
  readonly onShowHistory: () => void;
  /** Without a letter the focused query. */
  readonly onRun: (expr: string, letter?: string) => void;
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
  const exemplars = useExemplars({ runs, isOn: state.showsExemplars, bucketUnits: queryFacts.bucketUnits });
  const names = [
    ...new Set(runs.flatMap((run) => sources.find((one) => one.id === run.request?.sourceId)?.name ?? [])),
  ];
  const tab = shownTab(state.tab, props.kinds);
  const logs = useLogsView(explore, runs, props.loadedFields);
  const hasRoom = useHasRoomBeside();
  const canBeside = hasRoom && props.kinds.hasLogs && !props.kinds.isOnlyLogs;
  const cross = useCross({
    other: props.other,
    sources,
    layers: shown.layers,
    logLetters: logs.lines.rows.map(({ letter }) => letter),
    focusedLetter: focused.letter,
  });
  return (
    <>
      <StatusLine
        facts={facts}
        lines={loadedLines(facts, logs)}
        lineTotal={lineTotal(logs)}
        isRunning={isRunning}
        sources={names.join(", ")}
        step={
          <StepPicker
            step={state.step}
            rangeMs={askedRange.endMs - askedRange.startMs}
            plotPx={executed.plotPx}
            minStepMs={source?.minStepMs ?? DEFAULT_MIN_STEP_MS}
            isShort={facts.failed > 0}
            onChange={(step) => explore.run((draft) => ({ ...draft, step }))}
          />
        }
        onShowNotes={() => explore.view({ tab: "response" }, true)}
        tools={
          <StatusTools {...{ explore, sourceId: focused.sourceId, onShowHistory: props.onShowHistory }} />
        }
      />
      <ResultNotices runs={runs} />
      <Tabs
        label="Result"
        idPrefix="result"
        tabs={resultTabs(props.kinds, { series: facts.series, lines: logs.lines.lines.length })}
        value={tab}
        onChange={(next) => explore.view({ tab: next }, true)}
        options={
          <TabOptions {...{ explore, tab, runs, shown, drawing, logs, cross, canBeside, exemplars }} />
        }
      />
      <ResultPanel
        {...{ explore, runs, crosshair, askedRange, time, isRunning, facts, drawing, tab, logs, cross }}
        exemplars={exemplars}
        isBeside={canBeside && state.isBeside && tab === "chart"}
        onBox={props.onBox}
        source={source}
        onRun={props.onRun}
        onCancel={props.onCancel}
      />
    </>
  );
}

/** Lines that are here: of the first pages and of all that came after them; null where no row brings lines. */
function loadedLines({ lines }: StatusFacts, { lines: { states } }: LogsView): number | null {
  return lines === null ? null : states.reduce((sum, { window }) => sum + window.lines.length, 0);
}

/** What the range holds, where it was counted; its columns reach a little beyond the range. */
function lineTotal({ volume, lines }: LogsView): LineTotal | undefined {
  // With every line loaded their number is exact.
  if (!hasMore(lines) || volume.isBytes || volume.state.kind !== "ready" || volume.state.isStale)
    return undefined;
  return { count: volume.state.data.total, isRough: true };
}

/** Only tabs that have something to show; a count where there is one. */
function resultTabs(
  { hasLogs, isOnlyLogs }: AskedKinds,
  { series, lines }: { readonly series: number; readonly lines: number },
): readonly Tab<ExploreState["tab"]>[] {
  const counted = (count: number) => (count > 0 ? { count: count.toLocaleString("en-GB") } : {});
  return [
    ...(isOnlyLogs
      ? []
      : [
          { value: "chart", label: "Chart" } as const,
          { value: "table", label: "Table", ...counted(series) } as const,
        ]),
    ...(hasLogs ? [{ value: "logs", label: "Logs", ...counted(lines) } as const] : []),
    { value: "response", label: "Response" },
  ];
}
