import { describe, expect, it } from "vitest";
import { absoluteRange, makeAbsolute } from "./makeAbsolute.ts";
import { quickRangeLabel, quickRanges } from "./quickRanges.ts";
import { formatRangeLabel, formatShortRange } from "./rangeLabel.ts";
import { resolveRange } from "./resolveRange.ts";
import { shiftRange } from "./shiftRange.ts";
import { zoomOut, zoomTo } from "./zoomRange.ts";

const HOUR = 3_600_000;
const nowMs = Date.UTC(2024, 9, 22, 15, 30);
const moment = { nowMs, zone: "UTC" };
const lastHour = { from: "now-1h", to: "now" };
const fixed = absoluteRange({ startMs: nowMs - 10 * HOUR, endMs: nowMs - 8 * HOUR });

describe("ranges", () => {
  it("resolves Yesterday to one whole local day, 25 hours long when the clock goes back", () => {
    const yesterday = { from: "now-1d/d", to: "now-1d/d" };
    const resolved = resolveRange(yesterday, Date.UTC(2024, 9, 28, 9), "Europe/Paris");
    expect(resolved).toEqual({ startMs: Date.UTC(2024, 9, 26, 22), endMs: Date.UTC(2024, 9, 27, 23) });
  });

  it("resolves nothing inverted, empty or unreadable", () => {
    for (const range of [
      { from: "now", to: "now-1h" },
      { from: "now", to: "now" },
      { from: "x", to: "now" },
    ]) {
      expect(resolveRange(range, nowMs, "UTC")).toBeNull();
    }
  });

  it("lists the quick ranges with the names of their options", () => {
    expect(quickRanges().map((quick) => quick.label)).toEqual([
      "Last 5 minutes",
      "Last 15 minutes",
      "Last 30 minutes",
      "Last 1 hour",
      "Last 3 hours",
      "Last 6 hours",
      "Last 12 hours",
      "Last 24 hours",
      "Last 2 days",
      "Last 7 days",
      "Last 14 days",
      "Last 30 days",
      "Last 90 days",
      "Today",
      "Yesterday",
      "This week",
    ]);
    expect(quickRanges().every((quick) => resolveRange(quick.range, nowMs, "UTC") !== null)).toBe(true);
  });

  it("offers the time before a cut-over when there is one", () => {
    expect(quickRanges({ cutOverMs: Date.UTC(2024, 9, 21) }).at(-1)).toEqual({
      label: "Before 21 Oct 2024",
      range: { from: "1728864000000", to: "1729468800000" },
    });
  });

  it.each([
    [lastHour, "Last 1 hour"],
    [{ from: "now-90m", to: "now" }, "Last 90 minutes"],
    [{ from: "now-6h/h", to: "now" }, "now-6h/h – now"],
    [
      absoluteRange({ startMs: Date.UTC(2024, 9, 20), endMs: Date.UTC(2024, 9, 23) }),
      "20 Oct 00:00 – 23 Oct 00:00",
    ],
    [
      absoluteRange({ startMs: Date.UTC(2024, 9, 20, 1), endMs: Date.UTC(2024, 9, 20, 2) }),
      "20 Oct 01:00 – 02:00",
    ],
    [
      absoluteRange({ startMs: Date.UTC(2023, 9, 20), endMs: Date.UTC(2023, 9, 21) }),
      "20 Oct 2023 00:00 – 21 Oct 2023 00:00",
    ],
    [{ from: "1729382400000", to: "now" }, "2024-10-20 00:00 – now"],
  ])("labels %j as %s", (range, label) => expect(formatRangeLabel(range, nowMs, "UTC")).toBe(label));

  it.each([
    [Date.UTC(2024, 9, 20), Date.UTC(2024, 9, 23), "20 – 23 Oct"],
    [Date.UTC(2024, 8, 28), Date.UTC(2024, 9, 2), "28 Sep – 2 Oct"],
    [Date.UTC(2022, 11, 31), Date.UTC(2023, 0, 2), "31 Dec 2022 – 2 Jan 2023"],
    [Date.UTC(2024, 9, 20, 1), Date.UTC(2024, 9, 20, 2), "20 Oct 01:00 – 02:00"],
  ])("names %d to %d in short: %s", (startMs, endMs, text) => {
    expect(formatShortRange({ startMs, endMs }, nowMs, "UTC")).toBe(text);
  });

  it("shifts by half the range, and says that a live range became fixed", () => {
    const shifted = shiftRange(lastHour, "earlier", moment);
    expect(shifted.range).toEqual(absoluteRange({ startMs: nowMs - 1.5 * HOUR, endMs: nowMs - 0.5 * HOUR }));
    expect(shifted).toMatchObject({
      becameAbsolute: true,
      note: expect.stringContaining("no longer follows"),
    });
    expect(shiftRange(fixed, "later", moment)).toMatchObject({ becameAbsolute: false, note: "" });
  });

  it("does not shift past now", () => {
    expect(shiftRange(lastHour, "later", moment).range).toBe(lastHour);
    const near = absoluteRange({ startMs: nowMs - 2.2 * HOUR, endMs: nowMs - 0.2 * HOUR });
    expect(shiftRange(near, "later", moment).range).toEqual(
      absoluteRange({ startMs: nowMs - 2 * HOUR, endMs: nowMs }),
    );
  });

  it("zooms out to twice the width around the middle", () => {
    expect(zoomOut(fixed, moment).range).toEqual(
      absoluteRange({ startMs: nowMs - 11 * HOUR, endMs: nowMs - 7 * HOUR }),
    );
  });

  it("zooms out to now at most", () => {
    const near = absoluteRange({ startMs: nowMs - 2 * HOUR, endMs: nowMs });
    expect(zoomOut(near, moment).range).toEqual(absoluteRange({ startMs: nowMs - 4 * HOUR, endMs: nowMs }));
    expect(zoomOut(lastHour, moment)).toEqual({
      range: { from: "now-2h", to: "now" },
      becameAbsolute: false,
      note: "",
    });
    expect(quickRangeLabel(zoomOut({ from: "now-12h", to: "now" }, moment).range)).toBe("Last 24 hours");
  });

  it("zooms in to one second at least", () => {
    expect(zoomTo(lastHour, { startMs: nowMs, endMs: nowMs + 3 })).toMatchObject({
      range: absoluteRange({ startMs: nowMs, endMs: nowMs + 1000 }),
      becameAbsolute: true,
    });
  });

  it("makes a live range absolute and leaves a fixed one alone", () => {
    expect(makeAbsolute(lastHour, moment)).toEqual(absoluteRange({ startMs: nowMs - HOUR, endMs: nowMs }));
    expect(makeAbsolute(fixed, moment)).toBe(fixed);
  });
});
