import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epochText, parseTime } from "./parseTime.ts";

const nowMs = Date.UTC(2024, 9, 22, 15, 30, 12, 345);
const iso = (text: string, zone = "UTC", roundUp = false) => {
  const timeMs = parseTime(text, { nowMs, zone, roundUp });
  return timeMs === null ? null : new Date(timeMs).toISOString();
};

describe("parseTime", () => {
  it.each([
    ["now", "2024-10-22T15:30:12.345Z"],
    ["now-6h", "2024-10-22T09:30:12.345Z"],
    ["now-1h30m", "2024-10-22T14:00:12.345Z"],
    ["now/d", "2024-10-22T00:00:00.000Z"],
    ["now-1d/d", "2024-10-21T00:00:00.000Z"],
    ["now-6h/h", "2024-10-22T09:00:00.000Z"],
    ["now/w", "2024-10-21T00:00:00.000Z"],
    ["now-1M/M", "2024-09-01T00:00:00.000Z"],
    ["now/Q", "2024-10-01T00:00:00.000Z"],
    ["now/y+8h", "2024-01-01T08:00:00.000Z"],
    ["2024-10-20", "2024-10-20T00:00:00.000Z"],
    ["2024-10-20 00:00", "2024-10-20T00:00:00.000Z"],
    ["2024-10-20T10:20:30.456Z", "2024-10-20T10:20:30.456Z"],
    ["2024-10-20T10:20:30+02:00", "2024-10-20T08:20:30.000Z"],
    ["2024-10-20 10:20-0330", "2024-10-20T13:50:00.000Z"],
    ["2024-10-20T24:00Z", "2024-10-21T00:00:00.000Z"],
    ["1729382400", "2024-10-20T00:00:00.000Z"],
    ["1729382400.25", "2024-10-20T00:00:00.250Z"],
    ["1729382400123", "2024-10-20T00:00:00.123Z"],
    ["1729382400123456", "2024-10-20T00:00:00.123Z"],
    ["1729382400123456789", "2024-10-20T00:00:00.123Z"],
  ])("reads %s as %s", (text, expected) => expect(iso(text)).toBe(expected));

  it.each([
    "",
    "yesterday",
    "now-6x",
    "now-",
    "now6h",
    "now-6hh",
    "2024-13-01",
    "2024-02-30",
    "2024-10-20 25:00",
    "12345",
    "now-999999y",
    "NaN",
    "1e12",
    "-1729382400",
    "2024-10-20T10:20+2",
    "now//d",
    "99999999999999999999999",
  ])("finds no time in %j", (text) => expect(iso(text)).toBeNull());

  it("rounds a 'to' up to the end of its unit, which is the start of the next", () => {
    expect(iso("now/d", "UTC", true)).toBe("2024-10-23T00:00:00.000Z");
    expect(iso("now/d", "America/New_York", true)).toBe("2024-10-23T04:00:00.000Z");
    expect(iso("now/h", "UTC", true)).toBe("2024-10-22T16:00:00.000Z");
  });

  it("reads zone-less times on the wall clock of the zone", () => {
    expect(iso("2024-07-01 12:00", "Europe/Paris")).toBe("2024-07-01T10:00:00.000Z");
    expect(iso("2024-12-01 12:00", "Europe/Paris")).toBe("2024-12-01T11:00:00.000Z");
    expect(iso("now/d", "Asia/Kolkata")).toBe("2024-10-21T18:30:00.000Z");
  });

  it("gives the first of a doubled hour for a start and the second for an end", () => {
    expect(iso("2024-10-27 02:30", "Europe/Paris")).toBe("2024-10-27T00:30:00.000Z");
    expect(iso("2024-10-27 02:30", "Europe/Paris", true)).toBe("2024-10-27T01:30:00.000Z");
  });

  it("moves a time in a skipped hour behind the change", () => {
    expect(iso("2024-03-31 02:30", "Europe/Paris")).toBe("2024-03-31T01:30:00.000Z");
  });

  it("keeps the wall clock when a day is taken off across a clock change, and elapsed time for hours", () => {
    const at = { nowMs: Date.UTC(2024, 9, 27, 11), zone: "Europe/Paris" };
    expect(parseTime("now-1d", at)).toBe(Date.UTC(2024, 9, 26, 10));
    expect(parseTime("now-24h", at)).toBe(Date.UTC(2024, 9, 26, 11));
  });

  it("starts a day at 01:00 where midnight does not exist", () => {
    const at = { nowMs: Date.UTC(2024, 8, 8, 15), zone: "America/Santiago" };
    expect(parseTime("now/d", at)).toBe(Date.UTC(2024, 8, 8, 4));
  });

  it("reads back every instant that epochText writes", () => {
    const instant = fc.integer({ min: 0, max: 99_999_999_999_999 });
    fc.assert(
      fc.property(instant, (timeMs) => parseTime(epochText(timeMs), { nowMs, zone: "UTC" }) === timeMs),
    );
  });

  it("never throws, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const timeMs = parseTime(`now${text}`, { nowMs, zone: "Europe/Paris" });
        return timeMs === null || Number.isSafeInteger(timeMs);
      }),
      { numRuns: 2000 },
    );
  });
});
