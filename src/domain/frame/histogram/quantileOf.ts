import type { NativeHistogram } from "../Frame.ts";
import { repairBuckets, type CumulativeBucket } from "./Bucket.ts";

/**
 * φ-quantile of classic buckets at one step; the arithmetic of `BucketQuantile` in Prometheus' promql/quantile.go,
 * so that the answer is that of `histogram_quantile`. NaN without a `+Inf` bucket or observations.
 */
export function classicQuantile(phi: number, buckets: readonly CumulativeBucket[]): number {
  const outside = quantileOutside(phi);
  if (outside !== undefined) return outside;
  const sorted = repairBuckets(buckets);
  const top = sorted.at(-1);
  const below = sorted.at(-2);
  if (top?.upper !== Infinity || !below || top.count === 0) return NaN;
  const rank = phi * top.count;
  const found = sorted.findIndex(({ count }, i) => i === sorted.length - 1 || count >= rank);
  const bucket = sorted[found];
  if (!bucket || bucket === top) return below.upper;
  if (found === 0 && bucket.upper <= 0) return bucket.upper;
  const start = sorted[found - 1] ?? { upper: 0, count: 0 };
  const share = (rank - start.count) / (bucket.count - start.count);
  return start.upper + (bucket.upper - start.upper) * share;
}

/**
 * φ-quantile of a native histogram; the arithmetic of `HistogramQuantile` in the same file: linear within the zero
 * bucket and custom buckets, exponential in the others.
 */
export function nativeQuantile(phi: number, { buckets, count: total, sum }: NativeHistogram): number {
  if (total === 0) return NaN;
  const outside = quantileOutside(phi);
  if (outside !== undefined) return outside;
  if (buckets.length === 0) return NaN;
  // From the nearer end; a NaN sum means NaN observations, which count but are in no bucket.
  const isForward = Number.isNaN(sum) || phi < 0.5;
  const wanted = (isForward ? phi : 1 - phi) * total;
  const ordered = buckets
    .toSorted((a, b) => (isForward ? a[1] - b[1] : b[1] - a[1]))
    .filter((b) => b[3] !== 0);
  let reached = 0;
  let at = ordered[0];
  for (const bucket of ordered) {
    at = bucket;
    reached += bucket[3];
    if (reached >= wanted) break;
  }
  if (!at) return NaN;
  const isCustom = hasCustomEdges(buckets);
  const [, lower, upper] = at;
  if (isCustom && upper === Infinity) return lower;
  if (isCustom && lower === -Infinity && upper <= 0) return upper;
  const [low, high] = trimmedEdges(at, buckets, isCustom);
  const end = Math.min(reached, total);
  if (end < wanted) return high;
  const share = (isForward ? wanted - (end - at[3]) : end - wanted) / at[3];
  return between(low, high, { share, isLinear: isCustom || (low <= 0 && high >= 0) });
}

function quantileOutside(phi: number): number | undefined {
  if (Number.isNaN(phi)) return NaN;
  if (phi < 0) return -Infinity;
  return phi > 1 ? Infinity : undefined;
}

type NativeBucket = NativeHistogram["buckets"][number];

/** With only positive (only negative) observations beside it, the zero bucket ends at 0. */
function trimmedEdges(
  [, lower, upper]: NativeBucket,
  all: readonly NativeBucket[],
  isCustom: boolean,
): [number, number] {
  if (isCustom) return [lower === -Infinity ? 0 : lower, upper];
  if (lower >= 0 || upper <= 0) return [lower, upper];
  const hasNegative = all.some(([, , high]) => high <= 0);
  const hasPositive = all.some(([, low]) => low >= 0);
  return [!hasNegative && hasPositive ? 0 : lower, hasNegative && !hasPositive ? 0 : upper];
}

function between(
  low: number,
  high: number,
  { share, isLinear }: { share: number; isLinear: boolean },
): number {
  if (isLinear) return low + (high - low) * share;
  const [logLow, logHigh] = [Math.log2(Math.abs(low)), Math.log2(Math.abs(high))];
  if (low > 0) return 2 ** (logLow + (logHigh - logLow) * share);
  return -(2 ** (logHigh + (logLow - logHigh) * (1 - share)));
}

/**
 * The API does not tell the schema. Exponential buckets grow by 2^(2^−s) with a whole s from −4 to 8
 * (prometheus/common, histogram schemas); anything else has custom edges.
 */
function hasCustomEdges(buckets: readonly NativeBucket[]): boolean {
  return buckets.some(([, lower, upper]) => {
    if (lower === -Infinity || upper === Infinity) return true;
    // The zero bucket spans zero, or is nothing but zero.
    if (lower <= 0 && upper >= 0) return (lower === 0) !== (upper === 0);
    const growth = Math.log2(Math.abs(Math.log2(upper / lower)));
    return Math.abs(growth - Math.round(growth)) > 1e-6 || growth < -8.5 || growth > 4.5;
  });
}
