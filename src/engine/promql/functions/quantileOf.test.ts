import { expect, it } from "vitest";
import { quantileOf } from "./quantileOf.ts";

it.each([
  [0.5, [], Number.NaN],
  [Number.NaN, [1], Number.NaN],
  [-0.1, [1], -Infinity],
  [1.1, [1], Infinity],
  [0.5, [3], 3],
  [0.5, [4, 1, 2, 3], 2.5],
  [0, [4, 1], 1],
  [1, [4, 1], 4],
  [0.75, [0, 1, 2, 10], 4],
  // NaN is less than any number.
  [1, [Number.NaN, 1], 1],
  [0.5, [Number.NaN, 1, 2], 1],
  [0, [2, Number.NaN, 1], Number.NaN],
])("the %d-quantile of %j is %d", (q, values, expected) => {
  expect(quantileOf(q, Float64Array.from(values))).toBe(expected);
});
