import { timeToX, type TimeScale, type ValueScale, valueToY } from "../chart/valueScale.ts";
import { nearestIndex } from "../chart/searchTimes.ts";
import type { Labels } from "../frame/Frame.ts";
import type { Exemplar } from "./Exemplar.ts";
import type { ExemplarPlace } from "./exemplarPlace.ts";
import { createLineFinder } from "./findLine.ts";
import { alignToStep, thinExemplars } from "./thinExemplars.ts";

/** A line of the query the exemplars belong to. */
export interface ExemplarLine {
  readonly labels: Labels;
  readonly timesMs: Float64Array;
  /** Where it is drawn, in values: the top of its band when stacked; null where it is not drawn. */
  readonly drawn: Float64Array | null;
}

export interface PlotOfExemplars {
  readonly time: TimeScale;
  readonly value: ValueScale;
  readonly width: number;
  readonly height: number;
  readonly place: ExemplarPlace;
  readonly stepMs: number;
  /** Diamonds are this many pixels apart at least, along the time axis. */
  readonly gapPx: number;
  /** Every line of the query, drawn or not; empty on a heatmap. */
  readonly lines: readonly ExemplarLine[];
}

/** An exemplar where it is drawn: pixels from the plot's top left corner. */
export interface PlacedExemplar {
  readonly exemplar: Exemplar;
  /** The step it is aligned to. */
  readonly stepTimeMs: number;
  readonly x: number;
  readonly y: number;
}

/**
 * Thins exemplars to what fits and places them: on their step along the time axis; at their own value, or on their line
 * at that step, or at the bottom where no line is theirs. A value beyond the axis stands at the edge of the plot: the
 * axis is the lines' own and does not move when exemplars come. An exemplar whose line was put away is left out.
 */
export function placeExemplars(
  exemplars: readonly Exemplar[],
  plot: PlotOfExemplars,
): readonly PlacedExemplar[] {
  const { time, stepMs } = plot;
  const findLine = createLineFinder(plot.lines.map(({ labels }) => labels));
  const isInSight = (exemplar: Exemplar) => {
    const line = plot.lines[findLine(exemplar.seriesLabels)];
    const atMs = alignToStep(exemplar.timeMs, { startMs: time.startMs, stepMs });
    return atMs >= time.startMs && atMs <= time.endMs && line?.drawn !== null;
  };
  const bucketMs = stepMs * Math.max(1, Math.ceil(pixelsToMs(plot) / Math.max(1, stepMs)));
  const kept = thinExemplars(exemplars.filter(isInSight), { startMs: time.startMs, bucketMs });
  return kept.map((exemplar) => {
    const stepTimeMs = alignToStep(exemplar.timeMs, { startMs: time.startMs, stepMs });
    const value =
      plot.place === "value"
        ? exemplar.value
        : lineValueAt(plot.lines[findLine(exemplar.seriesLabels)], stepTimeMs, stepMs);
    return { exemplar, stepTimeMs, x: timeToX(time, plot.width, stepTimeMs), y: yOf(plot, value) };
  });
}

function pixelsToMs({ time, width, gapPx }: PlotOfExemplars): number {
  return width > 0 ? ((time.endMs - time.startMs) / width) * gapPx : 0;
}

/** The sample at the step, or the one before or after where the line has a gap there; NaN where it has none near. */
function lineValueAt(line: ExemplarLine | undefined, timeMs: number, stepMs: number): number {
  if (!line?.drawn || line.timesMs.length === 0) return NaN;
  const at = nearestIndex(line.timesMs, timeMs);
  for (const index of [at, at - 1, at + 1]) {
    const value = line.drawn[index];
    const distanceMs = Math.abs((line.timesMs[index] ?? Infinity) - timeMs);
    if (value !== undefined && !Number.isNaN(value) && distanceMs <= stepMs) return value;
  }
  return NaN;
}

/** What has no height (no line, nothing on a log axis) stands at the bottom. */
function yOf({ value: scale, height }: PlotOfExemplars, value: number): number {
  const y = valueToY(scale, height, value);
  return Number.isNaN(y) ? height : Math.min(height, Math.max(0, y));
}
