import { overRange } from "./define.ts";
import type { PromFunction, WindowSamples } from "./PromFunction.ts";

function countResets({ values, from, to }: WindowSamples): number {
  let resets = 0;
  for (let i = from + 1; i < to; i++) if ((values[i] ?? 0) < (values[i - 1] ?? 0)) resets++;
  return resets;
}

/** NaN after NaN is no change. */
function countChanges({ values, from, to }: WindowSamples): number {
  let changes = 0;
  for (let i = from + 1; i < to; i++) {
    const value = values[i] ?? 0;
    const previous = values[i - 1] ?? 0;
    if (value !== previous && !(Number.isNaN(value) && Number.isNaN(previous))) changes++;
  }
  return changes;
}

/** Of the last two samples; a counter that fell began anew at zero. */
function lastIncrease(window: WindowSamples): number | undefined {
  const { values, to } = window;
  const change = lastDelta(window);
  return change !== undefined && change < 0 ? values[to - 1] : change;
}

function lastDelta({ values, from, to }: WindowSamples): number | undefined {
  return to - from < 2 ? undefined : (values[to - 1] ?? 0) - (values[to - 2] ?? 0);
}

function instantRate(window: WindowSamples): number | undefined {
  const { timesMs, to } = window;
  const change = lastIncrease(window);
  if (change === undefined) return undefined;
  return change / (((timesMs[to - 1] ?? 0) - (timesMs[to - 2] ?? 0)) / 1000);
}

export const transitions: readonly PromFunction[] = [
  overRange("resets", countResets),
  overRange("changes", countChanges),
  overRange("irate", instantRate),
  overRange("idelta", lastDelta),
];
