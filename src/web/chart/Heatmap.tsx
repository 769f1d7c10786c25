import { useMemo } from "react";
import type { ChartEvents, ChartExemplars } from "./ChartTypes.ts";
import type { CrosshairStore } from "./CrosshairStore.ts";
import type { HeatmapContent } from "./layoutHeatmap.ts";
import { plotHeatmap } from "./plotHeatmap.ts";
import { PlotFigure } from "./PlotFigure.tsx";

export interface HeatmapProps extends HeatmapContent, ChartEvents {
  readonly isStale: boolean;
  readonly crosshair: CrosshairStore;
  readonly height?: number;
  /** Accessible name of the figure. Default "Chart". */
  readonly name?: string;
  /** Same reference = same diamonds. */
  readonly exemplars?: readonly ChartExemplars[];
}

/** Distributions over time, of classic or native histograms: colour is how many observations fell into a bucket. */
export function Heatmap(props: HeatmapProps) {
  const { frame, shownRange, zone, unit, isLog } = props;
  const { startMs, endMs } = shownRange;
  const content = useMemo(
    () => ({ frame, shownRange: { startMs, endMs }, zone, unit, ...(isLog !== undefined && { isLog }) }),
    [frame, startMs, endMs, zone, unit, isLog],
  );
  return (
    <PlotFigure
      content={content}
      plot={plotHeatmap}
      isStale={props.isStale}
      crosshair={props.crosshair}
      height={props.height}
      name={props.name ?? "Chart"}
      onSelectRange={props.onSelectRange}
      onUndoZoom={props.onUndoZoom}
      {...(props.onPainted && { onPainted: props.onPainted })}
      {...(props.onPickSpan && { onPickSpan: props.onPickSpan })}
      {...(props.onPins && { onPins: props.onPins })}
      {...(props.onOpenExemplar && { onOpenExemplar: props.onOpenExemplar })}
      exemplars={props.exemplars}
    />
  );
}
