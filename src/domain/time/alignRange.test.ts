import { describe, expect, it } from "vitest";
import { alignRange } from "./alignRange.ts";

const DAY = 86_400_000;
const at = (text: string) => Date.parse(text);
const aligned = (start: string, end: string, [stepMs, zone]: [number, string]) => {
  const { startMs, endMs } = alignRange({ startMs: at(start), endMs: at(end) }, stepMs, zone);
  return [new Date(startMs).toISOString(), new Date(endMs).toISOString()];
};

describe("alignRange", () => {
  it("starts a day step at local midnight: 05:00Z at UTC−5, 22:00Z in a Paris summer", () => {
    const range = ["2024-01-10T12:34:56Z", "2024-01-12T12:34:56Z"] as const;
    expect(aligned(...range, [DAY, "America/New_York"])).toEqual([
      "2024-01-10T05:00:00.000Z",
      "2024-01-12T05:00:00.000Z",
    ]);
    expect(aligned("2024-07-10T12:00Z", "2024-07-12T12:00Z", [DAY, "Europe/Paris"])).toEqual([
      "2024-07-09T22:00:00.000Z",
      "2024-07-11T22:00:00.000Z",
    ]);
  });

  it("floors both ends to the step", () => {
    expect(aligned("2024-01-10T12:34:56.789Z", "2024-01-10T13:34:56.789Z", [60_000, "UTC"])).toEqual([
      "2024-01-10T12:34:00.000Z",
      "2024-01-10T13:34:00.000Z",
    ]);
  });

  it("widens by one step when nothing is left", () => {
    expect(aligned("2024-01-10T12:34:10Z", "2024-01-10T12:34:50Z", [60_000, "UTC"])).toEqual([
      "2024-01-10T12:34:00.000Z",
      "2024-01-10T12:35:00.000Z",
    ]);
  });

  it("gives the same instants for two refreshes within one step", () => {
    const first = alignRange({ startMs: 1_000_000, endMs: 5_000_000 }, 15_000, "UTC");
    expect(alignRange({ startMs: 1_004_000, endMs: 5_004_000 }, 15_000, "UTC")).toEqual(first);
  });
});
