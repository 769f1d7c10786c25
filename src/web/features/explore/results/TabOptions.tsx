import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import { Button } from "../../../ui/Button.tsx";
import type { Cross } from "../cross/useCross.ts";
import type { Exemplars } from "../exemplars/useExemplars.ts";
import { LogsBar } from "../logs/LogsBar.tsx";
import type { LogsView } from "../logs/useLogsView.ts";
import type { RowRun } from "../run/useRuns.ts";
import type { Explore } from "../state/useExplore.ts";
import { chartExports } from "./chartExports.ts";
import { ChartOptions } from "./ChartOptions.tsx";
import type { Drawing } from "./useDrawing.ts";
import type { ShownLayers } from "./useShownLayers.ts";

export interface TabOptionsProps {
  readonly explore: Explore;
  readonly tab: ExploreState["tab"];
  readonly runs: readonly RowRun[];
  readonly shown: ShownLayers;
  readonly drawing: Drawing;
  readonly logs: LogsView;
  readonly cross: Cross;
  /** Chart and lines are both there, and there is room for both. */
  readonly canBeside: boolean;
  readonly exemplars: Exemplars;
}

/** What the open tab lets one choose, at the end of the tab bar. */
export function TabOptions(props: TabOptionsProps) {
  const { explore, tab, runs, shown, drawing, logs, cross, canBeside, exemplars } = props;
  const { state } = explore;
  const change = (next: Partial<ExploreState>) => explore.view(next);
  const isBeside = canBeside && state.isBeside && tab === "chart";
  const beside = canBeside && (
    <Button
      variant="ghost"
      size="sm"
      icon="columns-2"
      isPressed={isBeside}
      onClick={() => change({ tab: "chart", isBeside: !isBeside })}
    >
      Beside
      <span className="sr-only"> each other: chart and log lines</span>
    </Button>
  );
  if (tab === "logs") {
    return (
      <>
        {beside}
        <LogsBar explore={explore} view={logs} toMetrics={cross.toMetrics} />
      </>
    );
  }
  if (tab !== "chart") return null;
  return (
    <>
      {cross.toLogs && (
        <Button
          variant="ghost"
          size="sm"
          icon="scroll-text"
          title="Lines of the same labels and time. Pin a point first, or two, or drag a span with Alt held."
          onClick={cross.toLogs.onShow}
        >
          <span className="max-sm:sr-only">{cross.toLogs.label}</span>
        </Button>
      )}
      {beside}
      <ChartOptions
        state={state}
        inferredUnit={drawing.inferredUnit}
        isHistogram={shown.histograms.size > 0}
        draw={drawing.draw}
        hasSeveral={shown.layers.length > 1}
        hasExemplars={exemplars.isOffered}
        onChange={change}
        exports={chartExports({ drawing, runs, state, exemplars: exemplars.groups })}
      />
    </>
  );
}
