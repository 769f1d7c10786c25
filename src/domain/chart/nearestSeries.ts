import { nearestIndex } from "./searchTimes.ts";
import { valueToY } from "./valueScale.ts";
import type { ValueScale } from "./valueScale.ts";

/** One series at the pointed-at moment. `order` is its place in the drawn list. */
export interface Hit {
  readonly order: number;
  readonly index: number;
  /** Value as sent (not stacked). */
  readonly value: number;
  /** Distance of its line from the pointer, in pixels. */
  readonly distancePx: number;
}

export interface HitColumn {
  readonly timesMs: Float64Array;
  readonly stepMs: number;
  /** As sent. */
  readonly values: Float64Array;
  /** Where the line is: the values, or the top of its band when stacked. */
  readonly drawn: Float64Array;
}

/** Index of the sample that stands for `timeMs` in a column: the nearest one if it is within half a step, else -1. */
export function sampleIndexAt(column: { timesMs: Float64Array; stepMs: number }, timeMs: number): number {
  const index = nearestIndex(column.timesMs, timeMs);
  if (index < 0) return -1;
  const distance = Math.abs((column.timesMs[index] ?? NaN) - timeMs);
  return distance <= Math.max(column.stepMs, 1) / 2 ? index : -1;
}

/**
 * All series that have a sample at `timeMs`, in drawn order, with their distance from `y` (pixels from the plot's top).
 * A sample that is not a number is no hit; ±Inf is one, as far away as the edge it is clipped to.
 */
export function hitsAt(
  columns: readonly HitColumn[],
  at: { readonly timeMs: number; readonly y: number },
  axis: { readonly scale: ValueScale; readonly height: number },
): Hit[] {
  const hits: Hit[] = [];
  // Columns of one query share their time column: look the moment up once for each.
  const indexes = new Map<Float64Array, number>();
  for (let order = 0; order < columns.length; order++) {
    const column = columns[order] as HitColumn;
    let index = indexes.get(column.timesMs);
    if (index === undefined) indexes.set(column.timesMs, (index = sampleIndexAt(column, at.timeMs)));
    if (index < 0) continue;
    const value = column.values[index] as number;
    if (value !== value) continue;
    const y = yOnPlot(axis, column.drawn[index] as number);
    hits.push({ order, index, value, distancePx: Math.abs(y - at.y) });
  }
  return hits;
}

function yOnPlot({ scale, height }: { scale: ValueScale; height: number }, drawn: number): number {
  if (drawn === Infinity) return 0;
  if (drawn !== drawn || drawn === -Infinity || (scale.isLog && drawn <= 0)) return height;
  return valueToY(scale, height, drawn);
}

/** The nearest hit first, the others by value, largest first: the order of the tooltip. */
export function orderHits(hits: readonly Hit[]): Hit[] {
  const nearest = nearestHit(hits);
  if (nearest === null) return [];
  const others = hits.filter((hit) => hit !== nearest);
  others.sort((a, b) => b.value - a.value || a.order - b.order);
  return [nearest, ...others];
}

export function nearestHit(hits: readonly Hit[]): Hit | null {
  let nearest: Hit | null = null;
  for (const hit of hits) if (nearest === null || hit.distancePx < nearest.distancePx) nearest = hit;
  return nearest;
}
