import { describe, expect, it } from "vitest";
import type { RangeFunction, WindowSamples } from "./PromFunction.ts";
import { extrapolation } from "./extrapolation.ts";

const silent = { warn: () => {}, info: () => {}, forcedMonotonicity: () => {} };

/** Of samples [second, value] in the window (0 s, 60 s]; those outside stand for the rest of the series. */
function call(name: string, samples: readonly (readonly [number, number])[]): number | undefined {
  const inside = samples.filter(([second]) => second > 0 && second <= 60);
  const from = samples.findIndex(([second]) => second > 0);
  const window: WindowSamples = {
    timesMs: Float64Array.from(samples, ([second]) => second * 1000),
    values: Float64Array.from(samples, ([, value]) => value),
    from,
    to: from + inside.length,
    startMs: 0,
    endMs: 60_000,
    timeMs: 60_000,
  };
  const body = extrapolation.find((one) => one.name === name)?.body as RangeFunction;
  return body.evaluate(window, [], silent);
}

describe("extrapolation", () => {
  it("has nothing to say of one sample", () => {
    expect(call("rate", [[30, 5]])).toBeUndefined();
  });

  it("reaches both bounds where the samples nearly do", () => {
    // 40 s from 10 to 50, with 10 s at each end, no further than a usual distance.
    const samples = [10, 20, 30, 40, 50].map((second) => [second, 1000 + second] as const);
    expect(call("increase", samples)).toBeCloseTo(60, 10);
    expect(call("rate", samples)).toBeCloseTo(1, 10);
    expect(call("delta", samples)).toBeCloseTo(60, 10);
  });

  it("goes half a distance beyond samples that are far from the bounds", () => {
    const samples = [
      [25, 1000],
      [35, 1010],
    ] as const;
    expect(call("increase", samples)).toBeCloseTo(20, 10);
  });

  it("takes a counter no further back than to its zero", () => {
    const samples = [
      [10, 2],
      [20, 12],
      [50, 42],
    ] as const;
    expect(call("increase", samples)).toBeCloseTo(2 + 40 + 10, 10);
    expect(call("delta", samples)).toBeCloseTo(60, 10);
  });

  it("adds what was counted before each reset, and none that lies outside the window", () => {
    const samples = [
      [-5, 900],
      [10, 5],
      [20, 3],
      [30, 7],
      [40, 1],
      [50, 2],
      [65, 0],
    ] as const;
    // 2 - 5 + 5 + 7 = 9 in 40 s; zero lies 22 s before, so 10 s at each end.
    expect(call("increase", samples)).toBeCloseTo((9 * 60) / 40, 10);
  });

  it("passes over NaN between the first and the last sample, but not there", () => {
    const samples = [
      [10, 1],
      [20, Number.NaN],
      [30, 3],
    ] as const;
    // 2 in 20 s, 10 s back to zero and half a distance on.
    expect(call("increase", samples)).toBeCloseTo((2 * (20 + 10 + 5)) / 20, 10);
    expect(call("delta", samples.slice(0, 2))).toBeNaN();
  });
});
