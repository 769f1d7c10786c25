import fc from "fast-check";
import { expect, it } from "vitest";
import { countUpTo } from "./countUpTo.ts";
import { windowReach } from "./windowReach.ts";

it("reaches every sample that a window holds, and nothing before the first or behind the last of those windows", () => {
  const small = fc.integer({ min: -30, max: 30 });
  fc.assert(
    fc.property(
      fc.uniqueArray(small, { minLength: 1, maxLength: 10 }),
      fc.record({
        firstMs: small,
        span: fc.nat(40),
        stepMs: fc.integer({ min: 1, max: 20 }),
        rangeMs: fc.nat(30),
      }),
      (unsorted, { firstMs, span, stepMs, rangeMs }) => {
        const times = unsorted.toSorted((a, b) => a - b);
        const window = { firstMs, lastMs: firstMs + span, stepMs, rangeMs, isNewestOnly: false };
        const [oldestMs = 0] = times;
        const reach = windowReach(oldestMs, times.at(-1) ?? 0, window);
        for (const timeMs of times) {
          let isHeld = false;
          for (let t = firstMs; t <= window.lastMs; t += stepMs)
            isHeld ||= timeMs > t - rangeMs && timeMs <= t;
          const isReached = reach !== undefined && timeMs > reach.afterMs && timeMs <= reach.upToMs;
          expect(isHeld && !isReached).toBe(false);
        }
        if (reach === undefined) return;
        expect(reach.upToMs).toBeLessThanOrEqual(window.lastMs);
        expect(reach.afterMs).toBeGreaterThanOrEqual(firstMs - rangeMs);
      },
    ),
    { numRuns: 500 },
  );
});

it("has nothing of a chunk that lies between two windows", () => {
  const window = { firstMs: 0, lastMs: 1_000, stepMs: 100, rangeMs: 10, isNewestOnly: false };
  expect(windowReach(210, 280, window)).toBeUndefined();
  expect(windowReach(210, 295, window)).toEqual({ afterMs: 290, upToMs: 300 });
});

it("counts the times up to a time", () => {
  const times = [10, 20, 30];
  expect([9, 10, 25, 30, 31].map((timeMs) => countUpTo((i) => times[i] ?? 0, 3, timeMs))).toEqual([
    0, 1, 2, 3, 3,
  ]);
});
