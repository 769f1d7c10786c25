import type { Buckets } from "./buckets.ts";
import { forceMonotonic, type ForcedBuckets } from "./forceMonotonic.ts";

/**
 * The q-quantile of a classic histogram, with observations spread evenly within a bucket and from 0 on in the lowest one
 * (promql/quantile.go, BucketQuantile). NaN without a bucket of +Inf, with fewer than two buckets or no observations. Says
 * in `forced` what had to be set right.
 */
export function bucketQuantile(q: number, buckets: Buckets, forced: ForcedBuckets): number {
  if (Number.isNaN(q)) return Number.NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  if (!buckets.isComplete) return Number.NaN;
  buckets.join();
  forceMonotonic(buckets, forced);
  const { bounds, counts, length } = buckets;
  const observations = counts[length - 1] ?? 0;
  if (length < 2 || observations === 0) return Number.NaN;
  const rank = q * observations;
  const at = firstReaching(buckets, rank);
  const end = bounds[at] ?? 0;
  if (at === length - 1) return bounds[length - 2] ?? 0;
  if (at === 0) return end <= 0 ? end : end * (rank / (counts[0] ?? 0));
  const start = bounds[at - 1] ?? 0;
  const below = counts[at - 1] ?? 0;
  return start + (end - start) * ((rank - below) / ((counts[at] ?? 0) - below));
}

/** Index of the first bucket with at least `rank` observations, the last one at most; by halving. */
function firstReaching({ counts, length }: Buckets, rank: number): number {
  let from = 0;
  let to = length - 1;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((counts[middle] ?? 0) >= rank) to = middle;
    else from = middle + 1;
  }
  return from;
}
