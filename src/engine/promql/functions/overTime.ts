import { overRange } from "./define.ts";
import { KahanSum } from "./KahanSum.ts";
import type { PromFunction, WindowSamples } from "./PromFunction.ts";

function sum({ values, from, to }: WindowSamples): number {
  const running = new KahanSum();
  for (let i = from; i < to; i++) running.add(values[i] ?? 0);
  return Number.isFinite(running.sum) ? running.total : running.sum;
}

/**
 * Sum by count; from the sample on that would make the sum overflow, each further one moves the mean instead
 * (promql/functions.go, funcAvgOverTime).
 */
function average({ values, from, to }: WindowSamples): number {
  const running = new KahanSum();
  running.reset(values[from] ?? 0);
  for (let i = from + 1; i < to; i++) {
    const { sum: before, compensation } = running;
    running.add(values[i] ?? 0);
    if (Math.abs(running.sum) === Infinity) {
      running.sum = before;
      running.compensation = compensation;
      return moveMean(running, { values, from, at: i, to });
    }
  }
  const count = to - from;
  return running.sum / count + running.compensation / count;
}

interface Rest {
  readonly values: Float64Array;
  readonly from: number;
  /** The first sample that is not in the sum yet. */
  readonly at: number;
  readonly to: number;
}

function moveMean(running: KahanSum, { values, from, at, to }: Rest): number {
  const mean = running;
  mean.sum /= at - from;
  mean.compensation /= at - from;
  for (let i = at; i < to; i++) {
    const count = i - from + 1;
    const share = (count - 1) / count;
    mean.sum *= share;
    mean.compensation *= share;
    mean.add((values[i] ?? 0) / count);
  }
  return mean.total;
}

interface Extreme {
  /** 1 for the greatest, -1 for the least. */
  readonly sign: 1 | -1;
  /** Of equal ones the last, not the first. */
  readonly isLatest: boolean;
}

/** Where the extreme stands. A number beats NaN. */
function indexOfExtreme({ values, from, to }: WindowSamples, { sign, isLatest }: Extreme): number {
  let at = from;
  let best = (values[from] ?? 0) * sign;
  for (let i = from + 1; i < to; i++) {
    const value = (values[i] ?? 0) * sign;
    if (value > best || Number.isNaN(best) || (isLatest && value === best)) {
      at = i;
      best = value;
    }
  }
  return at;
}

const MAX: Extreme = { sign: 1, isLatest: false };
const MIN: Extreme = { sign: -1, isLatest: false };
const LATEST_MAX: Extreme = { sign: 1, isLatest: true };
const LATEST_MIN: Extreme = { sign: -1, isLatest: true };

const valueAt = ({ values }: WindowSamples, i: number): number => values[i] ?? 0;
const secondsAt = ({ timesMs }: WindowSamples, i: number): number => (timesMs[i] ?? 0) / 1000;

const KEEPS_NAME = { keepsName: true };
const EXPERIMENTAL = { isExperimental: true };

export const overTime: readonly PromFunction[] = [
  overRange("sum_over_time", sum),
  overRange("avg_over_time", average),
  overRange("count_over_time", ({ from, to }) => to - from),
  overRange("present_over_time", () => 1),
  overRange("min_over_time", (window) => valueAt(window, indexOfExtreme(window, MIN))),
  overRange("max_over_time", (window) => valueAt(window, indexOfExtreme(window, MAX))),
  overRange("first_over_time", (window) => valueAt(window, window.from), KEEPS_NAME),
  overRange("last_over_time", (window) => valueAt(window, window.to - 1), KEEPS_NAME),
  overRange("ts_of_first_over_time", (window) => secondsAt(window, window.from), EXPERIMENTAL),
  overRange("ts_of_last_over_time", (window) => secondsAt(window, window.to - 1), EXPERIMENTAL),
  overRange(
    "ts_of_min_over_time",
    (window) => secondsAt(window, indexOfExtreme(window, LATEST_MIN)),
    EXPERIMENTAL,
  ),
  overRange(
    "ts_of_max_over_time",
    (window) => secondsAt(window, indexOfExtreme(window, LATEST_MAX)),
    EXPERIMENTAL,
  ),
];
