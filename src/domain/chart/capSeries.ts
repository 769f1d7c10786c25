import { lastValue } from "./seriesStats.ts";

/** Up to here every series is drawn. */
export const DRAW_ALL_LIMIT = 1000;
/** Above it, this many are: the largest by last value. */
export const DRAW_LARGEST = 200;

/** A series without any sample is the smallest. */
const sizeOf = (last: number) => (last === last ? last : -Infinity);

/** The series to draw, in their own order. The same reference when all are. */
export function capSeries<T extends { readonly series: { readonly values: Float64Array } }>(
  all: readonly T[],
  showsAll = false,
): readonly T[] {
  if (showsAll || all.length <= DRAW_ALL_LIMIT) return all;
  const byLast = all.map((entry, order) => ({ order, last: sizeOf(lastValue(entry.series.values)) }));
  byLast.sort((a, b) => b.last - a.last || a.order - b.order);
  const kept = new Set(byLast.slice(0, DRAW_LARGEST).map((entry) => entry.order));
  return all.filter((_, order) => kept.has(order));
}
