import type { Share } from "./Share.ts";
import { START_MS } from "./sampleTimes.ts";

type Times = readonly number[];

export interface CounterOptions {
  readonly perSecond: number;
  /** Falls back to zero about this often. */
  readonly resetEveryMs?: number;
  readonly isWhole?: boolean;
}

/** Rises by a rate that itself changes; falls to (almost) zero at resets. */
export function counter(times: Times, share: Share, options: CounterOptions): number[] {
  let value = Math.floor(share() * 1000);
  let before = times[0] ?? 0;
  return times.map((time) => {
    const seconds = (time - before) / 1000;
    const isReset = options.resetEveryMs !== undefined && share() < (time - before) / options.resetEveryMs;
    before = time;
    const grown = options.perSecond * seconds * (0.2 + 1.6 * share());
    value = isReset ? grown * share() : value + grown;
    return options.isWhole === true ? Math.floor(value) : value;
  });
}

/** A wave with noise around `middle`. */
export function wave(times: Times, share: Share, shape: { middle: number; swing: number }): number[] {
  const phase = share() * 2 * Math.PI;
  const periodMs = 1_200_000 + share() * 6_000_000;
  return times.map((time) => {
    const angle = phase + ((time - START_MS) / periodMs) * 2 * Math.PI;
    return shape.middle + shape.swing * (Math.sin(angle) * 0.8 + (share() - 0.5) * 0.4);
  });
}

/** Whole numbers from `least` to `most`, often the same as before: ties are common. */
export function steps(times: Times, share: Share, bounds: { least: number; most: number }): number[] {
  let value = bounds.least + Math.floor(share() * (bounds.most - bounds.least + 1));
  return times.map(() => {
    if (share() < 0.2) value = bounds.least + Math.floor(share() * (bounds.most - bounds.least + 1));
    return value;
  });
}

export const constant = (times: Times, value: number): number[] => times.map(() => value);

/** Each value from the list, by chance. */
export function anyOf(times: Times, share: Share, list: readonly number[]): number[] {
  return times.map(() => list[Math.floor(share() * list.length)] ?? 0);
}

/** Cumulative counts per bound of one histogram: row by row as the bounds are. */
export function bucketCounts(times: Times, share: Share, bounds: number): number[][] {
  const totals = Array.from({ length: bounds }, () => Math.floor(share() * 20));
  const weights = totals.map((_, index) => 1 / (1 + Math.abs(index - bounds / 2)));
  const rows: number[][] = totals.map(() => []);
  for (let i = 0; i < times.length; i++) {
    let sum = 0;
    for (const [index, weight] of weights.entries()) {
      totals[index] = (totals[index] ?? 0) + Math.floor(share() * 6 * weight);
      sum += totals[index];
      rows[index]?.push(sum);
    }
  }
  return rows;
}
