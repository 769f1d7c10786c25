/** Over the finite samples of a series; all NaN when it has none. `last` is the last sample that is a number, ±Inf included. */
export interface SeriesStats {
  readonly min: number;
  readonly avg: number;
  readonly max: number;
  readonly last: number;
  readonly count: number;
}

export function seriesStats(values: Float64Array): SeriesStats {
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const v = values[i] as number;
    if (v - v !== 0) continue;
    if (v < min) min = v;
    if (v > max) max = v;
    sum += v;
    count += 1;
  }
  const last = lastValue(values);
  return count === 0
    ? { min: NaN, avg: NaN, max: NaN, last, count }
    : { min, avg: sum / count, max, last, count };
}

/** The last sample that is there; NaN when there is none. */
export function lastValue(values: Float64Array): number {
  for (let i = values.length - 1; i >= 0; i--) {
    const v = values[i] as number;
    if (v === v) return v;
  }
  return NaN;
}
