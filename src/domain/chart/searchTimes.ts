/** Index of the first element ≥ `x`; `times.length` when none. `times` ascends. */
export function lowerBound(times: Float64Array, x: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Infinity) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the element nearest to `x` (the earlier of two equally near); -1 when empty. */
export function nearestIndex(times: Float64Array, x: number): number {
  const after = lowerBound(times, x);
  if (after === 0) return times.length === 0 ? -1 : 0;
  const before = after - 1;
  if (after === times.length) return before;
  return x - (times[before] ?? 0) <= (times[after] ?? 0) - x ? before : after;
}

/** Half-open index range of the samples inside [startMs, endMs]. */
export interface IndexRange {
  readonly from: number;
  readonly to: number;
}

export function visibleIndexes(times: Float64Array, startMs: number, endMs: number): IndexRange {
  const from = lowerBound(times, startMs);
  let to = lowerBound(times, endMs);
  if (to < times.length && times[to] === endMs) to += 1;
  return { from, to: Math.max(from, to) };
}

/** One sample more on each side, so that a line runs to the edge of the plot instead of stopping before it. */
export function withNeighbours(range: IndexRange, length: number): IndexRange {
  return { from: Math.max(0, range.from - 1), to: Math.min(length, range.to + 1) };
}
