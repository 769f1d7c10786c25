import type { Buckets } from "./buckets.ts";

/**
 * The share of a classic histogram's observations between two values, spread evenly within a bucket (promql/quantile.go,
 * BucketFraction). The buckets are taken as they are, monotonic or not. NaN without a bucket of +Inf or observations.
 */
export function bucketFraction(buckets: Buckets, lower: number, upper: number): number {
  if (!buckets.isComplete) return Number.NaN;
  buckets.join();
  const observations = buckets.counts[buckets.length - 1] ?? 0;
  if (observations === 0 || Number.isNaN(lower) || Number.isNaN(upper)) return Number.NaN;
  if (lower >= upper) return 0;
  const above = Math.min(rankOf(buckets, upper) ?? observations, observations);
  const below = Math.min(rankOf(buckets, lower) ?? observations, observations);
  return (above - below) / observations;
}

/** How many observations are below the value; undefined where it lies at or beyond the last bound. */
function rankOf({ bounds, counts, length }: Buckets, value: number): number | undefined {
  let start = (bounds[0] ?? 0) <= 0 ? -Infinity : 0;
  let rank = 0;
  for (let i = 0; i < length; i++) {
    const end = bounds[i] ?? 0;
    const count = counts[i] ?? 0;
    if (start >= value) return rank;
    if (end > value) {
      // No width to spread the observations over: all of the bucket's count.
      if (start === -Infinity) return count;
      return rank + ((count - rank) * (value - start)) / (end - start);
    }
    rank = count;
    start = end;
  }
  return undefined;
}
