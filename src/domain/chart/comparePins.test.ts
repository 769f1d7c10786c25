import { describe, expect, it } from "vitest";
import { comparePins } from "./comparePins.ts";

const HOUR = 3_600_000;

describe("comparePins", () => {
  it("D4 gives difference, ratio and slope", () => {
    const compared = comparePins({ timeMs: 0, value: 36 }, { timeMs: 24 * HOUR, value: 72 });
    expect(compared).toEqual({ difference: 36, ratio: 2, slope: 1.5, slopeUnitMs: HOUR, spanMs: 24 * HOUR });
  });

  it("compares later with earlier, whichever was clicked first", () => {
    const [early, late] = [
      { timeMs: 0, value: 10 },
      { timeMs: 1000, value: 4 },
    ];
    expect(comparePins(late, early)).toEqual(comparePins(early, late));
    expect(comparePins(late, early).difference).toBe(-6);
  });

  it.each([
    [1500, 1000],
    [5 * 60_000, 60_000],
    [5 * HOUR, HOUR],
    [10 * 24 * HOUR, 24 * HOUR],
  ])("tells a slope over %i ms per %i ms", (spanMs, slopeUnitMs) => {
    const compared = comparePins({ timeMs: 0, value: 0 }, { timeMs: spanMs, value: spanMs });
    expect(compared).toMatchObject({ slopeUnitMs, slope: slopeUnitMs });
  });

  it("has no ratio to zero and no slope without time or between infinities", () => {
    expect(comparePins({ timeMs: 0, value: 0 }, { timeMs: 5, value: 3 }).ratio).toBeNull();
    expect(comparePins({ timeMs: 5, value: 1 }, { timeMs: 5, value: 3 }).slope).toBeNull();
    expect(comparePins({ timeMs: 0, value: 1 }, { timeMs: 5, value: Infinity })).toMatchObject({
      ratio: null,
      slope: null,
    });
  });
});
