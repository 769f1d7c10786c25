import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NativeHistogram, RangeResult, Series } from "./Frame.ts";
import { stitch } from "./stitch.ts";

const NOTES = {
  duplicateSamples: 0,
  unsortedSamples: 0,
  offStepSamples: 0,
  duplicateSeries: 0,
  invalidUtf8Series: 0,
};
const STEP = 15_000;
const ORIGIN = 1_700_000_010_000;

/** What the source knows: per series and step a number, NaN, a histogram or nothing. */
type World = readonly (readonly ("nan" | "histogram" | number | null)[])[];

const histogram = (sum: number): NativeHistogram => ({ count: 1, sum, buckets: [[0, 0.5, 1, 1]] });

/** A full query over the steps [from, to], as the decoder gives it: series without samples are not there. */
function ask(world: World, from: number, to: number): RangeResult {
  const series = world.flatMap((column, i): Series[] => {
    const part = column.slice(from, to + 1);
    if (part.every((sample) => sample === null)) return [];
    const values = Float64Array.from(part, (sample, k) =>
      sample === "histogram" ? from + k : typeof sample === "number" ? sample : NaN,
    );
    const at = (kind: string) => part.flatMap((sample, k) => (sample === kind ? [k] : []));
    const texts = new Map(part.flatMap((sample, k) => (sample === 7 ? [[k, "7.0"] as const] : [])));
    const histograms = new Map(at("histogram").map((k) => [k, histogram(from + k)] as const));
    return [
      {
        labels: { job: "a", n: String(i) },
        values,
        ...(at("nan").length > 0 ? { nanAt: Uint32Array.from(at("nan")) } : {}),
        ...(texts.size > 0 ? { texts } : {}),
        ...(histograms.size > 0 ? { histograms } : {}),
      },
    ];
  });
  const timesMs = Float64Array.from({ length: to - from + 1 }, (_, i) => ORIGIN + (from + i) * STEP);
  return { kind: "range", timesMs, stepMs: STEP, series, notes: NOTES };
}

const range = (from: number, to: number) => ({
  startMs: ORIGIN + from * STEP,
  endMs: ORIGIN + to * STEP,
  stepMs: STEP,
});

const sample = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 9 }) },
  { weight: 3, arbitrary: fc.constant(null) },
  fc.constant("nan" as const),
  fc.constant("histogram" as const),
);
const world = fc.array(fc.array(sample, { minLength: 30, maxLength: 30 }), { maxLength: 5 });

describe("stitch", () => {
  it("N2 gives what one full query would have given", () => {
    const moves = fc.record({
      world,
      length: fc.integer({ min: 1, max: 14 }),
      from: fc.integer({ min: 0, max: 5 }),
      move: fc.integer({ min: 0, max: 10 }),
      overlap: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(
      fc.property(moves, (given) => {
        const { from, length, move, overlap } = given;
        const held = ask(given.world, from, from + length);
        const end = from + length + move;
        const newer = ask(given.world, Math.max(from, from + length + 1 - overlap), end);
        if (newer.timesMs.length === 0 || move > length) return;
        const wanted = [from + move, end] as const;
        expect(stitch(held, newer, range(...wanted))).toEqual(ask(given.world, ...wanted));
      }),
      { numRuns: 2000 },
    );
  });

  it("takes late samples and disappearances of the overlap from the newer answer", () => {
    const before: World = [
      [1, 2, null, 4],
      [5, 6, 7, 8],
    ];
    const after: World = [
      [1, 2, 3, 4, 5],
      [5, 6, null, null, null],
    ];
    const joined = stitch(ask(before, 0, 3), ask(after, 2, 4), range(1, 4));
    expect(joined).toEqual(ask(after, 1, 4));
  });

  it.each([
    ["another step", { ...range(0, 4), stepMs: 30_000 }],
    ["a start between steps", { ...range(0, 4), startMs: ORIGIN + 1 }],
    ["a start before what is held", range(-1, 4)],
    ["an end beyond the newer answer", range(0, 9)],
  ])("refuses %s", (_, wanted) => {
    const column: World = [[1, 2, 3, 4, 5]];
    expect(stitch(ask(column, 0, 3), ask(column, 2, 4), wanted)).toBeUndefined();
  });

  it("refuses a hole between the two", () => {
    const column: World = [[1, 2, 3, 4, 5, 6, 7]];
    expect(stitch(ask(column, 0, 2), ask(column, 5, 6), range(0, 6))).toBeUndefined();
  });
});
