import { useMemo } from "react";
import type { TimeSeriesChartProps } from "./ChartTypes.ts";
import { PlotFigure } from "./PlotFigure.tsx";
import { plotSeries } from "./plotSeries.ts";

/**
 * Series over time. Recharts gives the frame, mounted empty while the first query runs; the series are on one canvas,
 * the crosshair and the tooltip move without React. New data is drawn before the browser paints the frame it came in.
 */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const {
    layers,
    shownRange,
    zone,
    unit,
    draw,
    isLog,
    isFromZero,
    isolated,
    hidden,
    showsAll = false,
    names,
    hasEnds = false,
    thresholds,
  } = props;
  const { startMs, endMs } = shownRange;
  const shownKeys = JSON.stringify([isolated, hidden]);
  const content = useMemo(() => {
    const options = { zone, unit, draw, isLog, isFromZero, isolated, hidden, showsAll };
    const words = { hasEnds, ...(names && { names }), ...(thresholds && { thresholds }) };
    return { layers, shownRange: { startMs, endMs }, ...options, ...words };
    // `isolated` and `hidden` count by what they hold (`shownKeys`), not by reference.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [
    layers,
    startMs,
    endMs,
    zone,
    unit,
    draw,
    isLog,
    isFromZero,
    shownKeys,
    showsAll,
    names,
    hasEnds,
    thresholds,
  ]);
  return (
    <PlotFigure
      content={content}
      plot={plotSeries}
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
