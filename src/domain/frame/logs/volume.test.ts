import { describe, expect, it } from "vitest";
import type { Labels, RangeResult } from "../Frame.ts";
import { volumeOf } from "./volume.ts";

const result = (series: readonly (readonly [Labels, readonly number[]])[]): RangeResult => ({
  kind: "range",
  timesMs: Float64Array.of(60_000, 120_000, 180_000),
  stepMs: 60_000,
  series: series.map(([labels, values]) => ({ labels, values: Float64Array.from(values) })),
  notes: {
    duplicateSamples: 0,
    unsortedSamples: 0,
    offStepSamples: 0,
    duplicateSeries: 0,
    invalidUtf8Series: 0,
  },
});

describe("volumeOf", () => {
  it("stacks lines by level, the most severe first, spellings of one level as one", () => {
    const volume = volumeOf(
      result([
        [{ detected_level: "info" }, [1, 2, 3]],
        [{ level: "ERROR" }, [NaN, 4, NaN]],
        [{ detected_level: "error", level: "x" }, [1, NaN, NaN]],
        [{}, [0, 0, 5]],
        [{ detected_level: "debug" }, [0, 0, 0]],
      ]),
    );
    expect(volume.levels.map(({ level, counts, total }) => [level, [...counts], total])).toEqual([
      ["error", [1, 4, 0], 5],
      ["info", [1, 2, 3], 6],
      ["unknown", [0, 0, 5], 5],
    ]);
    expect([volume.total, [...volume.startsMs]]).toEqual([16, [0, 60_000, 120_000]]);
  });

  it("is empty without series", () => {
    expect(volumeOf(result([]))).toMatchObject({ levels: [], total: 0 });
  });
});
