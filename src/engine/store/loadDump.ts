import type { ExpositionFormat } from "../exposition/ExpositionFormat.ts";
import type { ExpositionPage } from "../exposition/ExpositionPage.ts";
import { parsePage } from "../exposition/parsePage.ts";
import type { Labels } from "../labels/Labels.ts";
import type { Work } from "../work/Work.ts";
import { DumpStore, type DumpSeries } from "./DumpStore.ts";
import { ExemplarRing } from "./ExemplarRing.ts";
import { SeriesIndex, UNRANKED } from "./SeriesIndex.ts";

export interface DumpOptions {
  readonly format: ExpositionFormat;
  /** The time of samples that come without one, such as those of a saved /metrics page. */
  readonly untimedMs: number;
  /** Samples and series that weigh more are an error. */
  readonly memoryBytes?: number;
}

/** Series or samples between two yields. */
const SLICE = 2_048;

/**
 * Reads a file of metrics: series in any order, samples in any order and of any age. Throws ExpositionError on the
 * first bad line, and then there is no store: who had one from before keeps it. Of two samples of a series at one time
 * the first in the file counts, as in a backfill of Prometheus.
 */
export function* loadDump(chunks: Iterable<Uint8Array>, options: DumpOptions): Work<DumpStore> {
  const page = yield* parsePage(chunks, options);
  const index = new SeriesIndex<DumpSeries>();
  let samples = 0;
  let duplicates = 0;
  let oldestMs = Infinity;
  let newestMs = -Infinity;
  for (const [i, rows] of (yield* collectRows(page, options.untimedMs)).entries()) {
    if (i % SLICE === SLICE - 1) yield;
    const series = toSeries(rows);
    index.add(series.series);
    samples += series.series.timesMs.length;
    duplicates += series.duplicates;
    oldestMs = Math.min(oldestMs, series.series.timesMs[0] ?? Infinity);
    newestMs = Math.max(newestMs, series.series.timesMs.at(-1) ?? -Infinity);
  }
  yield* index.commit();
  const hasAny = samples > 0;
  return new DumpStore({
    index,
    exemplars: exemplarsOf(page, options.untimedMs),
    metadata: new Map([...page.metadata].map(([family, metadata]) => [family, [metadata]])),
    stats: {
      series: index.size,
      samples,
      duplicates,
      oldestMs: hasAny ? oldestMs : undefined,
      newestMs: hasAny ? newestMs : undefined,
    },
  });
}

/** The samples of one series in the file's order. */
interface Rows {
  readonly labels: Labels;
  count: number;
  timesMs: Float64Array;
  values: Float64Array;
}

function* collectRows(page: ExpositionPage, untimedMs: number): Work<Rows[]> {
  const byKey = new Map<string, Rows>();
  // Two texts may be one series.
  const ofPlace: Rows[] = [];
  for (const [place, labels] of page.series.entries()) {
    if (place % SLICE === SLICE - 1) yield;
    let rows = byKey.get(labels.key);
    if (rows === undefined)
      byKey.set(labels.key, (rows = { labels, count: 0, timesMs: EMPTY, values: EMPTY }));
    ofPlace.push(rows);
  }
  for (const [i, place] of page.seriesOf.entries()) {
    if (i % SLICE === SLICE - 1) yield;
    const rows = ofPlace[place];
    if (rows !== undefined) rows.count++;
  }
  for (const [i, place] of page.seriesOf.entries()) {
    if (i % SLICE === SLICE - 1) yield;
    const rows = ofPlace[place];
    if (rows === undefined) continue;
    if (rows.timesMs === EMPTY) beginRows(rows);
    const timeMs = page.timesMs[i] ?? NaN;
    rows.timesMs[rows.count] = Number.isNaN(timeMs) ? untimedMs : timeMs;
    rows.values[rows.count++] = page.values[i] ?? NaN;
  }
  return [...byKey.values()];
}

/** Room for as many samples as were counted; counts anew. */
function beginRows(rows: Rows): void {
  rows.timesMs = new Float64Array(rows.count);
  rows.values = new Float64Array(rows.count);
  rows.count = 0;
}

const EMPTY = new Float64Array(0);

/** Ascending by time, each time once. */
function toSeries({ labels, timesMs, values }: Rows): {
  readonly series: DumpSeries;
  readonly duplicates: number;
} {
  if (isAscending(timesMs)) return { series: { labels, timesMs, values, rank: UNRANKED }, duplicates: 0 };
  const order = Uint32Array.from(timesMs.keys());
  // By place where the times are equal, so that the first stays first.
  order.sort((a, b) => (timesMs[a] ?? 0) - (timesMs[b] ?? 0) || a - b);
  const sortedTimes = new Float64Array(order.length);
  const sortedValues = new Float64Array(order.length);
  let count = 0;
  let duplicates = 0;
  for (const place of order) {
    const timeMs = timesMs[place] ?? NaN;
    const value = values[place] ?? NaN;
    if (count > 0 && sortedTimes[count - 1] === timeMs) {
      if (!Object.is(sortedValues[count - 1], value)) duplicates++;
      continue;
    }
    sortedTimes[count] = timeMs;
    sortedValues[count++] = value;
  }
  const series = {
    labels,
    timesMs: sortedTimes.slice(0, count),
    values: sortedValues.slice(0, count),
    rank: UNRANKED,
  };
  return { series, duplicates };
}

function isAscending(timesMs: Float64Array): boolean {
  for (let i = 1; i < timesMs.length; i++) if (!((timesMs[i - 1] ?? NaN) < (timesMs[i] ?? NaN))) return false;
  return true;
}

function exemplarsOf(page: ExpositionPage, untimedMs: number): ExemplarRing {
  const timed = page.exemplars.map(({ sample, labels, value, timeMs }) => {
    const sampleMs = page.timesMs[sample] ?? NaN;
    return {
      seriesLabels: page.series[page.seriesOf[sample] ?? -1],
      exemplar: { labels, value, timeMs: timeMs ?? (Number.isNaN(sampleMs) ? untimedMs : sampleMs) },
    };
  });
  const ring = new ExemplarRing(timed.length);
  for (const { seriesLabels, exemplar } of timed.toSorted((a, b) => a.exemplar.timeMs - b.exemplar.timeMs))
    if (seriesLabels !== undefined) ring.add(seriesLabels, exemplar);
  return ring;
}
