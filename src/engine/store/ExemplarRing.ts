import type { Labels } from "../labels/Labels.ts";
import { matchesAll } from "../labels/LabelMatcher.ts";
import { compareLabels } from "../labels/compareLabels.ts";
import type { Work } from "../work/Work.ts";
import type { ExemplarData, Selection, SeriesExemplars, TimeSpan } from "./MetricStore.ts";

/** OpenMetrics 1.0: names and values of an exemplar's labels hold no more characters than this together. */
const MOST_LABEL_CHARACTERS = 128;
const SLICE = 512;
/** An exemplar's objects beside its texts. */
const EXEMPLAR_BYTES = 400;

interface Entry {
  readonly seriesLabels: Labels;
  readonly exemplar: ExemplarData;
}

/** The newest exemplars of a source, at most `capacity`; by Prometheus' rules for what is taken (tsdb/exemplar.go). */
export class ExemplarRing {
  readonly #capacity: number;
  /** Oldest first from `#next` on, once it is full. */
  readonly #entries: Entry[] = [];
  #next = 0;
  /** The newest of each series, by the key of its labels. */
  readonly #newest = new Map<string, ExemplarData>();
  #bytes = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get count(): number {
    return this.#entries.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Leaves out repetitions, what is older than the series' newest, and labels that are too long. */
  add(seriesLabels: Labels, exemplar: ExemplarData): void {
    if (this.#capacity === 0 || characters(exemplar.labels) > MOST_LABEL_CHARACTERS) return;
    const newest = this.#newest.get(seriesLabels.key);
    if (newest !== undefined && !isNewer(exemplar, newest)) return;
    const entry = { seriesLabels, exemplar };
    const old = this.#entries[this.#next];
    if (old === undefined) this.#entries.push(entry);
    else {
      this.#entries[this.#next] = entry;
      this.#forget(old);
    }
    this.#next = (this.#next + 1) % this.#capacity;
    this.#newest.set(seriesLabels.key, exemplar);
    this.#bytes += bytesOf(entry);
  }

  /** By series in the order of labels, exemplars by time; none without a selection. */
  *select(selections: readonly Selection[], span: TimeSpan): Work<SeriesExemplars[]> {
    const bySeries = new Map<string, { seriesLabels: Labels; exemplars: ExemplarData[] }>();
    const isMatch = new Map<string, boolean>();
    const entries = [...this.#entries.slice(this.#next), ...this.#entries.slice(0, this.#next)];
    for (const [i, { seriesLabels, exemplar }] of entries.entries()) {
      if (i % SLICE === SLICE - 1) yield;
      if (exemplar.timeMs < span.startMs || exemplar.timeMs > span.endMs) continue;
      const key = seriesLabels.key;
      let matches = isMatch.get(key);
      if (matches === undefined)
        isMatch.set(key, (matches = selections.some((one) => matchesAll(seriesLabels, one))));
      if (!matches) continue;
      const found = bySeries.get(key);
      if (found === undefined) bySeries.set(key, { seriesLabels, exemplars: [exemplar] });
      else found.exemplars.push(exemplar);
    }
    return [...bySeries.values()].toSorted((a, b) => compareLabels(a.seriesLabels, b.seriesLabels));
  }

  #forget(entry: Entry): void {
    this.#bytes -= bytesOf(entry);
    const { key } = entry.seriesLabels;
    if (this.#newest.get(key) === entry.exemplar) this.#newest.delete(key);
  }
}

/** The same time may come again with another value: buckets take theirs together. */
function isNewer(exemplar: ExemplarData, newest: ExemplarData): boolean {
  if (exemplar.timeMs !== newest.timeMs) return exemplar.timeMs > newest.timeMs;
  if (exemplar.value !== newest.value) return exemplar.value > newest.value;
  return exemplar.labels.key !== newest.labels.key;
}

function characters(labels: Labels): number {
  let count = 0;
  for (const text of labels.pairs) count += [...text].length;
  return count;
}

const bytesOf = (entry: Entry): number => EXEMPLAR_BYTES + 4 * characters(entry.exemplar.labels);
