import { hitsAt, nearestHit } from "../../domain/chart/nearestSeries.ts";
import { nearestIndex } from "../../domain/chart/searchTimes.ts";
import { timeToX, valueToY, xToTime } from "../../domain/chart/valueScale.ts";
import type { ChartView } from "./chartView.ts";
import type { Pointed } from "./Pointed.ts";

/** The sample time nearest to `timeMs` among all drawn series, inside the shown range; `timeMs` itself when nothing is drawn. */
export function snapTime(view: ChartView, timeMs: number): number {
  const { startMs, endMs } = view.picture.time;
  let best = timeMs;
  let bestDistance = Infinity;
  for (const times of view.grids) {
    const found = times[nearestIndex(times, timeMs)];
    if (found === undefined || found < startMs || found > endMs) continue;
    const distance = Math.abs(found - timeMs);
    if (distance < bestDistance) [best, bestDistance] = [found, distance];
  }
  return best;
}

/** What is at a place of the plot; `x` and `y` are pixels from its top left corner. */
export function pointAt(view: ChartView, x: number, y: number): Pointed {
  const { plot, time } = view.picture;
  return pointAtTime(view, snapTime(view, xToTime(time, plot.width, x)), y);
}

export function pointAtTime(view: ChartView, timeMs: number, y: number): Pointed {
  const { plot, value } = view.picture;
  const hits = hitsAt(view.hitColumns, { timeMs, y }, { scale: value, height: plot.height });
  return { timeMs, y, hits, nearest: nearestHit(hits) };
}

/** Pixels from the plot's corner of what a hit points at; y is clipped to the plot. */
export function placeOf(
  view: ChartView,
  order: number,
  at: { timeMs: number; index: number },
): { x: number; y: number } {
  const { plot, time, value } = view.picture;
  const drawn = view.hitColumns[order]?.drawn[at.index] ?? NaN;
  const y = valueToY(value, plot.height, drawn);
  return {
    x: timeToX(time, plot.width, at.timeMs),
    y: Number.isNaN(y) ? plot.height : Math.min(plot.height, Math.max(0, y)),
  };
}
