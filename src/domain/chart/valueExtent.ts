import type { IndexRange } from "./searchTimes.ts";

export interface Extent {
  readonly low: number;
  readonly high: number;
}

/**
 * Smallest and largest finite value; NaN and ±Inf are left out (they are marked, not scaled to).
 * With `isPositiveOnly` (log axis) also 0 and below. Null when nothing is left.
 */
export function valueExtent(
  columns: readonly { readonly values: Float64Array; readonly visible: IndexRange }[],
  isPositiveOnly = false,
): Extent | null {
  let low = Infinity;
  let high = -Infinity;
  const floor = isPositiveOnly ? 0 : -Infinity;
  for (const { values, visible } of columns) {
    for (let i = visible.from; i < visible.to; i++) {
      const v = values[i] as number;
      // NaN fails every comparison, so it needs no test of its own.
      if (v < low && v > floor) low = v;
      if (v > high && v < Infinity) high = v;
    }
  }
  if (isPositiveOnly && high <= 0) return null;
  return low <= high ? { low, high } : null;
}
