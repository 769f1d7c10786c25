import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SampleHeap } from "./SampleHeap.ts";

const isWorse = (value: number, other: number): boolean => Number.isNaN(value) || value < other;

/** As topk keeps them. */
function best(values: readonly number[], count: number): number[] {
  const heap = new SampleHeap(isWorse);
  for (const [row, value] of values.entries()) {
    if (heap.size < count) heap.push(row, value);
    else if (value > heap.worst || (Number.isNaN(heap.worst) && !Number.isNaN(value)))
      heap.replaceWorst(row, value);
  }
  return heap.bestFirst().map((row) => values[row] ?? 0);
}

describe("SampleHeap", () => {
  it("keeps the best, best first, NaN last", () => {
    expect(best([3, Number.NaN, 1, 2], 3)).toEqual([3, 2, 1]);
    expect(best([Number.NaN, 1], 3)).toEqual([1, Number.NaN]);
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 30 }), (values, count) => {
        expect(best(values, count)).toEqual(values.toSorted((a, b) => b - a).slice(0, count));
      }),
    );
  });

  it("keeps those of equal value that Go's heap keeps", () => {
    const heap = new SampleHeap(isWorse);
    for (const row of [0, 1, 2]) heap.push(row, 5);
    expect(heap.bestFirst()).toEqual([0, 1, 2]);
    heap.replaceWorst(3, 6);
    expect(heap.bestFirst()).toEqual([3, 1, 2]);
  });
});
