import { EngineError } from "../../EngineError.ts";
import { overRange } from "./define.ts";
import { KahanSum } from "./KahanSum.ts";
import type { PromFunction, WindowSamples } from "./PromFunction.ts";

interface Line {
  readonly perSecond: number;
  readonly atOrigin: number;
}

/**
 * The straight line of least squares; its origin is `originMs`. Samples of one value give exactly that, and NaN where it
 * is infinite (promql/functions.go, linearRegression).
 */
function fitLine(window: WindowSamples, originMs: number): Line {
  const { timesMs, values, from, to } = window;
  if (isConstant(window)) {
    const value = values[from] ?? 0;
    const isInfinite = Math.abs(value) === Infinity;
    return isInfinite ? { perSecond: Number.NaN, atOrigin: Number.NaN } : { perSecond: 0, atOrigin: value };
  }
  const x = new KahanSum();
  const y = new KahanSum();
  const xy = new KahanSum();
  const xx = new KahanSum();
  for (let i = from; i < to; i++) {
    const seconds = ((timesMs[i] ?? 0) - originMs) / 1000;
    const value = values[i] ?? 0;
    x.add(seconds);
    y.add(value);
    xy.add(seconds * value);
    xx.add(seconds * seconds);
  }
  const count = to - from;
  const covariance = xy.total - (x.total * y.total) / count;
  const variance = xx.total - (x.total * x.total) / count;
  const perSecond = covariance / variance;
  return { perSecond, atOrigin: y.total / count - (perSecond * x.total) / count };
}

function isConstant({ values, from, to }: WindowSamples): boolean {
  for (let i = from + 1; i < to; i++) if (values[i] !== values[from]) return false;
  return true;
}

function derivative(window: WindowSamples): number | undefined {
  const { timesMs, from, to } = window;
  return to - from < 2 ? undefined : fitLine(window, timesMs[from] ?? 0).perSecond;
}

function predict(window: WindowSamples, [seconds = 0]: readonly number[]): number | undefined {
  if (window.to - window.from < 2) return undefined;
  const { perSecond, atOrigin } = fitLine(window, window.timeMs);
  return perSecond * seconds + atOrigin;
}

/** Holt's double exponential smoothing (promql/functions.go, funcDoubleExponentialSmoothing). */
function smooth({ values, from, to }: WindowSamples, scalars: readonly number[]): number | undefined {
  const [ofValue = 0, ofTrend = 0] = scalars;
  checkFactor("smoothing", "sf", ofValue);
  checkFactor("trend", "tf", ofTrend);
  if (to - from < 2) return undefined;
  let before = 0;
  let smoothed = values[from] ?? 0;
  let trend = (values[from + 1] ?? 0) - smoothed;
  for (let i = from + 1; i < to; i++) {
    if (i > from + 1) trend = ofTrend * (smoothed - before) + (1 - ofTrend) * trend;
    before = smoothed;
    smoothed = ofValue * (values[i] ?? 0) + (1 - ofValue) * (smoothed + trend);
  }
  return smoothed;
}

function checkFactor(what: string, short: string, factor: number): void {
  if (factor > 0 && factor < 1) return;
  if (Number.isNaN(factor)) return;
  const got = Number.isFinite(factor) ? factor.toFixed(6) : `${factor > 0 ? "+" : "-"}Inf`;
  throw new EngineError("execution", `invalid ${what} factor. Expected: 0 < ${short} < 1, got: ${got}`);
}

export const regression: readonly PromFunction[] = [
  overRange("deriv", derivative),
  overRange("predict_linear", predict, { args: "matrix scalar" }),
  overRange("double_exponential_smoothing", smooth, { args: "matrix scalar scalar", isExperimental: true }),
];
