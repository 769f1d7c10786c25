import { describe, expect, it } from "vitest";
import { hitsAt, nearestHit, orderHits, sampleIndexAt } from "./nearestSeries.ts";

const timesMs = Float64Array.of(0, 10, 20);
const columnOf = (...values: number[]) => {
  const column = Float64Array.from(values);
  return { timesMs, stepMs: 10, values: column, drawn: column };
};
const axis = { scale: { low: 0, high: 100, isLog: false }, height: 100 };

describe("hitsAt", () => {
  it("finds the series nearest to the pointer", () => {
    const hits = hitsAt([columnOf(10, 10, 10), columnOf(50, 60, 50)], { timeMs: 10, y: 45 }, axis);
    expect(nearestHit(hits)).toEqual({ order: 1, index: 1, value: 60, distancePx: 5 });
  });

  it("D4 lists the nearest first and the others by value", () => {
    const columns = [columnOf(1, 1, 1), columnOf(90, 90, 90), columnOf(40, 40, 40), columnOf(70, 70, 70)];
    const ordered = orderHits(hitsAt(columns, { timeMs: 0, y: 61 }, axis));
    expect(ordered.map((hit) => hit.value)).toEqual([40, 90, 70, 1]);
  });

  it("leaves out a series without a sample there", () => {
    expect(hitsAt([columnOf(NaN, 5, 5)], { timeMs: 0, y: 0 }, axis)).toEqual([]);
    expect(orderHits([])).toEqual([]);
  });

  it("keeps infinities, at the edge they are clipped to", () => {
    const [hit] = hitsAt([columnOf(Infinity, 0, 0)], { timeMs: 0, y: 30 }, axis);
    expect(hit).toMatchObject({ value: Infinity, distancePx: 30 });
  });

  it("measures from the drawn line and tells the sent value when stacked", () => {
    const stacked = { ...columnOf(5, 5, 5), drawn: Float64Array.of(80, 80, 80) };
    expect(hitsAt([stacked], { timeMs: 0, y: 20 }, axis)).toEqual([
      { order: 0, index: 0, value: 5, distancePx: 0 },
    ]);
  });

  it("takes a sample for a moment within half a step only", () => {
    expect(sampleIndexAt({ timesMs, stepMs: 10 }, 14)).toBe(1);
    expect(sampleIndexAt({ timesMs, stepMs: 10 }, 26)).toBe(-1);
    expect(sampleIndexAt({ timesMs: new Float64Array(), stepMs: 10 }, 0)).toBe(-1);
  });
});
