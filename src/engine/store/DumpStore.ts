import type { Labels } from "../labels/Labels.ts";
import type { Work } from "../work/Work.ts";
import type { ExemplarRing } from "./ExemplarRing.ts";
import type {
  MetricMetadata,
  MetricStore,
  Selection,
  SeriesExemplars,
  SeriesSamples,
  TimeSpan,
  WindowHint,
} from "./MetricStore.ts";
import type { IndexedSeries, SeriesIndex } from "./SeriesIndex.ts";
import { upperBound } from "./upperBound.ts";
import { windowReach } from "./windowReach.ts";

/** A series with all its samples, ascending by time. */
export interface DumpSeries extends IndexedSeries, SeriesSamples {}

export interface DumpContent {
  readonly index: SeriesIndex<DumpSeries>;
  readonly exemplars: ExemplarRing;
  readonly metadata: ReadonlyMap<string, readonly MetricMetadata[]>;
  readonly stats: DumpStats;
}

export interface DumpStats {
  readonly series: number;
  readonly samples: number;
  /** Samples that the file repeats at the same time with another value; the first one counts. */
  readonly duplicates: number;
  /** Undefined: there is nothing. */
  readonly oldestMs: number | undefined;
  readonly newestMs: number | undefined;
}

/** Slices of what is there are handed out, so only series cost time. */
const SLICE = 256;

/** A file's samples, of any age. It never changes: a changed file is loaded anew. See `loadDump`. */
export class DumpStore implements MetricStore {
  readonly #content: DumpContent;

  constructor(content: DumpContent) {
    this.#content = content;
  }

  get stats(): DumpStats {
    return this.#content.stats;
  }

  *select(selection: Selection, window: WindowHint): Work<SeriesSamples[]> {
    const found: SeriesSamples[] = [];
    const candidates = yield* this.#content.index.select(selection);
    for (const [i, series] of candidates.entries()) {
      if (i % SLICE === SLICE - 1) yield;
      const { labels, timesMs, values } = series;
      const reach = windowReach(timesMs[0] ?? NaN, timesMs.at(-1) ?? NaN, window);
      if (reach === undefined) continue;
      const from = upperBound(timesMs, reach.afterMs);
      const to = upperBound(timesMs, reach.upToMs);
      if (from < to)
        found.push({ labels, timesMs: timesMs.subarray(from, to), values: values.subarray(from, to) });
    }
    return found;
  }

  *series(selections: readonly Selection[], span: TimeSpan): Work<Labels[]> {
    const found: Labels[] = [];
    const candidates = yield* this.#content.index.selectAny(selections);
    for (const [i, series] of candidates.entries()) {
      if (i % SLICE === SLICE - 1) yield;
      const next = upperBound(series.timesMs, span.startMs - 1);
      // Undefined is not below an open end either.
      if ((series.timesMs[next] ?? NaN) <= span.endMs) found.push(series.labels);
    }
    return found;
  }

  metadata(): ReadonlyMap<string, readonly MetricMetadata[]> {
    return this.#content.metadata;
  }

  exemplars(selections: readonly Selection[], span: TimeSpan): Work<SeriesExemplars[]> {
    return this.#content.exemplars.select(selections, span);
  }
}
