import { compareLabels } from "../../engine/labels/compareLabels.ts";
import { Labels } from "../../engine/labels/Labels.ts";
import { matchesAll } from "../../engine/labels/LabelMatcher.ts";
import type {
  MetricMetadata,
  MetricStore,
  Selection,
  SeriesExemplars,
  SeriesSamples,
  TimeSpan,
  WindowHint,
} from "../../engine/store/MetricStore.ts";
import { writeStale } from "../../engine/store/staleMarker.ts";
import type { Work } from "../../engine/work/Work.ts";

/** A value, or "stale" for a stale marker. */
type TestValue = number | "stale";

/** Series given in full, kept in arrays. */
export class ArrayStore implements MetricStore {
  readonly #series: readonly SeriesSamples[];

  constructor(series: readonly SeriesSamples[]) {
    this.#series = series.toSorted((a, b) => compareLabels(a.labels, b.labels));
  }

  *select(selection: Selection, window: WindowHint): Work<SeriesSamples[]> {
    const span = { startMs: window.firstMs - window.rangeMs + 1, endMs: window.lastMs };
    const found: SeriesSamples[] = [];
    for (const series of this.#series) {
      if (matchesAll(series.labels, selection) && hasSampleIn(series, span)) found.push(series);
      yield;
    }
    return found;
  }

  *series(selections: readonly Selection[], span: TimeSpan): Work<Labels[]> {
    yield;
    return this.#series
      .filter((series) => selections.length === 0 || selections.some((one) => matchesAll(series.labels, one)))
      .filter((series) => hasSampleIn(series, span))
      .map((series) => series.labels);
  }

  metadata(): ReadonlyMap<string, readonly MetricMetadata[]> {
    return new Map();
  }

  *exemplars(): Work<SeriesExemplars[]> {
    yield;
    return [];
  }
}

/** One series from its labels and its samples in order of time. */
export function testSeries(
  labels: Readonly<Record<string, string>>,
  samples: readonly (readonly [timeMs: number, value: TestValue])[],
): SeriesSamples {
  const timesMs = Float64Array.from(samples, ([timeMs]) => timeMs);
  const values = Float64Array.from(samples, ([, value]) => (value === "stale" ? Number.NaN : value));
  for (const [i, [, value]] of samples.entries()) if (value === "stale") writeStale(values, i);
  return { labels: Labels.from(labels), timesMs, values };
}

function hasSampleIn({ timesMs }: SeriesSamples, { startMs, endMs }: TimeSpan): boolean {
  const at = timesMs.findLastIndex((timeMs) => timeMs <= endMs);
  return at !== -1 && (timesMs[at] ?? 0) >= startMs;
}
