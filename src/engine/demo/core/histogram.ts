import { addFlow, counter } from "./signals.ts";
import type { Flow, Run, Signal } from "./signals.ts";

/** Values with a log-logistic distribution of shape 4: median `median`, 99th percentile 3.15 medians. */
export interface Mode {
  readonly flow: Flow;
  readonly median: number;
}

/** Each mode counts on its own (fast and slow requests); all buckets are cut from the same counts. */
export interface Histogram {
  readonly bounds: readonly number[];
  readonly modes: readonly Mode[];
}

/** The mean of a log-logistic distribution of shape 4 and median 1: (π/4) / sin(π/4). */
const MEAN = 1.110_720_734_539_592;

/** The share of values ≤ bound: 1 / (1 + (median / bound)⁴), by exact operations only. */
export function shareUpTo(bound: number, median: number): number {
  if (bound === Infinity) return 1;
  const ratio = median / bound;
  const squared = ratio * ratio;
  return 1 / (1 + squared * squared);
}

/** The value below which `share` of all lie. */
export const quantileOf = (share: number, median: number): number =>
  median * Math.sqrt(Math.sqrt(share / (1 - share)));

/**
 * The bucket of bounds[bucket]; bounds.length is +Inf. What lies between two bounds is counted on its own and is whole,
 * and buckets are sums of that: so no bucket ever rises by more than a larger one.
 */
export function bucketSignal(histogram: Histogram, bucket: number): Signal {
  const { modes } = histogram;
  return {
    write: (run) => {
      const { values, from, to } = run;
      const counts = countsOf(run, histogram);
      values.fill(0, from, to);
      for (let bin = 0; bin <= bucket; bin++) {
        const shares = modes.map((mode) => shareWithin(histogram, bin, mode.median));
        for (let i = from; i < to; i++) {
          let inBin = 0;
          for (let m = 0; m < counts.length; m++) inBin += (shares[m] ?? 0) * (counts[m]?.[i - from] ?? 0);
          values[i] = (values[i] ?? 0) + Math.floor(inBin);
        }
      }
    },
  };
}

/** The share between a bound and the one before it. */
function shareWithin({ bounds }: Histogram, bin: number, median: number): number {
  const below = bin === 0 ? 0 : shareUpTo(bounds[bin - 1] ?? 0, median);
  return shareUpTo(bounds[bin] ?? Infinity, median) - below;
}

/** A histogram's buckets are asked for one after another, and cut from the same counts: those of the last one are kept. */
let last:
  | { histogram: Histogram; seed: number; timesMs: Float64Array; byFrom: Map<number, Float64Array[]> }
  | undefined;

function countsOf(run: Run, histogram: Histogram): readonly Float64Array[] {
  const { seed, timesMs } = run;
  if (last?.histogram !== histogram || last.seed !== seed || last.timesMs !== timesMs)
    last = { histogram, seed, timesMs, byFrom: new Map() };
  let counts = last.byFrom.get(run.from);
  if (counts === undefined)
    last.byFrom.set(run.from, (counts = histogram.modes.map((mode) => countOf(run, mode))));
  return counts;
}

function countOf(run: Run, mode: Mode): Float64Array {
  const values = new Float64Array(run.to - run.from);
  const timesMs = run.timesMs.subarray(run.from, run.to);
  addFlow({ ...run, timesMs, values, from: 0, to: values.length }, mode.flow, 1);
  return values;
}

export const countSignal = (histogram: Histogram): Signal => bucketSignal(histogram, histogram.bounds.length);

export const sumSignal = (histogram: Histogram): Signal =>
  counter(
    histogram.modes.map((mode) => ({ flow: mode.flow, weight: MEAN * mode.median })),
    { isWhole: false },
  );

/** Of one mode only. */
export const plainHistogram = (source: Flow, median: number, bounds: readonly number[]): Histogram => ({
  bounds,
  modes: [{ flow: source, median }],
});

/** Go's client library's defaults. */
export const REQUEST_BOUNDS: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** As Go prints a bound in `le`. */
export const boundText = (bound: number): string => (bound === Infinity ? "+Inf" : String(bound));
