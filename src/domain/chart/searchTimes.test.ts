import { describe, expect, it } from "vitest";
import { lowerBound, nearestIndex, visibleIndexes, withNeighbours } from "./searchTimes.ts";

const times = Float64Array.of(10, 20, 30, 40);

describe("searchTimes", () => {
  it.each([
    [5, 0],
    [10, 0],
    [11, 1],
    [40, 3],
    [41, 4],
  ])("finds the first time at or after %i", (x, index) => {
    expect(lowerBound(times, x)).toBe(index);
  });

  it.each([
    [-100, 0],
    [14, 0],
    [15, 0],
    [16, 1],
    [999, 3],
  ])("finds the time nearest to %i, the earlier of two", (x, index) => {
    expect(nearestIndex(times, x)).toBe(index);
  });

  it("finds nothing in nothing", () => {
    expect(nearestIndex(new Float64Array(), 5)).toBe(-1);
  });

  it("counts both ends of a range as inside", () => {
    expect(visibleIndexes(times, 20, 30)).toEqual({ from: 1, to: 3 });
    expect(visibleIndexes(times, 41, 50)).toEqual({ from: 4, to: 4 });
  });

  it("adds one neighbour on each side where there is one", () => {
    expect(withNeighbours({ from: 1, to: 3 }, 4)).toEqual({ from: 0, to: 4 });
    expect(withNeighbours({ from: 0, to: 4 }, 4)).toEqual({ from: 0, to: 4 });
  });
});
