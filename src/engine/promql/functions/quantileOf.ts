/**
 * The q-quantile between the two nearest values by their distance (promql/quantile.go, quantile): NaN for no values or q
 * NaN, -Inf for q < 0, +Inf for q > 1. NaN values count as the least. Sorts `values`.
 */
export function quantileOf(q: number, values: Float64Array): number {
  const count = values.length;
  if (count === 0 || Number.isNaN(q)) return Number.NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  values.sort();
  const rank = q * (count - 1);
  const lower = Math.floor(rank);
  const weight = rank - lower;
  // Typed arrays sort NaN to the end.
  const firstNan = count - countNan(values);
  const low = values[lower + firstNan < count ? lower + firstNan : lower + firstNan - count] ?? 0;
  const upper = Math.min(count - 1, lower + 1);
  const high = values[upper + firstNan < count ? upper + firstNan : upper + firstNan - count] ?? 0;
  return low * (1 - weight) + high * weight;
}

function countNan(sorted: Float64Array): number {
  let first = sorted.length;
  while (first > 0 && Number.isNaN(sorted[first - 1])) first--;
  return sorted.length - first;
}
