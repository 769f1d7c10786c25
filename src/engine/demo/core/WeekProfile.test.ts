import fc from "fast-check";
import { expect, it } from "vitest";
import type { Knot } from "./WeekProfile.ts";
import { WeekProfile } from "./WeekProfile.ts";
import { DAY_S, WEEK_S } from "./weekTime.ts";

const knots = fc
  .uniqueArray(fc.integer({ min: 0, max: WEEK_S - 1 }), { minLength: 1, maxLength: 12 })
  .chain((seconds) =>
    fc
      .array(fc.integer({ min: 0, max: 50 }), { minLength: seconds.length, maxLength: seconds.length })
      .map((values) => seconds.toSorted((a, b) => a - b).map((second, i): Knot => [second, values[i] ?? 0])),
  );
const time = fc.integer({ min: -3 * WEEK_S, max: 150 * WEEK_S });

it("goes through its knots and is linear between them, also over the week's end", () => {
  const profile = WeekProfile.of([
    [DAY_S, 4],
    [3 * DAY_S, 8],
  ]);
  expect([1, 2, 3, 5.5, 8, 0].map((day) => profile.valueAt(day * DAY_S))).toEqual([4, 6, 8, 6, 4, 4.8]);
});

it("jumps where two knots share a second", () => {
  const profile = WeekProfile.of([
    [0, 0],
    [100, 0],
    [100, 1],
    [200, 1],
    [200, 0],
  ]);
  expect([99, 100, 199, 200].map((second) => profile.valueAt(second))).toEqual([0, 1, 1, 0]);
  expect(profile.amountAt(WEEK_S) - profile.amountAt(0)).toBe(100);
});

it("has an amount whose derivative is the value", () => {
  fc.assert(
    fc.property(knots, time, (some, at) => {
      const profile = WeekProfile.of(some);
      // Half seconds keep clear of the knots' edges.
      const measured = profile.amountAt(at + 0.75) - profile.amountAt(at + 0.25);
      expect(measured * 2).toBeCloseTo(profile.valueAt(at + 0.5), 3);
    }),
  );
});

it("has an amount that never falls", () => {
  fc.assert(
    fc.property(knots, time, fc.integer({ min: 0, max: WEEK_S }), (some, at, later) => {
      const profile = WeekProfile.of(some);
      expect(profile.amountAt(at + later)).toBeGreaterThanOrEqual(profile.amountAt(at));
      const weekEnd = Math.ceil(at / WEEK_S) * WEEK_S;
      expect(profile.amountAt(weekEnd)).toBeGreaterThanOrEqual(profile.amountAt(weekEnd - 1e-6));
    }),
  );
});

it("multiplies and adds at every knot of all", () => {
  fc.assert(
    fc.property(knots, knots, (left, right) => {
      const a = WeekProfile.of(left);
      const b = WeekProfile.of(right);
      for (const [second] of [...left, ...right]) {
        expect(WeekProfile.product(a, b).valueAt(second)).toBeCloseTo(
          a.valueAt(second) * b.valueAt(second),
          9,
        );
        expect(WeekProfile.sum(a, b).valueAt(second)).toBeCloseTo(a.valueAt(second) + b.valueAt(second), 9);
      }
    }),
  );
});
