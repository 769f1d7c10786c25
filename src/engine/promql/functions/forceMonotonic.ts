import type { Buckets } from "./buckets.ts";

/** What had to be changed, for the note; used again for the next histogram. */
export interface ForcedBuckets {
  isForced: boolean;
  minBucket: number;
  maxBucket: number;
  maxDiff: number;
}

/** Differences below this, relative to the counts, are of rounding and not told (promql/quantile.go, smallDeltaTolerance). */
const TOLERANCE = 1e-12;
const SMALLEST_NORMAL = 2 ** -1022;

/** Lifts each count to at least that of the bucket below; a difference of rounding is made none, whatever its direction. */
export function forceMonotonic({ bounds, counts, length }: Buckets, forced: ForcedBuckets): void {
  forced.isForced = false;
  forced.minBucket = Infinity;
  forced.maxBucket = -Infinity;
  forced.maxDiff = 0;
  let highest = counts[0] ?? 0;
  for (let i = 1; i < length; i++) {
    const count = counts[i] ?? 0;
    if (isNearlyEqual(highest, count)) {
      counts[i] = highest;
    } else if (count < highest) {
      counts[i] = highest;
      const bound = bounds[i] ?? 0;
      forced.isForced = true;
      forced.minBucket = Math.min(forced.minBucket, bound);
      forced.maxBucket = Math.max(forced.maxBucket, bound);
      forced.maxDiff = Math.max(forced.maxDiff, highest - count);
    } else {
      highest = count;
    }
  }
}

/** As util/almost does it: by the difference to the sum. NaN equals NaN. */
function isNearlyEqual(a: number, b: number): boolean {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return true;
  const sum = Math.abs(a) + Math.abs(b);
  const difference = Math.abs(a - b);
  if (a === 0 || b === 0 || sum < SMALLEST_NORMAL) return difference < TOLERANCE * SMALLEST_NORMAL;
  return difference / Math.min(sum, Number.MAX_VALUE) < TOLERANCE;
}
