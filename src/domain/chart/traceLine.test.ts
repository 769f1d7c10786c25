import { describe, expect, it } from "vitest";
import { loneSamples } from "./loneSamples.ts";
import { mapTimes, mapValues, traceLine, type PlotFrame } from "./traceLine.ts";

const frameOf = (width: number, density = 1): PlotFrame => ({
  width,
  height: 100,
  density,
  time: { startMs: 0, endMs: 100 },
  value: { low: 0, high: 100, isLog: false },
});

/** "M0,100 L10,90": what the pen was told. */
function trace(values: readonly number[], frame: PlotFrame, digits = 2): string[] {
  const timesMs = Float64Array.from(values, (_, i) => (i * 100) / Math.max(1, values.length - 1));
  const range = { from: 0, to: values.length };
  const ys = new Float32Array(values.length);
  mapValues({ timesMs, values: Float64Array.from(values) }, frame, { range, into: ys });
  const calls: string[] = [];
  const round = (at: number) => Number(at.toFixed(digits));
  traceLine(
    {
      moveTo: (x, y) => calls.push(`M${round(x)},${round(y)}`),
      lineTo: (x, y) => calls.push(`L${round(x)},${round(y)}`),
    },
    { xs: mapTimes(timesMs, frame, { range }), ys, range },
    frame,
  );
  return calls;
}

/** The lowest and highest point per pixel column. */
const heights = (calls: readonly string[]) => {
  const columns = new Map<number, [number, number]>();
  for (const call of calls) {
    const [x = 0, y = 0] = call.slice(1).split(",").map(Number);
    const [low, high] = columns.get(Math.floor(x)) ?? [Infinity, -Infinity];
    columns.set(Math.floor(x), [Math.min(low, y), Math.max(high, y)]);
  }
  return columns;
};

describe("traceLine", () => {
  it("joins samples", () => {
    expect(trace([0, 50, 100], frameOf(200))).toEqual(["M0,100", "L100,50", "L200,0"]);
  });

  it("D6 leaves a gap where a step is missing", () => {
    expect(trace([10, NaN, 20, 30], frameOf(300))).toEqual(["M0,90", "M200,80", "L300,70"]);
  });

  it("lifts the pen at ±Inf and at what a log axis cannot show", () => {
    expect(trace([10, Infinity, 20], frameOf(200))).toEqual(["M0,90", "M200,80"]);
    const log = { ...frameOf(200), value: { low: 1, high: 100, isLog: true } };
    expect(trace([10, 0, 100], log)).toEqual(["M0,50", "M200,0"]);
  });

  it("keeps first, lowest, highest and last of a pixel column", () => {
    const values = Array.from({ length: 1000 }, (_, i) => (i === 333 ? 100 : i === 666 ? 0 : 50));
    const calls = trace(values, frameOf(10));
    expect(calls.length).toBeLessThanOrEqual(4 * 11);
    expect(calls).toContain("L3,0");
    expect(calls).toContain("L6,100");
  });

  it("covers the same heights in every column as the whole line does", () => {
    const values = Array.from({ length: 5000 }, (_, i) => 50 + 40 * Math.sin(i / 7) * Math.cos(i / 311));
    const decimated = heights(trace(values, frameOf(97), 9));
    // A frame this dense takes every sample as it is.
    const whole = heights(trace(values, frameOf(97, 100), 9));
    for (const [column, extent] of whole) expect(decimated.get(column)).toEqual(extent);
  });

  it("keeps twice the columns on a screen of twice the density", () => {
    const values = Array.from({ length: 4000 }, (_, i) => i % 100);
    const columnsOf = (density: number) =>
      new Set(trace(values, frameOf(50, density)).map((call) => call.slice(1).split(",")[0])).size;
    expect(columnsOf(2)).toBeGreaterThan(1.8 * columnsOf(1));
  });

  it("D6 finds samples that stand alone, at the ends too", () => {
    const ys = Float32Array.of(1, NaN, 2, NaN, 3, 4, NaN, 5);
    expect(loneSamples(ys, { from: 0, to: 8 })).toEqual([0, 2, 7]);
    expect(loneSamples(ys, { from: 4, to: 6 })).toEqual([]);
  });
});
