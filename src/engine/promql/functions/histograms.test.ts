import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Labels } from "../../labels/Labels.ts";
import { finish } from "../../work/Work.ts";
import { bucketFraction } from "./bucketFraction.ts";
import { bucketQuantile } from "./bucketQuantile.ts";
import { Buckets, findHistograms } from "./buckets.ts";
import type { ForcedBuckets } from "./forceMonotonic.ts";

const silent = { warn: () => {}, info: () => {}, forcedMonotonicity: () => {} };
const noChange: ForcedBuckets = { isForced: false, minBucket: Infinity, maxBucket: -Infinity, maxDiff: 0 };

/** The buckets at the only step, from bound to count. */
function bucketsOf(entries: readonly (readonly [le: string, count: number])[]): Buckets {
  const vector = {
    steps: { firstMs: 0, stepMs: 1, count: 1 },
    labels: entries.map(([le]) => Labels.from({ __name__: "x_bucket", le })),
    values: Float64Array.from(entries, ([, count]) => count),
    has: new Uint8Array(entries.length).fill(1),
  };
  const buckets = new Buckets();
  const [histogram] = finish(findHistograms(vector, silent, 0));
  if (histogram) buckets.read(histogram, vector, 0);
  return buckets;
}

describe("classic histograms", () => {
  it("say at what share a quantile lies, and at what quantile a share", () => {
    const increments = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(increments, fc.double({ min: 0.001, max: 1, noNaN: true }), (steps, q) => {
        let count = 0;
        const entries = steps.map((step, i): [string, number] => {
          count += step;
          return [i === steps.length - 1 ? "+Inf" : String((i + 1) ** 2), count];
        });
        const value = bucketQuantile(q, bucketsOf(entries), { ...noChange });
        const highest = (entries.at(-2)?.[1] ?? 0) / count;
        expect(bucketFraction(bucketsOf(entries), -Infinity, value)).toBeCloseTo(Math.min(q, highest), 9);
      }),
    );
  });

  it("tell what had to be lifted", () => {
    const forced = { ...noChange };
    const buckets = bucketsOf([
      ["1", 5],
      ["2", 3],
      ["4", 9],
      ["8", 8.5],
      ["+Inf", 9],
    ]);
    expect(bucketQuantile(0.5, buckets, forced)).toBeCloseTo(0.9, 12);
    expect(forced).toEqual({ isForced: true, minBucket: 2, maxBucket: 8, maxDiff: 2 });
  });

  it("pass over differences of rounding without a word", () => {
    const forced = { ...noChange };
    const buckets = bucketsOf([
      ["1", 1e12],
      ["2", 1e12 - 0.1],
      ["+Inf", 2e12],
    ]);
    expect(bucketQuantile(0.25, buckets, forced)).toBe(0.5);
    expect(forced.isForced).toBe(false);
  });

  it("have no quantile without a bucket of +Inf, of one bucket, or without observations", () => {
    for (const entries of [
      [["1", 5]],
      [["+Inf", 5]],
      [
        ["1", 0],
        ["+Inf", 0],
      ],
    ] as [string, number][][]) {
      expect(bucketQuantile(0.5, bucketsOf(entries), { ...noChange })).toBeNaN();
    }
  });

  it("join buckets of one bound", () => {
    const buckets = bucketsOf([
      ["1", 1],
      ["1.0", 2],
      ["+Inf", 6],
    ]);
    expect(bucketQuantile(0.5, buckets, { ...noChange })).toBe(1);
    expect(buckets.length).toBe(2);
  });
});
