import { overRange } from "./define.ts";
import { KahanSum } from "./KahanSum.ts";
import { noteQuantile } from "./noteQuantile.ts";
import type { Notes, PromFunction, WindowSamples } from "./PromFunction.ts";
import { quantileOf } from "./quantileOf.ts";

/** Mean squared distance from the mean (Welford's way, with compensated sums). */
function variance({ values, from, to }: WindowSamples): number {
  const mean = new KahanSum();
  const squares = new KahanSum();
  for (let i = from; i < to; i++) {
    const value = values[i] ?? 0;
    const distance = value - mean.total;
    mean.add(distance / (i - from + 1));
    squares.add(distance * (value - mean.total));
  }
  return squares.total / (to - from);
}

/** Kept from call to call: an array per window would have the collector run all the time. */
let scratch = new Float64Array(1_024);

/** The window's values, which the caller may sort until the next call. */
function copyOf({ values, from, to }: WindowSamples): Float64Array {
  const length = to - from;
  if (length > scratch.length) scratch = new Float64Array(2 * length);
  const copy = scratch.subarray(0, length);
  for (let i = 0; i < length; i++) copy[i] = values[from + i] ?? 0;
  return copy;
}

/** Median distance from the median; NaN when a sample is. */
function medianDeviation(window: WindowSamples): number {
  const samples = copyOf(window);
  for (let i = 0; i < samples.length; i++) if (Number.isNaN(samples[i])) return Number.NaN;
  const median = quantileOf(0.5, samples);
  for (let i = 0; i < samples.length; i++) samples[i] = Math.abs((samples[i] ?? 0) - median);
  return quantileOf(0.5, samples);
}

function quantile(window: WindowSamples, [q = Number.NaN]: readonly number[], notes: Notes): number {
  noteQuantile(q, notes, 0);
  return quantileOf(q, copyOf(window));
}

export const spread: readonly PromFunction[] = [
  overRange("stdvar_over_time", variance),
  overRange("stddev_over_time", (window) => Math.sqrt(variance(window))),
  overRange("mad_over_time", medianDeviation, { isExperimental: true }),
  overRange("quantile_over_time", quantile, { args: "scalar matrix" }),
];
