import { describe, expect, it } from "vitest";
import { calmExtent, sparkExtent, sparkPath } from "./sparkPath.ts";

const box = { width: 30, height: 12, pad: 1 };
const draw = (...values: number[]) => {
  const line = Float64Array.from(values);
  const extent = sparkExtent([line]);
  return extent && sparkPath(line, extent, box);
};

describe("sparkPath", () => {
  it.each([
    [[0, 10, 5, 10], "M0.0 11.0L10.0 1.0L20.0 6.0L30.0 1.0"],
    [[0, NaN, 10, 0], "M0.0 11.0h0M20.0 1.0L30.0 11.0"],
    [[4, 4, 4, 4], "M0.0 6.0L10.0 6.0L20.0 6.0L30.0 6.0"],
    [[NaN, Infinity, NaN, 3], "M30.0 6.0h0"],
    [[7], "M0.0 6.0h0"],
  ])("draws %j with its gaps", (values, path) => {
    expect(draw(...values)).toBe(path);
  });

  it("draws nothing of nothing", () => {
    expect([draw(), draw(NaN, -Infinity)]).toEqual([null, null]);
  });
});

describe("calmExtent", () => {
  it.each([
    [118_093, 118_122, 115_745, 120_470],
    [-102, -98, -102.04, -97.96],
    [80, 100, 80, 100],
    [0, 0, 0, 0],
  ])("of %d to %d is %d to %d", (...[min, max, low, high]) => {
    const calm = calmExtent({ min, max });
    expect(calm.min).toBeCloseTo(low, 0);
    expect(calm.max).toBeCloseTo(high, 0);
  });
});
