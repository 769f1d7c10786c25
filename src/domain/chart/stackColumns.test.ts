import { describe, expect, it } from "vitest";
import { stackColumns } from "./stackColumns.ts";
import { valueExtent } from "./valueExtent.ts";

const column = (...values: number[]) => Float64Array.from(values);
const list = (values: Float64Array | undefined) => Array.from(values ?? []);

describe("stackColumns", () => {
  it("piles each series on those before it", () => {
    const [first, second] = stackColumns([column(1, 2), column(10, 20)]);
    expect(list(first?.top)).toEqual([1, 2]);
    expect(list(second?.base)).toEqual([1, 2]);
    expect(list(second?.top)).toEqual([11, 22]);
  });

  it("piles negative values downwards", () => {
    const [, second, third] = stackColumns([column(5), column(-3), column(-1)]);
    expect([second?.base[0], second?.top[0]]).toEqual([0, -3]);
    expect([third?.base[0], third?.top[0]]).toEqual([-3, -4]);
  });

  it("leaves a gap in its own band and lets the next stand on what is there", () => {
    const [, second, third] = stackColumns([column(1), column(NaN), column(2)]);
    expect(second?.top[0]).toBeNaN();
    expect([third?.base[0], third?.top[0]]).toEqual([1, 3]);
  });

  it("does not let an infinite sample lift everything above it", () => {
    const [first, second] = stackColumns([column(Infinity), column(2)]);
    expect(first?.top[0]).toBeNaN();
    expect(second?.top[0]).toBe(2);
  });
});

describe("valueExtent", () => {
  const visible = { from: 0, to: 4 };
  it.each([
    ["skips NaN and infinities", column(3, NaN, Infinity, -Infinity), false, { low: 3, high: 3 }],
    ["skips zero and below on a log axis", column(0, -5, 2, 8), true, { low: 2, high: 8 }],
    ["is null without a finite value", column(NaN, NaN, Infinity, NaN), false, null],
    ["is null on a log axis without a positive value", column(0, -1, -2, NaN), true, null],
    ["takes negative values", column(-4, -1, -9, -2), false, { low: -9, high: -1 }],
  ])("%s", (...[, values, isPositiveOnly, extent]) => {
    expect(valueExtent([{ values, visible }], isPositiveOnly)).toEqual(extent);
  });

  it("looks at visible samples only", () => {
    expect(valueExtent([{ values: column(100, 1, 2, 100), visible: { from: 1, to: 3 } }])).toEqual({
      low: 1,
      high: 2,
    });
  });
});
