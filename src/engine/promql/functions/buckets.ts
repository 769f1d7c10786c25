import { dropMetadata } from "../../labels/dropMetadata.ts";
import type { Labels } from "../../labels/Labels.ts";
import { quote } from "../../../domain/query/promql/goString.ts";
import type { StepVector } from "../value/StepVector.ts";
import { parseBound } from "./parseBound.ts";
import type { Notes } from "./PromFunction.ts";

/** The rows of a vector that are the buckets of one classic histogram, by ascending bound. */
export interface ClassicHistogram {
  /** Without `le` and the metric's name. */
  readonly labels: Labels;
  readonly bounds: Float64Array;
  readonly rows: Uint32Array;
}

const LE: ReadonlySet<string> = new Set(["le"]);

/** Rows with a bad `le` are left out and told of; `argument` is where the vector stands in the call. */
export function findHistograms(vector: StepVector, notes: Notes, argument: number): ClassicHistogram[] {
  const groups = new Map<string, { labels: Labels; buckets: { bound: number; row: number }[] }>();
  for (const [row, labels] of vector.labels.entries()) {
    const le = labels.get("le");
    const bound = parseBound(le);
    if (bound === null) {
      notes.warn(`bucket label "le" is missing or has a malformed value of ${quote(le)}`, argument);
      continue;
    }
    // Metrics of different names are different histograms, though their names go.
    const named = labels.without(LE);
    const group = groups.get(named.key) ?? { labels: dropMetadata(named), buckets: [] };
    groups.set(named.key, group);
    group.buckets.push({ bound, row });
  }
  return [...groups.values()].map(({ labels, buckets }) => {
    const sorted = buckets.toSorted((a, b) => a.bound - b.bound);
    const bounds = Float64Array.from(sorted, (bucket) => bucket.bound);
    return { labels, bounds, rows: Uint32Array.from(sorted, (bucket) => bucket.row) };
  });
}

/** The buckets of a histogram at one step; used again for the next. */
export class Buckets {
  bounds = new Float64Array(0);
  counts = new Float64Array(0);
  length = 0;

  /** Those that have a sample at the step. Equal bounds (`1` and `1.0`) are one bucket with the sum of their counts. */
  read(histogram: ClassicHistogram, { values, has, steps }: StepVector, step: number): void {
    if (this.bounds.length < histogram.rows.length) {
      this.bounds = new Float64Array(histogram.rows.length);
      this.counts = new Float64Array(histogram.rows.length);
    }
    let length = 0;
    for (let i = 0; i < histogram.rows.length; i++) {
      const cell = (histogram.rows[i] ?? 0) * steps.count + step;
      if (has[cell] !== 1) continue;
      const bound = histogram.bounds[i] ?? 0;
      const count = values[cell] ?? 0;
      if (length > 0 && this.bounds[length - 1] === bound) {
        this.counts[length - 1] = (this.counts[length - 1] ?? 0) + count;
        continue;
      }
      this.bounds[length] = bound;
      this.counts[length] = count;
      length++;
    }
    this.length = length;
  }

  get isComplete(): boolean {
    return this.length > 0 && this.bounds[this.length - 1] === Infinity;
  }
}
