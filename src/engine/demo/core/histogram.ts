import { counter } from "./signals.ts";
import type { Flow, Signal } from "./signals.ts";

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

export const bucketSignal = (histogram: Histogram, bound: number): Signal =>
  counter(
    histogram.modes.map((mode) => ({ flow: mode.flow, weight: shareUpTo(bound, mode.median) })),
    { isWhole: true },
  );

export const countSignal = (histogram: Histogram): Signal => bucketSignal(histogram, Infinity);

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
