import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration, formatStep, parseDuration } from "./duration.ts";

describe("durations", () => {
  it.each([
    ["1h30m", 5_400_000],
    ["1d", 86_400_000],
    ["15s", 15_000],
    ["500ms", 500],
    ["1w", 604_800_000],
    ["1y", 31_536_000_000],
    ["0", 0],
    ["1y2w3d4h5m6s7ms", 31_536_000_000 + 14 * 86_400_000 + 3 * 86_400_000 + 14_706_007],
  ])("reads %s", (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each(["", "m", "5", "1m1h", "1.5h", "-5m", "5M", "5 m", "99999999999999999y"])(
    "finds no duration in %j",
    (text) => expect(parseDuration(text)).toBeNull(),
  );

  it.each([
    [36 * 3_600_000, "36h", "36 h"],
    [86_400_000, "1d", "1 d"],
    [604_800_000, "1w", "1 w"],
    [5_400_000, "1h30m", "1 h 30 min"],
    [600_000, "10m", "10 min"],
    [500, "500ms", "500 ms"],
    [0, "0s", "0 s"],
  ])("prints %d ms as %s and %s", (ms, duration, step) => {
    expect(formatDuration(ms)).toBe(duration);
    expect(formatStep(ms)).toBe(step);
  });

  it("reads back every duration it prints", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e13 }), (ms) => parseDuration(formatDuration(ms)) === ms),
    );
  });
});
