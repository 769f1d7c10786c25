import { describe, expect, it } from "vitest";
import { distinctEdges, heatCellAt, heatLevel, heatTotal, needsLogAxis } from "./heatCells.ts";

/** Two steps: (0, 1] 4, (1, 10] 16 · then (10, +Inf) 1. */
const frame = {
  timesMs: Float64Array.of(0, 10),
  stepMs: 10,
  offsets: Uint32Array.of(0, 2, 3),
  yLow: Float64Array.of(0, 1, 10),
  yHigh: Float64Array.of(1, 10, Infinity),
  counts: Float64Array.of(4, 16, 1),
  maxCount: 16,
};

describe("heatCells", () => {
  it("D7 finds the bucket of a value at its own edges", () => {
    expect(heatCellAt(frame, 0, 5)).toEqual({ low: 1, high: 10, count: 16 });
    expect(heatCellAt(frame, 1, 5)).toBeNull();
    expect(heatCellAt(frame, 1, 1e9)?.count).toBe(1);
    expect(heatCellAt(frame, 7, 5)).toBeNull();
  });

  it("adds up a step", () => {
    expect([heatTotal(frame, 0), heatTotal(frame, 1), heatTotal(frame, 9)]).toEqual([20, 1, 0]);
  });

  it("uses all nine colours, the last for the fullest cell", () => {
    expect(heatLevel(16, 16)).toBe(8);
    expect(heatLevel(4, 16)).toBe(4);
    expect(heatLevel(0.001, 16)).toBe(0);
    expect(heatLevel(1, 0)).toBe(0);
  });

  it("needs a log axis for edges of several magnitudes, never below zero", () => {
    expect(needsLogAxis(frame)).toBe(false);
    expect(needsLogAxis({ ...frame, yLow: Float64Array.of(0.005, 1, 10) })).toBe(true);
    expect(needsLogAxis({ ...frame, yLow: Float64Array.of(-1, 0.001, 10) })).toBe(false);
  });

  it("lists finite edges while they are few", () => {
    expect(distinctEdges(frame, 10)).toEqual([0, 1, 10]);
    expect(distinctEdges(frame, 2)).toBeNull();
  });
});
