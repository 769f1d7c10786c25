/** Index of the first time after `timeMs` in ascending times; their count when there is none. */
export function upperBound(timesMs: Float64Array, timeMs: number): number {
  let from = 0;
  let to = timesMs.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((timesMs[middle] as number) <= timeMs) from = middle + 1;
    else to = middle;
  }
  return from;
}
