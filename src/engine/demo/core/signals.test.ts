import { describe, expect, it } from "vitest";
import { mix } from "./hash.ts";
import { bucketSignal, countSignal, quantileOf, shareUpTo, sumSignal } from "./histogram.ts";
import type { Histogram } from "./histogram.ts";
import { splineSlope } from "./noise.ts";
import type { Signal } from "./signals.ts";
import { amount, count, flow, level, LIVELY, remainder } from "./signals.ts";
import { WeekProfile } from "./WeekProfile.ts";
import { ANCHOR_MS, DAY_S, toWeekTimeS } from "./weekTime.ts";

const segment = { fromMs: ANCHOR_MS + 90 * DAY_S * 1_000 + 12_345, toMs: Infinity };
const profile = WeekProfile.of([
  [0, 0.2],
  [DAY_S, 1.4],
  [4 * DAY_S, 0.6],
]);

function valuesAt(signal: Signal, timesMs: Float64Array): Float64Array {
  const values = new Float64Array(timesMs.length);
  signal.write({ timesMs, values, from: 0, to: timesMs.length, segment, seed: 42 });
  return values;
}

const times = (length: number, stepMs = 15_000): Float64Array =>
  Float64Array.from({ length }, (_, i) => segment.fromMs + 5_000 + i * stepMs);

describe("a flow's count", () => {
  it("has the derivative perS × profile × (1 + noise), whatever the time since its start", () => {
    const source = flow(profile, 7);
    for (const sinceMs of [60_000, 3_600_000, 40 * DAY_S * 1_000]) {
      const atMs = segment.fromMs + sinceMs;
      const around = valuesAt(amount(source), Float64Array.of(atMs - 500, atMs + 500));
      const units = profile.amountAt(toWeekTimeS(atMs)) - profile.amountAt(toWeekTimeS(segment.fromMs));
      const start = Math.floor(segment.fromMs / 1_000);
      const noise = LIVELY.map(
        ({ period, amplitude }, i) =>
          amplitude * splineSlope(mix(mix(42, 0), i * 7_919 + start), units / period),
      ).reduce((sum, one) => sum + one, 1);
      const expected = 7 * profile.valueAt(toWeekTimeS(atMs)) * noise;
      expect((around[1] ?? 0) - (around[0] ?? 0)).toBeCloseTo(expected, 2);
    }
  });

  it("never falls, starts near 0, and is whole where things are counted", () => {
    const values = valuesAt(count(flow(profile, 0.4)), times(20_000));
    expect(values.every((value, i) => Number.isInteger(value) && value >= (values[i - 1] ?? 0))).toBe(true);
    expect(values[0]).toBeLessThan(5);
    expect(values.at(-1)).toBeGreaterThan(10_000);
  });

  it("costs the same at any age: no sum from the start", () => {
    const late = Float64Array.of(segment.fromMs + 5_000 * DAY_S * 1_000);
    const mean = profile.total / (7 * DAY_S);
    expect((valuesAt(amount(flow(profile, 1)), late)[0] ?? 0) / (5_000 * DAY_S * mean)).toBeCloseTo(1, 2);
  });
});

it("leaves the rest of the time to what is idle", () => {
  const parts = [flow(profile, 0.3, { salt: 1 }), flow(profile, 0.1, { salt: 2 })];
  const timesMs = times(3_000);
  const idle = valuesAt(remainder(1, parts), timesMs);
  const used = parts.map((part) => valuesAt(amount(part), timesMs));
  idle.forEach((value, i) => {
    const all = value + (used[0]?.[i] ?? 0) + (used[1]?.[i] ?? 0);
    expect(all).toBeCloseTo(((timesMs[i] ?? 0) - segment.fromMs) / 1_000, 6);
    expect(value).toBeGreaterThanOrEqual(idle[i - 1] ?? 0);
  });
});

it("keeps a gauge within its noise, in steps of its quantum", () => {
  const values = valuesAt(
    level(WeekProfile.flat(1), 100, { octaves: [{ period: 60, amplitude: 0.1 }], quantum: 0.5 }),
    times(2_000),
  );
  for (const value of values) {
    expect(Math.abs(value - 100)).toBeLessThanOrEqual(10);
    expect(value % 0.5).toBe(0);
  }
  expect(new Set(values).size).toBeGreaterThan(10);
});

describe("a histogram", () => {
  const histogram: Histogram = {
    bounds: [0.01, 0.1, 1, 10],
    modes: [
      { flow: flow(profile, 20, { salt: 1 }), median: 0.05 },
      { flow: flow(profile, 3, { salt: 2 }), median: 2 },
    ],
  };

  it("has buckets that contain the smaller ones, and rise by no less, up to its count", () => {
    const timesMs = times(2_000);
    const rows = [0, 1, 2, 3, 4].map((bucket) => valuesAt(bucketSignal(histogram, bucket), timesMs));
    rows.push(valuesAt(countSignal(histogram), timesMs));
    const rises = (row: Float64Array) => row.map((value, k) => value - (row[k - 1] ?? 0));
    rows.forEach((row, i) => {
      const smaller = rises(rows[i - 1] ?? new Float64Array(row.length));
      expect(rises(row).every((rise, k) => rise >= (smaller[k] ?? 0))).toBe(true);
    });
    expect(rows.at(-1)).toEqual(rows.at(-2));
  });

  it("has a sum that fits the buckets: the mean lies where the modes put it", () => {
    const at = times(2_000).slice(-1);
    const mean =
      (valuesAt(sumSignal(histogram), at)[0] ?? 0) / (valuesAt(countSignal(histogram), at)[0] ?? 1);
    expect(mean).toBeGreaterThan(1.11 * 0.05);
    expect(mean).toBeLessThan(1.11 * 2);
  });

  it.each([0.1, 0.5, 0.9, 0.99])("has its quantile %d where the share says", (share) => {
    expect(shareUpTo(quantileOf(share, 0.3), 0.3)).toBeCloseTo(share, 12);
  });
});
