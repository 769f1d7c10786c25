import { expect, it } from "vitest";
import { isStale, writeStale } from "./staleMarker.ts";

it("is told from a NaN, also through a copy and within a larger buffer", () => {
  const values = new Float64Array([1, NaN, 2, 3]);
  writeStale(values, 2);
  expect([0, 1, 2, 3].map((index) => isStale(values, index))).toEqual([false, false, true, false]);
  const copy = values.slice();
  expect(isStale(copy, 2)).toBe(true);
  const within = values.subarray(1);
  expect([0, 1, 2].map((index) => isStale(within, index))).toEqual([false, true, false]);
  writeStale(within, 2);
  expect(isStale(values, 3)).toBe(true);
});
