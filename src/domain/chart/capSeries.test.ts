import { describe, expect, it } from "vitest";
import { capSeries, DRAW_ALL_LIMIT, DRAW_LARGEST } from "./capSeries.ts";
import { clippedMarks, thinMarks } from "./clippedMarks.ts";
import { lastValue, seriesStats } from "./seriesStats.ts";

const seriesOf = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ series: { values: Float64Array.of(0, i) } }));

describe("capSeries", () => {
  it("D2 draws all series up to the limit", () => {
    const all = seriesOf(DRAW_ALL_LIMIT);
    expect(capSeries(all)).toBe(all);
  });

  it("D2 draws the largest by last value above it, in their own order", () => {
    const capped = capSeries(seriesOf(DRAW_ALL_LIMIT + 1));
    expect(capped).toHaveLength(DRAW_LARGEST);
    expect(capped[0]?.series.values[1]).toBe(DRAW_ALL_LIMIT + 1 - DRAW_LARGEST);
    expect(capped.at(-1)?.series.values[1]).toBe(DRAW_ALL_LIMIT);
  });

  it("draws all when told to", () => {
    expect(capSeries(seriesOf(1500), true)).toHaveLength(1500);
  });

  it("takes a series without samples for the smallest", () => {
    const empty = { series: { values: Float64Array.of(NaN, NaN) } };
    expect(capSeries([empty, ...seriesOf(DRAW_ALL_LIMIT)])).not.toContain(empty);
  });
});

describe("seriesStats", () => {
  it("counts finite samples only, and tells the last that is there", () => {
    expect(seriesStats(Float64Array.of(NaN, 2, Infinity, 4, NaN))).toEqual({
      min: 2,
      avg: 3,
      max: 4,
      last: 4,
      count: 2,
    });
    expect(lastValue(Float64Array.of(1, Infinity))).toBe(Infinity);
  });

  it("is NaN without samples", () => {
    expect(seriesStats(new Float64Array())).toEqual({ min: NaN, avg: NaN, max: NaN, last: NaN, count: 0 });
  });
});

describe("clippedMarks", () => {
  const values = Float64Array.of(1, NaN, Infinity, -Infinity, 0, NaN);
  const range = { from: 0, to: 6 };

  it("marks NaN as sent and infinities, but not a missing step", () => {
    expect(clippedMarks({ values, nanAt: Uint32Array.of(5) }, range, false)).toEqual([
      { index: 5, kind: "nan" },
      { index: 2, kind: "above" },
      { index: 3, kind: "below" },
    ]);
  });

  it("marks zero as below a log axis", () => {
    expect(clippedMarks({ values }, range, true).map((mark) => mark.index)).toEqual([2, 3, 4]);
  });

  it("thins marks of one kind that crowd", () => {
    const marks = [0, 1, 2, 9].map((index) => ({ index, kind: "above" as const }));
    expect(thinMarks(marks, (index) => index, 5).map((mark) => mark.index)).toEqual([0, 9]);
  });
});
