import { type CSSProperties, type ReactNode, useMemo } from "react";
import type { Exemplar } from "../../../../domain/exemplar/Exemplar.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { ChartContent, ChartExemplars, PinnedSample } from "../../../chart/ChartTypes.ts";
import type { CrosshairStore } from "../../../chart/CrosshairStore.ts";
import { Heatmap } from "../../../chart/Heatmap.tsx";
import { LegendTable } from "../../../chart/LegendTable.tsx";
import { TimeSeriesChart } from "../../../chart/TimeSeriesChart.tsx";
import { markPainted } from "../../../lib/runner/marks.ts";
import { heatmapContent } from "./heatmapContent.ts";
import type { Drawing } from "./useDrawing.ts";

export interface ChartPaneProps {
  readonly drawing: Drawing;
  readonly state: ExploreState;
  readonly crosshair: CrosshairStore;
  readonly onSelectRange: (range: ResolvedRange) => void;
  readonly onPickSpan: ((range: ResolvedRange) => void) | undefined;
  readonly onPins: (pins: readonly PinnedSample[]) => void;
  readonly exemplars: readonly ChartExemplars[];
  readonly onOpenExemplar: (exemplar: Exemplar) => void;
  readonly onUndoZoom: () => void;
  readonly onChange: (change: Partial<ExploreState>) => void;
  /** The first answer is on its way. */
  readonly isAwaited: boolean;
  /** Over the frame: why there is nothing in it. */
  readonly children?: ReactNode;
}

/** Edge, bar and heads of the legend, with a little air under its last row; and each of its rows. */
const LEGEND_FRAME_PX = 65;
const LEGEND_ROW_PX = 24;
/** Room that is kept for the legend until the first answer: as many rows as the demo's first question brings. */
const AWAITED_ROWS = 6;

/** The chart (or one per query, or heatmaps) and the legend. Its frame stands before the first answer. */
export function ChartPane(props: ChartPaneProps) {
  const { drawing, state, crosshair, onChange } = props;
  const { panels, heatmaps, isStale, runIds } = drawing;
  const exemplarsFor = useMemo(() => createExemplarsFor(props.exemplars), [props.exemplars]);
  // By all series, not by those that a filter leaves: what is typed there moves nothing.
  const seriesCount = drawing.legendLayers.reduce((sum, { result }) => sum + result.series.length, 0);
  const legendRows = props.isAwaited ? AWAITED_ROWS : seriesCount;
  const painted = () => runIds.forEach((runId) => markPainted(runId));
  return (
    <>
      <div className="grid min-h-55 flex-1 basis-0 auto-rows-[minmax(200px,1fr)] grid-cols-[repeat(auto-fit,minmax(min(100%,420px),1fr))] gap-x-4 overflow-y-auto px-3 pt-2 max-sm:flex-none max-sm:auto-rows-auto max-sm:overflow-visible max-sm:px-0">
        {panels.map((panel) => (
          <div key={panel.name} className="relative min-w-0">
            <div className="absolute inset-0 max-sm:static">
              <TimeSeriesChart
                {...contentOf(panel.content, state)}
                name={panel.name}
                isStale={isStale}
                crosshair={crosshair}
                onSelectRange={props.onSelectRange}
                onUndoZoom={props.onUndoZoom}
                onPins={props.onPins}
                {...(props.onPickSpan && { onPickSpan: props.onPickSpan })}
                onPainted={painted}
                exemplars={exemplarsFor(panel.content.layers)}
                onOpenExemplar={props.onOpenExemplar}
              />
            </div>
          </div>
        ))}
        {heatmaps.map((heatmap) => (
          <div key={heatmap.name} className="relative min-w-0">
            <div className="absolute inset-0 max-sm:static">
              <Heatmap
                name={heatmap.name}
                {...heatmapContent({ drawing, state }, heatmap)}
                isStale={isStale}
                crosshair={crosshair}
                onSelectRange={props.onSelectRange}
                onUndoZoom={props.onUndoZoom}
                onPins={props.onPins}
                {...(props.onPickSpan && { onPickSpan: props.onPickSpan })}
                onPainted={painted}
                exemplars={exemplarsFor([heatmap])}
                onOpenExemplar={props.onOpenExemplar}
              />
            </div>
          </div>
        ))}
        {props.children}
      </div>
      {panels.length > 0 && legendRows > 0 && (
        <div
          className="h-(--sg-legend-height) max-h-62 shrink-0 max-sm:h-auto max-sm:max-h-none"
          style={
            { "--sg-legend-height": `${LEGEND_FRAME_PX + legendRows * LEGEND_ROW_PX}px` } as CSSProperties
          }
        >
          {props.isAwaited ? (
            <div className="h-full border-t border-line-1 max-sm:hidden" />
          ) : (
            <LegendTable
              layers={drawing.legendLayers}
              unit={drawing.unit}
              isolated={state.isolated}
              hidden={state.hiddenSeries}
              sort={state.legendSort}
              crosshair={crosshair}
              showsAll={state.showsAllSeries}
              onChangeSort={(legendSort) => onChange({ legendSort })}
              onChangeShown={({ isolated, hidden }) => onChange({ isolated, hiddenSeries: hidden })}
            />
          )}
        </div>
      )}
    </>
  );
}

/** The exemplars of a panel's queries; the same list for the same letters, so that the chart draws them once. */
function createExemplarsFor(groups: readonly ChartExemplars[]) {
  const known = new Map<string, readonly ChartExemplars[]>();
  return (layers: readonly { readonly letter: string }[]) => {
    const letters = layers.map(({ letter }) => letter).join("");
    const found = known.get(letters) ?? groups.filter(({ letter }) => letters.includes(letter));
    known.set(letters, found);
    return found;
  };
}

/** Options that change how the same data is drawn. */
function contentOf(content: ChartContent, state: ExploreState): ChartContent {
  return { ...content, isolated: state.isolated, hidden: state.hiddenSeries, showsAll: state.showsAllSeries };
}
