import fc from "fast-check";
import { expect, it } from "vitest";
import { columnAt, columnBytes, packColumn, unpackColumn } from "./sampleColumn.ts";

const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 0.1, 0.5),
);
const numbers = fc.oneof(
  fc.array(number, { minLength: 1, maxLength: 240 }),
  fc.array(fc.constantFrom(1, 2, 300, 70_000), { minLength: 1, maxLength: 240 }),
  fc
    .tuple(fc.maxSafeInteger(), fc.integer(), fc.nat(240))
    .map(([first, step, count]) => Array.from({ length: count + 1 }, (_, i) => first + step * i)),
);

it("gives back every number bit for bit, whole or in part", () => {
  fc.assert(
    fc.property(numbers, fc.nat(240), fc.nat(240), (values, a, b) => {
      const column = packColumn(Float64Array.from(values));
      const from = Math.min(a, values.length);
      const to = Math.max(from, Math.min(b, values.length));
      const target = new Float64Array(to - from + 1).fill(7);
      unpackColumn(column, { from, to }, { target, at: 1 });
      expect([...target]).toEqual([7, ...values.slice(from, to)]);
      expect(values.map((_, i) => columnAt(column, i))).toEqual(values);
    }),
  );
});

it.each([
  ["a constant", (): number => 0.1, 0],
  ["a constant NaN", (): number => NaN, 0],
  ["regular times", (i: number): number => 1.7e12 + 15_000 * i, 0],
  ["a slow counter of whole numbers", (i: number): number => 1e15 + (i * i) / 4 - (i % 2) / 4, 480],
  ["floats of 32 bits", (i: number): number => i / 64 + (i % 3), 960],
  ["any floats", (i: number): number => Math.sqrt(i), 1_920],
])("keeps 240 samples of %s in few bytes", (_, valueAt, contentBytes) => {
  const column = packColumn(Float64Array.from({ length: 240 }, (__, i) => valueAt(i)));
  expect(columnBytes(column) - (contentBytes === 0 ? 0 : 400)).toBe(contentBytes);
});
