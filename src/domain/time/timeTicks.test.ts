import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finestOf, formatDateIso, formatTime, formatTimeIso } from "./formatTime.ts";
import { parseTime } from "./parseTime.ts";
import { timeTicks } from "./timeTicks.ts";
import { isIanaZone, resolveZone, zoneLabel } from "./zone.ts";

const ticks = (start: string, end: string, [widthPx, zone]: [number, string]) =>
  timeTicks({ startMs: Date.parse(start), endMs: Date.parse(end) }, { widthPx, zone });
const labels = (...input: Parameters<typeof ticks>) =>
  ticks(...input)
    .map((tick) => tick.label)
    .join(" | ");

describe("timeTicks", () => {
  it.each<[string, string, [number, string], string]>([
    [
      "2024-10-20T00:00Z",
      "2024-10-21T12:00Z",
      [700, "UTC"],
      "20 Oct | 06:00 | 12:00 | 18:00 | 21 Oct | 06:00 | 12:00",
    ],
    ["2024-10-20T10:03Z", "2024-10-20T11:03Z", [600, "UTC"], "10:10 | 10:20 | 10:30 | 10:40 | 10:50 | 11:00"],
    ["2024-10-20T23:50Z", "2024-10-21T00:10Z", [400, "UTC"], "23:50 | 23:55 | 21 Oct | 00:05 | 00:10"],
    [
      "2024-10-20T10:00:00Z",
      "2024-10-20T10:00:02Z",
      [400, "UTC"],
      "10:00:00.000 | 10:00:00.500 | 10:00:01.000 | 10:00:01.500 | 10:00:02.000",
    ],
    ["2023-11-15T00:00Z", "2024-03-15T00:00Z", [500, "UTC"], "Dec 2023 | Jan 2024 | Feb | Mar"],
    ["2010-06-01T00:00Z", "2024-03-15T00:00Z", [500, "UTC"], "2015 | 2020"],
    [
      "2024-10-18T12:00Z",
      "2024-11-03T12:00Z",
      [900, "UTC"],
      "19 Oct | 21 Oct | 23 Oct | 25 Oct | 27 Oct | 29 Oct | 1 Nov | 3 Nov",
    ],
  ])("between %s and %s: %s → %s", (...row) => {
    const [start, end, at, expected] = row;
    expect(labels(start, end, at)).toBe(expected);
  });

  it("shows a doubled hour twice, told apart by the offset", () => {
    expect(labels("2024-10-26T22:00Z", "2024-10-27T04:00Z", [700, "Europe/Paris"])).toBe(
      "27 Oct | 01:00 | 02:00 +2 | 02:00 +1 | 03:00 | 04:00 | 05:00",
    );
  });

  it("leaves a skipped hour out", () => {
    expect(labels("2024-03-30T23:00Z", "2024-03-31T03:00Z", [500, "Europe/Paris"])).toBe(
      "31 Mar | 01:00 | 03:00 | 04:00 | 05:00",
    );
  });

  it("marks local midnights, on the half-hour zones too", () => {
    const days = ticks("2024-10-20T00:00Z", "2024-10-22T00:00Z", [900, "Asia/Kolkata"]).filter(
      (tick) => tick.isDay,
    );
    expect(days.map((tick) => new Date(tick.timeMs).toISOString())).toEqual([
      "2024-10-20T18:30:00.000Z",
      "2024-10-21T18:30:00.000Z",
    ]);
  });

  it("gives none for an empty domain or no width", () => {
    expect(timeTicks({ startMs: 5, endMs: 5 }, { widthPx: 500, zone: "UTC" })).toEqual([]);
    expect(timeTicks({ startMs: 5, endMs: 9000 }, { widthPx: 0, zone: "UTC" })).toEqual([]);
  });

  it("stays inside the domain, ascends, leaves room for labels and never repeats one within a day", () => {
    const input = fc.record({
      startMs: fc.integer({ min: 0, max: 4e12 }),
      spanMs: fc.integer({ min: 1, max: 1e12 }),
      widthPx: fc.integer({ min: 50, max: 3000 }),
      zone: fc.constantFrom(
        "UTC",
        "Europe/Paris",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
      ),
    });
    fc.assert(
      fc.property(input, ({ startMs, spanMs, widthPx, zone }) => {
        const all = timeTicks({ startMs, endMs: startMs + spanMs }, { widthPx, zone });
        const names = all.map((tick) => `${formatDateIso(tick.timeMs, zone)} ${tick.label}`);
        expect(new Set(names).size).toBe(names.length);
        expect(all.every((tick) => tick.timeMs >= startMs && tick.timeMs <= startMs + spanMs)).toBe(true);
        expect(all.every((tick, index) => tick.timeMs > (all[index - 1]?.timeMs ?? -1))).toBe(true);
        expect(all.length).toBeLessThanOrEqual(widthPx / 84 / 0.6 + 2);
      }),
    );
  });
});

describe("zones and times", () => {
  it("prints the zone with its offset at that instant", () => {
    const summer = Date.UTC(2024, 6, 1);
    expect(zoneLabel("UTC", summer)).toBe("UTC");
    expect(zoneLabel("Europe/Paris", summer)).toBe("UTC+02:00");
    expect(zoneLabel("Europe/Paris", Date.UTC(2024, 0, 1))).toBe("UTC+01:00");
    expect(zoneLabel("America/St_Johns", Date.UTC(2024, 0, 1))).toBe("UTC−03:30");
  });

  it("resolves a zone choice, falling back to UTC for names the runtime does not know", () => {
    expect(resolveZone("utc", "Europe/Paris")).toBe("UTC");
    expect(resolveZone("browser", "Europe/Paris")).toBe("Europe/Paris");
    expect(resolveZone("Asia/Tokyo", "Europe/Paris")).toBe("Asia/Tokyo");
    expect(resolveZone("Mars/Olympus", "Europe/Paris")).toBe("UTC");
    expect(isIanaZone("+02:00")).toBe(false);
  });

  it("prints an instant only as precisely as it is", () => {
    expect(formatTime(Date.UTC(2024, 9, 22, 15, 30), "UTC")).toBe("Tue 22 Oct 15:30");
    expect(formatTime(Date.UTC(2024, 9, 22, 15, 30, 7), "UTC")).toBe("Tue 22 Oct 15:30:07");
    expect(formatTime(Date.UTC(2024, 9, 22, 15, 30, 7, 5), "UTC")).toBe("Tue 22 Oct 15:30:07.005");
    expect(formatTime(Date.UTC(2024, 9, 22, 15, 30), "Asia/Kolkata")).toBe("Tue 22 Oct 21:00");
  });

  it("prints ISO text that is read back", () => {
    const timeMs = Date.UTC(2024, 9, 22, 15, 30, 7, 5);
    expect(parseTime(formatTimeIso(timeMs, "Asia/Tokyo"), { nowMs: 0, zone: "Asia/Tokyo" })).toBe(timeMs);
  });

  it("prints the instants of one column as precisely as the most precise of them", () => {
    const startMs = Date.UTC(2024, 9, 22, 15, 30);
    expect(finestOf([])).toBe("m");
    expect(finestOf([startMs, startMs + 60_000])).toBe("m");
    expect(finestOf([startMs, startMs + 15_000])).toBe("s");
    expect(finestOf([startMs, startMs + 15_000, startMs + 1])).toBe("ms");
    expect(formatTimeIso(startMs, "UTC", "s")).toBe("2024-10-22 15:30:00");
  });
});
