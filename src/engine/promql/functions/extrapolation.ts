import { overRange } from "./define.ts";
import type { PromFunction, WindowSamples } from "./PromFunction.ts";

/** How much longer than their usual distance samples may be away from a bound to count as reaching it. */
const NEARNESS = 1.1;

interface Kind {
  readonly isCounter: boolean;
  readonly isPerSecond: boolean;
}

/**
 * Last minus first value, counter resets added, stretched to the bounds of the window where the samples nearly reach
 * them, else by half of their mean distance (promql/functions.go, extrapolatedRate). A counter is not stretched below
 * zero. Nothing for fewer than two samples.
 */
function extrapolate(window: WindowSamples, { isCounter, isPerSecond }: Kind): number | undefined {
  const { timesMs, values, from, to } = window;
  const intervals = to - from - 1;
  if (intervals < 1) return undefined;
  const first = values[from] ?? 0;
  const last = values[to - 1] ?? 0;
  const change = isCounter ? increaseOf(window) : last - first;
  const firstMs = timesMs[from] ?? 0;
  const lastMs = timesMs[to - 1] ?? 0;
  let toStart = (firstMs - window.startMs) / 1000;
  let toEnd = (window.endMs - lastMs) / 1000;
  const sampled = (lastMs - firstMs) / 1000;
  const mean = sampled / intervals;
  const threshold = mean * NEARNESS;
  if (toStart >= threshold) toStart = mean / 2;
  if (isCounter && change > 0 && first >= 0) {
    const toZero = sampled * (first / change);
    if (toZero < toStart) toStart = toZero;
  }
  if (toEnd >= threshold) toEnd = mean / 2;
  let factor = (sampled + toStart + toEnd) / sampled;
  if (isPerSecond) factor /= (window.endMs - window.startMs) / 1000;
  return change * factor;
}

/** Last minus first value and the values before each fall, added in this order. */
function increaseOf({ values, from, to }: WindowSamples): number {
  let previous = values[from] ?? 0;
  let increase = (values[to - 1] ?? 0) - previous;
  for (let i = from + 1; i < to; i++) {
    const value = values[i] ?? 0;
    if (value < previous) increase += previous;
    previous = value;
  }
  return increase;
}

const RATE: Kind = { isCounter: true, isPerSecond: true };
const INCREASE: Kind = { isCounter: true, isPerSecond: false };
const DELTA: Kind = { isCounter: false, isPerSecond: false };

export const extrapolation: readonly PromFunction[] = [
  overRange("rate", (window) => extrapolate(window, RATE)),
  overRange("increase", (window) => extrapolate(window, INCREASE)),
  overRange("delta", (window) => extrapolate(window, DELTA)),
];
