import type { NativeHistogram } from "../Frame.ts";

/**
 * The native histograms of one series as flat arrays, so that a worker can transfer thousands of buckets without a
 * copy: histogram `k` stands at step `at[k]`; its buckets are the rows `offsets[k] … offsets[k + 1]` of `cells`, four
 * numbers each (rule, lower, upper, count).
 */
export interface PackedHistograms {
  readonly at: Uint32Array;
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  readonly offsets: Uint32Array;
  readonly cells: Float64Array;
}

const CELL = 4;

export function packHistograms(histograms: ReadonlyMap<number, NativeHistogram>): PackedHistograms {
  const entries = [...histograms].toSorted(([a], [b]) => a - b);
  const total = entries.reduce((sum, [, histogram]) => sum + histogram.buckets.length, 0);
  const cells = new Float64Array(total * CELL);
  const offsets = new Uint32Array(entries.length + 1);
  let row = 0;
  for (const [k, [, { buckets }]] of entries.entries()) {
    for (const bucket of buckets) cells.set(bucket, row++ * CELL);
    offsets[k + 1] = row;
  }
  return {
    at: Uint32Array.from(entries, ([index]) => index),
    counts: Float64Array.from(entries, ([, histogram]) => histogram.count),
    sums: Float64Array.from(entries, ([, histogram]) => histogram.sum),
    offsets,
    cells,
  };
}

/** Step index → histogram, read from the packed arrays when asked for. */
export class HistogramColumn implements ReadonlyMap<number, NativeHistogram> {
  readonly packed: PackedHistograms;
  #places: Map<number, number> | undefined;

  constructor(packed: PackedHistograms) {
    this.packed = packed;
  }

  get size(): number {
    return this.packed.at.length;
  }

  has(index: number): boolean {
    return this.#placeOf(index) !== undefined;
  }

  get(index: number): NativeHistogram | undefined {
    const k = this.#placeOf(index);
    return k === undefined ? undefined : this.#read(k);
  }

  forEach(
    visit: (value: NativeHistogram, key: number, map: ReadonlyMap<number, NativeHistogram>) => void,
  ): void {
    for (const [index, histogram] of this) visit(histogram, index, this);
  }

  *keys(): Generator<number, undefined> {
    yield* this.packed.at;
    return undefined;
  }

  *values(): Generator<NativeHistogram, undefined> {
    for (let k = 0; k < this.size; k++) yield this.#read(k);
    return undefined;
  }

  *entries(): Generator<[number, NativeHistogram], undefined> {
    for (let k = 0; k < this.size; k++) yield [this.packed.at[k] as number, this.#read(k)];
    return undefined;
  }

  [Symbol.iterator](): Generator<[number, NativeHistogram], undefined> {
    return this.entries();
  }

  #placeOf(index: number): number | undefined {
    this.#places ??= new Map(Array.from(this.packed.at, (at, k) => [at, k]));
    return this.#places.get(index);
  }

  #read(k: number): NativeHistogram {
    const { counts, sums, offsets, cells } = this.packed;
    const buckets: [number, number, number, number][] = [];
    for (let row = offsets[k] as number; row < (offsets[k + 1] as number); row++) {
      const [rule = 0, lower = 0, upper = 0, count = 0] = cells.subarray(row * CELL, row * CELL + CELL);
      buckets.push([rule, lower, upper, count]);
    }
    return { count: counts[k] as number, sum: sums[k] as number, buckets };
  }
}
