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

/** Median distance from the median; NaN when a sample is. */
function medianDeviation({ values, from, to }: WindowSamples): number {
  const samples = values.slice(from, to);
  for (let i = 0; i < samples.length; i++) if (Number.isNaN(samples[i])) return Number.NaN;
  const median = quantileOf(0.5, samples);
  for (let i = 0; i < samples.length; i++) samples[i] = Math.abs((samples[i] ?? 0) - median);
  return quantileOf(0.5, samples);
}

function quantile(window: WindowSamples, [q = Number.NaN]: readonly number[], notes: Notes): number {
  noteQuantile(q, notes, 0);
  return quantileOf(q, window.values.slice(window.from, window.to));
}

export const spread: readonly PromFunction[] = [
  overRange("stdvar_over_time", variance),
  overRange("stddev_over_time", (window) => Math.sqrt(variance(window))),
  overRange("mad_over_time", medianDeviation, { isExperimental: true }),
  overRange("quantile_over_time", quantile, { args: "scalar matrix" }),
];
