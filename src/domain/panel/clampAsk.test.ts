import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Ask, type AskLimits, clampAsk } from "./clampAsk.ts";

const NOW = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const limits: AskLimits = { nowMs: NOW, kind: "range", minStepMs: 15_000, step: "auto", limit: 1000 };
const ask: Ask = { startMs: NOW - HOUR, endMs: NOW, plotPx: 700, zone: "Europe/Oslo" };

describe("clampAsk", () => {
  it("leaves a sensible ask as it is, with the width rounded up", () => {
    expect(clampAsk(ask, limits)).toEqual({
      startMs: NOW - HOUR,
      endMs: NOW,
      plotPx: 960,
      zone: "Europe/Oslo",
      step: "auto",
      limit: 1000,
    });
  });

  it.each<[string, Partial<Ask> & Partial<AskLimits>, object]>([
    ["a range beyond 400 days", { startMs: 0 }, { startMs: NOW - 400 * DAY }],
    ["a log range beyond 721 hours", { startMs: 0, kind: "logs" }, { startMs: NOW - 721 * HOUR }],
    ["label values of years", { startMs: 0, kind: "values" }, { startMs: NOW - 7 * DAY }],
    ["the future", { endMs: NOW + DAY }, { endMs: NOW + 60_000 }],
    ["the future, before", { endMs: NOW + DAY, beforeMs: DAY }, { endMs: NOW + 60_000 - DAY }],
    ["a negative start", { startMs: -1, endMs: 10 * DAY }, { startMs: 0 }],
    ["a plot of 10,000 px", { plotPx: 10_000 }, { plotPx: 1920 }],
    ["a plot of 1 px", { plotPx: 1 }, { plotPx: 240 }],
    ["a step below the scrape interval", { step: 1000 }, { step: 15_000 }],
    ["a step of too many points", { startMs: NOW - 30 * DAY, step: 15_000 }, { step: 300_000 }],
    ["six thousand lines", { limit: 6000 }, { limit: 5000 }],
    ["a zone that is none", { zone: "../etc" }, { zone: "UTC" }],
  ])("S34 bounds %s", (_what, more, expected) => {
    expect(clampAsk({ ...ask, ...more }, { ...limits, ...more })).toMatchObject(expected);
  });

  it.each<[string, Partial<Ask>]>([
    ["ends before it starts", { endMs: NOW - 2 * HOUR }],
    ["is empty", { startMs: NOW }],
    ["has not begun", { startMs: NOW + HOUR, endMs: NOW + 2 * HOUR }],
    ["is no number", { startMs: Number.NaN }],
    ["is infinite", { startMs: Number.NEGATIVE_INFINITY }],
    ["is a fraction", { endMs: NOW + 0.5 }],
    ["goes back a negative time", { beforeMs: -DAY }],
  ])("S34 refuses a range that %s", (_what, more) => {
    expect(clampAsk({ ...ask, ...more }, limits)).toBeNull();
  });

  it("S34 keeps every bound for every ask, and clamping again changes nothing", () => {
    const time = fc.maxSafeInteger();
    const asks = fc.record({ startMs: time, endMs: time, plotPx: fc.integer(), zone: fc.constant("UTC") });
    const steps = fc.oneof(fc.constant("auto" as const), fc.integer());
    fc.assert(
      fc.property(asks, steps, fc.integer(), (wanted, step, limit) => {
        const all = { ...limits, step, limit };
        const got = clampAsk(wanted, all);
        if (got === null) return;
        const rangeMs = got.endMs - got.startMs;
        expect(rangeMs).toBeGreaterThan(0);
        expect(rangeMs).toBeLessThanOrEqual(400 * DAY);
        expect(got.endMs).toBeLessThanOrEqual(NOW + 60_000);
        expect(got.limit).toBeLessThanOrEqual(5000);
        if (got.step !== "auto") expect(rangeMs / got.step).toBeLessThanOrEqual(11_000);
        expect(clampAsk(got, { ...all, step: got.step, limit: got.limit })).toEqual(got);
      }),
    );
  });
});
