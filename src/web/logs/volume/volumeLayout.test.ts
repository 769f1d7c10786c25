import { describe, expect, it } from "vitest";
import type { LogVolume } from "../../../domain/frame/logs/volume.ts";
import { columnAt, volumeLayout } from "./volumeLayout.ts";

const startMs = Date.UTC(2025, 10, 20, 15);
const data: LogVolume = {
  startsMs: Float64Array.of(startMs, startMs + 60_000, startMs + 120_000),
  stepMs: 60_000,
  levels: [
    { level: "error", counts: Float64Array.of(10, 0, 1), total: 11 },
    { level: "warn", counts: Float64Array.of(90, 50, 0), total: 140 },
  ],
  total: 151,
};
const frame = { range: { startMs, endMs: startMs + 180_000 }, zone: "UTC", isBytes: false };
const size = { width: 340, height: 122, isNarrow: false };

describe("volumeLayout", () => {
  it("stacks the levels from the ground, a pixel apart, columns two", () => {
    const { paths } = volumeLayout(data, frame, size);
    // 100 lines are 76 px: 10 of them 8 px, the 90 above them the rest without the pixel between.
    expect(paths.map(({ level, d }) => `${level}: ${d}`)).toEqual([
      "error: M38 92h98v8h-98zM238 99h98v1h-98z",
      "warn: M38 24h98v67h-98zM138 62h98v38h-98z",
    ]);
  });

  it("has its frame, but no amounts, before there is data", () => {
    const { labels, paths, plot } = volumeLayout(null, frame, size);
    expect(paths).toEqual([]);
    expect(plot).toEqual(volumeLayout(data, frame, size).plot);
    expect(labels.map((label) => label.text)).toEqual(["15:00", "15:01", "15:02", "15:03", "UTC"]);
  });

  it("names amounts in bytes where it shows bytes", () => {
    const { labels } = volumeLayout(data, { ...frame, isBytes: true }, size);
    expect(labels.some(({ text }) => text === "128")).toBe(true);
  });

  it("writes thousands one way, however high the columns are", () => {
    const of = (most: number) =>
      volumeLayout(
        { ...data, levels: [{ level: "info", counts: Float64Array.of(most, 0, 0), total: most }] },
        frame,
        size,
      )
        .labels.slice(4, -1)
        .map(({ text }) => text);
    expect([of(700), of(1500), of(9000), of(12_000)]).toEqual([
      ["0", "500", "1k"],
      ["0", "1k", "2k"],
      ["0", "5k", "10k"],
      ["0", "10k", "20k"],
    ]);
  });

  it("finds the column of a moment", () => {
    expect([startMs, startMs + 60_000, startMs + 180_000].map((timeMs) => columnAt(data, timeMs))).toEqual([
      0, 1, -1,
    ]);
  });
});
