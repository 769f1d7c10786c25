import type { Exemplar } from "./Exemplar.ts";

/** A value is told apart from the one kept before it when it is more than this many standard deviations below. */
const APART_DEVIATIONS = 2;

/** The grid time an exemplar belongs to: a sample at step `s` speaks for what was observed in `(s - stepMs, s]`. */
export function alignToStep(
  timeMs: number,
  grid: { readonly startMs: number; readonly stepMs: number },
): number {
  const { startMs, stepMs } = grid;
  return stepMs > 0 ? startMs + Math.ceil((timeMs - startMs) / stepMs) * stepMs : timeMs;
}

/**
 * Of each bucket of time the highest value, then those more than two standard deviations below the last one kept: the
 * slowest requests are what exemplars are looked at for, and the others still show where the bulk is. The same
 * exemplars, by time. `bucketMs` is the step, or more steps where diamonds would overlap.
 */
export function thinExemplars(
  exemplars: readonly Exemplar[],
  grid: { readonly startMs: number; readonly bucketMs: number },
): readonly Exemplar[] {
  const apart = APART_DEVIATIONS * deviationOf(exemplars);
  const bucketOf = ({ timeMs }: Exemplar) =>
    alignToStep(timeMs, { startMs: grid.startMs, stepMs: grid.bucketMs });
  const kept = [...Map.groupBy(exemplars, bucketOf).values()].flatMap((bucket) => keepApart(bucket, apart));
  return kept.length === exemplars.length ? exemplars : kept.toSorted((a, b) => a.timeMs - b.timeMs);
}

function keepApart(bucket: readonly Exemplar[], apart: number): readonly Exemplar[] {
  const kept: Exemplar[] = [];
  for (const exemplar of bucket.toSorted((a, b) => b.value - a.value || a.timeMs - b.timeMs)) {
    const last = kept.at(-1);
    if (last === undefined || last.value - exemplar.value > apart) kept.push(exemplar);
  }
  return kept;
}

/** Of all values, as a population. */
function deviationOf(exemplars: readonly Exemplar[]): number {
  if (exemplars.length === 0) return 0;
  const mean = exemplars.reduce((sum, { value }) => sum + value, 0) / exemplars.length;
  const variance = exemplars.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / exemplars.length;
  return Math.sqrt(variance);
}
