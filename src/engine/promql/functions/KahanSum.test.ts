import { expect, it } from "vitest";
import { KahanSum } from "./KahanSum.ts";

it.each([
  [[1, 1e100, 1, -1e100], 2],
  [[0.1, 0.2, 0.3, -0.6], 2.7755575615628914e-17],
  [[1e308, 1e308], Infinity],
  [[Infinity, -Infinity], Number.NaN],
  [[], 0],
])("adds %j to %d", (values, expected) => {
  const sum = new KahanSum();
  for (const value of values) sum.add(value);
  expect(sum.total).toBe(expected);
});
