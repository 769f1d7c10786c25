import { describe, expect, it } from "vitest";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { outsideOf } from "./outsideOf.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = 1000 * DAY;
const far = { startMs: NOW - 365 * DAY, endMs: NOW };

/** Data from the first to the second moment of each span. */
function aSource(...spans: readonly (readonly [number, number])[]) {
  const asked: ResolvedRange[] = [];
  const has = async (range: ResolvedRange) => {
    asked.push(range);
    return spans.some(([from, to]) => from <= range.endMs && to >= range.startMs);
  };
  return { has, asked };
}
const hourAt = (startMs: number) => ({ startMs, endMs: startMs + HOUR });

describe("F40 outsideOf", () => {
  it.each([
    ["five days", NOW - 5 * DAY],
    ["two hours", NOW - 2 * HOUR],
    ["ten minutes", NOW - HOUR / 6],
  ])("F40 leads from long ago to data that begins %s before now", async (_words, oldestMs) => {
    const { has, asked } = aSource([oldestMs, NOW]);
    const found = await outsideOf(has, { range: hourAt(NOW - 300 * DAY), lengthMs: HOUR, far });
    expect(found?.side).toBe("after");
    expect(found?.range.startMs).toBeLessThanOrEqual(oldestMs);
    expect(found?.range.endMs).toBeGreaterThan(oldestMs);
    expect(found?.range.endMs).toBeLessThanOrEqual(NOW);
    expect(Math.abs((found?.edgeMs ?? 0) - oldestMs)).toBeLessThan(3 * HOUR);
    expect(asked.length).toBeLessThanOrEqual(14);
  });

  it("F40 leads from now back to data that ended a month ago", async () => {
    const newestMs = NOW - 30 * DAY;
    const { has, asked } = aSource([NOW - 40 * DAY, newestMs]);
    const found = await outsideOf(has, { range: hourAt(NOW - HOUR), lengthMs: HOUR, far });
    expect(found?.side).toBe("before");
    expect(found?.range.endMs).toBeGreaterThanOrEqual(newestMs);
    expect(found?.range.startMs).toBeLessThan(newestMs);
    expect(asked.length).toBeLessThanOrEqual(14);
  });

  it("F40 leads out of a gap to what comes next", async () => {
    const { has } = aSource([NOW - 40 * DAY, NOW - 30 * DAY], [NOW - 10 * DAY, NOW]);
    const found = await outsideOf(has, { range: hourAt(NOW - 20 * DAY), lengthMs: HOUR, far });
    expect(found?.side).toBe("both");
    expect(found?.range.startMs).toBeLessThanOrEqual(NOW - 10 * DAY);
    expect(found?.range.endMs).toBeGreaterThan(NOW - 10 * DAY);
  });

  it("F40 leads back from a range that is yet to come", async () => {
    const { has } = aSource([NOW - DAY, NOW]);
    const found = await outsideOf(has, { range: hourAt(NOW + DAY), lengthMs: HOUR, far });
    expect(found?.side).toBe("before");
    expect(found?.range.startMs).toBeLessThan(NOW);
  });

  it("F40 asks twice where there is nothing anywhere", async () => {
    const { has, asked } = aSource();
    expect(await outsideOf(has, { range: hourAt(NOW - DAY), lengthMs: HOUR, far })).toBeNull();
    expect(asked).toHaveLength(2);
  });
});
