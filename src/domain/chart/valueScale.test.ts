import { describe, expect, it } from "vitest";
import { draggedRange, timeToX, valueToY, xToTime, yToValue } from "./valueScale.ts";

const linear = { low: 0, high: 80, isLog: false };
const log = { low: 1, high: 1000, isLog: true };

describe("valueScale", () => {
  it.each([
    [linear, 0, 400],
    [linear, 80, 0],
    [linear, 20, 300],
    [log, 1, 300],
    [log, 1000, 0],
    [log, 10, 200],
  ])("puts a value at its height: %j %d", (scale, value, y) => {
    expect(valueToY(scale, scale.isLog ? 300 : 400, value)).toBeCloseTo(y, 9);
  });

  it("has no place for zero and below on a log axis", () => {
    expect(valueToY(log, 300, 0)).toBeNaN();
    expect(valueToY(log, 300, -5)).toBeNaN();
  });

  it.each([linear, log])("reads a height back as the value: %j", (scale) => {
    for (const value of [1, 7, 42.5, 79])
      expect(yToValue(scale, 400, valueToY(scale, 400, value))).toBeCloseTo(value, 9);
  });

  it("reads a place back as the time", () => {
    const time = { startMs: 1000, endMs: 5000 };
    expect(xToTime(time, 200, timeToX(time, 200, 3500))).toBe(3500);
  });

  it("C3 gives the times of a drag, either way round and cut at the plot's edges", () => {
    const time = { startMs: 0, endMs: 1000 };
    expect(draggedRange(time, 100, { fromX: 80, toX: 20, minPx: 5 })).toEqual({ startMs: 200, endMs: 800 });
    expect(draggedRange(time, 100, { fromX: 50, toX: 900, minPx: 5 })).toEqual({ startMs: 500, endMs: 1000 });
  });

  it("C3 takes a short drag for a click", () => {
    expect(draggedRange({ startMs: 0, endMs: 1000 }, 100, { fromX: 50, toX: 53, minPx: 5 })).toBeNull();
  });
});
