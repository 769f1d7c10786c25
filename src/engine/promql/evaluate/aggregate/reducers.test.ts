import { describe, expect, it } from "vitest";
import { createReducer } from "./reducers.ts";

function reduce(operator: string, values: readonly number[]): number {
  const reducer = createReducer(operator, 2);
  if (!reducer) throw new Error(operator);
  for (const [i, value] of values.entries()) {
    if (i === 0) reducer.start(1, value);
    else reducer.add(1, value);
  }
  return reducer.result(1);
}

describe("aggregations", () => {
  it.each<[operator: string, values: readonly number[], result: number]>([
    ["sum", [1, 1e100, 1, -1e100], 2],
    ["sum", [1e308, 1e308, -1e308], Infinity],
    ["sum", [Infinity, -Infinity], Number.NaN],
    ["avg", [1, 1e100, 1, -1e100], 0.5],
    ["avg", [1.7e308, 1.7e308, 1.7e308], 1.7e308],
    ["avg", [Infinity, 1], Infinity],
    ["min", [Number.NaN, 2, 1], 1],
    ["max", [1, Number.NaN, 2], 2],
    ["max", [Number.NaN], Number.NaN],
    ["count", [5, Number.NaN, 7], 3],
    ["group", [5, 7], 1],
    ["stdvar", [2, 4, 4, 4, 5, 5, 7, 9], 4],
    ["stddev", [2, 4, 4, 4, 5, 5, 7, 9], 2],
    ["stddev", [Infinity, 1], Number.NaN],
  ])("%s of %j is %d", (operator, values, result) => {
    expect(reduce(operator, values)).toBe(result);
  });
});
