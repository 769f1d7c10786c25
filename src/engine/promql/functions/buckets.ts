import { dropMetadata } from "../../labels/dropMetadata.ts";
import type { Labels } from "../../labels/Labels.ts";
import { quote } from "../../../domain/query/promql/goString.ts";
import { parseGoFloat } from "../../../domain/query/promql/parseGoFloat.ts";
import type { Work } from "../../work/Work.ts";
import type { StepVector } from "../value/StepVector.ts";
import type { Notes } from "./PromFunction.ts";

/** The rows of a vector that are the buckets of one classic histogram, by ascending bound. */
export interface ClassicHistogram {
  /** Without `le` and the metric's name. */
  readonly labels: Labels;
  readonly bounds: Float64Array;
  readonly rows: Uint32Array;
}

/** About a millisecond. */
const ROWS_PER_YIELD = 500;

const LE: ReadonlySet<string> = new Set(["le"]);

/** Rows with a bad `le` are left out and told of; `argument` is where the vector stands in the call. */
export function* findHistograms(
  vector: StepVector,
  notes: Notes,
  argument: number,
): Work<ClassicHistogram[]> {
  const groups = new Map<string, { labels: Labels; buckets: { bound: number; row: number }[] }>();
  for (const [row, labels] of vector.labels.entries()) {
    if (row % ROWS_PER_YIELD === 0) yield;
    const le = labels.get("le");
    const bound = parseGoFloat(le);
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
  yield;
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
  /** Those from here on are what joining left behind. */
  length = 0;
  #read = 0;

  /** Those that have a sample at the step, ascending. */
  read(histogram: ClassicHistogram, { values, has, steps }: StepVector, step: number): void {
    if (this.bounds.length < histogram.rows.length) {
      this.bounds = new Float64Array(histogram.rows.length);
      this.counts = new Float64Array(histogram.rows.length);
    }
    let length = 0;
    for (let i = 0; i < histogram.rows.length; i++) {
      const cell = (histogram.rows[i] ?? 0) * steps.count + step;
      if (has[cell] !== 1) continue;
      this.bounds[length] = histogram.bounds[i] ?? 0;
      this.counts[length] = values[cell] ?? 0;
      length++;
    }
    this.length = length;
    this.#read = length;
  }

  get isComplete(): boolean {
    return this.length > 0 && this.bounds[this.length - 1] === Infinity;
  }

  /**
   * Makes one bucket of those with equal bounds (`1` and `1.0`), with the sum of their counts. Done for a second quantile
   * of the same step it starts from all that were read, the joined ones in front: so Prometheus counts some twice there
   * (coalesceBuckets writes into what the next quantile reads), and so do we.
   */
  join(): void {
    const { bounds, counts } = this;
    if (this.length < this.#read) this.#sort();
    let last = 0;
    for (let i = 1; i < this.#read; i++) {
      if (bounds[i] === bounds[last]) {
        counts[last] = (counts[last] ?? 0) + (counts[i] ?? 0);
      } else {
        last++;
        bounds[last] = bounds[i] ?? 0;
        counts[last] = counts[i] ?? 0;
      }
    }
    this.length = last + 1;
  }

  /** By insertion: they are few, and nearly in order. */
  #sort(): void {
    const { bounds, counts } = this;
    for (let i = 1; i < this.#read; i++) {
      const bound = bounds[i] ?? 0;
      const count = counts[i] ?? 0;
      let at = i;
      for (; at > 0 && (bounds[at - 1] ?? 0) > bound; at--) {
        bounds[at] = bounds[at - 1] ?? 0;
        counts[at] = counts[at - 1] ?? 0;
      }
      bounds[at] = bound;
      counts[at] = count;
    }
  }
}
