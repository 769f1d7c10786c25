import fc from "fast-check";
import { expect, it } from "vitest";
import { addSpline, spline, splineSlope } from "./noise.ts";

const seed = fc.integer({ min: 0, max: 0xffff_ffff });
const place = fc.double({ min: -1e5, max: 1e5, noNaN: true });

it("lies in [0, 1], and its slope in [−1, 1]", () => {
  fc.assert(
    fc.property(seed, place, (key, at) => {
      expect(spline(key, at)).toBeGreaterThanOrEqual(0);
      expect(spline(key, at)).toBeLessThanOrEqual(1);
      expect(Math.abs(splineSlope(key, at))).toBeLessThanOrEqual(1);
    }),
  );
});

it("has the slope that it says", () => {
  fc.assert(
    fc.property(seed, place, (key, at) => {
      const step = 1e-4;
      const measured = (spline(key, at + step) - spline(key, at - step)) / (2 * step);
      expect(measured).toBeCloseTo(splineSlope(key, at), 3);
    }),
  );
});

it("is the same bit for bit, one by one or as a row", () => {
  const args = Float64Array.from({ length: 400 }, (_, i) => -900 + i * 7.3 + (i > 200 ? 1e4 : 0));
  const row = new Float64Array(args.length);
  addSpline(row, args, { seed: 5, period: 31, scale: 2 });
  expect([...row]).toEqual([...args].map((at) => 0 + 2 * spline(5, at / 31)));
});
