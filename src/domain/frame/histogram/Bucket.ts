/** Observations between two edges, not counted in any other bucket. */
export interface Bucket {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** A classic bucket as Prometheus keeps it: everything up to `upper`. */
export interface CumulativeBucket {
  readonly upper: number;
  readonly count: number;
}

/** Differences of rates differ in their last bits; below this relative size a fall is no fall (quantile.go). */
const SMALL_DELTA = 1e-12;

/**
 * Sorted by edge, equal edges added up, and never falling: a count below its predecessor's is raised to it, as
 * Prometheus' `ensureMonotonicAndIgnoreSmallDeltas` (promql/quantile.go) does.
 */
export function repairBuckets(buckets: readonly CumulativeBucket[]): CumulativeBucket[] {
  const repaired: { upper: number; count: number }[] = [];
  for (const { upper, count } of buckets.toSorted((a, b) => a.upper - b.upper)) {
    const last = repaired.at(-1);
    if (last?.upper === upper) last.count += count;
    else repaired.push({ upper, count });
  }
  let highest = 0;
  for (const [i, bucket] of repaired.entries()) {
    if (i > 0 && (bucket.count < highest || isAlmostEqual(bucket.count, highest))) bucket.count = highest;
    highest = bucket.count;
  }
  return repaired;
}

function isAlmostEqual(a: number, b: number): boolean {
  if (a === b) return true;
  return Math.abs(a - b) / Math.min(Math.abs(a) + Math.abs(b), Number.MAX_VALUE) < SMALL_DELTA;
}

/**
 * Cumulative → one count per bucket. The first bucket begins at 0 when its edge is positive, else at −Inf, as
 * `histogram_quantile` assumes.
 */
export function splitBuckets(buckets: readonly CumulativeBucket[]): Bucket[] {
  return repairBuckets(buckets).map(({ upper, count }, i, all) => {
    const before = all[i - 1];
    const low = before ? before.upper : upper > 0 ? 0 : -Infinity;
    return { low, high: upper, count: count - (before?.count ?? 0) };
  });
}
