import { tooManySamples } from "../EngineError.ts";
import { compareLabels } from "../labels/compareLabels.ts";
import type { LabelMatcher } from "../labels/LabelMatcher.ts";
import { matchesAll } from "../labels/LabelMatcher.ts";
import type { Labels } from "../labels/Labels.ts";
import type {
  MetricMetadata,
  MetricStore,
  Selection,
  SeriesExemplars,
  SeriesSamples,
  TimeSpan,
  WindowHint,
} from "../store/MetricStore.ts";
import { writeStale } from "../store/staleMarker.ts";
import type { Work } from "../work/Work.ts";
import type { DemoSeries, Exporter, Family, Subject } from "./core/Exporter.ts";
import { seriesNames, seriesOf } from "./core/Exporter.ts";
import { tracesOf } from "./core/exemplars.ts";
import { keptFor } from "./core/keptFor.ts";
import type { SampleTimes } from "./core/sampleTimes.ts";
import { sampleTimes } from "./core/sampleTimes.ts";
import { sortWork } from "./core/sortWork.ts";
import { unitOf } from "./core/unitOf.ts";
import { demoExporters } from "./exporters/demoExporters.ts";

export interface DemoStoreOptions {
  /** Another seed is another cluster of the same shape. */
  readonly seed: number;
  /** Epoch milliseconds; nothing later exists. */
  readonly now: () => number;
}

/**
 * A span without a bound reads this much: there is no beginning to start from. promtool bounds it by the earliest time
 * that Go can say, long before 1970.
 */
const OPEN_SPAN_MS = 86_400_000;
const SERIES_PER_YIELD = 100;
/** A query looks back from its end no further than this: pods come and go, and years of them would fill the memory. */
const LONGEST_SPAN_MS = 35 * 86_400_000;
const SAMPLES_PER_YIELD = 20_000;
const KEPT_SUBJECTS = 1_200;

type SeriesByName = ReadonlyMap<string, readonly DemoSeries[]>;

interface Source {
  readonly family: Family<Subject>;
  readonly exporter: Exporter;
}

interface Found {
  readonly subject: Subject;
  readonly series: DemoSeries;
}

/** A cluster whose every series is a function of (seed, labels, time): nothing is stored, only what is asked for is made. */
export class DemoStore implements MetricStore {
  readonly #options: DemoStoreOptions;
  readonly #sources = new Map<string, Source[]>();
  readonly #metadata = new Map<string, readonly MetricMetadata[]>();
  readonly #seriesOf = keptFor<Subject, Map<Family<Subject>, SeriesByName>>(() => new Map(), KEPT_SUBJECTS);

  constructor(options: DemoStoreOptions) {
    this.#options = options;
    for (const exporter of demoExporters(options.seed))
      for (const family of exporter.families) {
        for (const name of seriesNames(family)) {
          const sources = this.#sources.get(name);
          if (sources === undefined) this.#sources.set(name, [{ family, exporter }]);
          else sources.push({ family, exporter });
        }
        this.#metadata.set(family.name, [
          { type: family.type, help: family.help, unit: unitOf(family.name) },
        ]);
      }
  }

  *select(selection: Selection, window: WindowHint): Work<SeriesSamples[]> {
    const nowMs = this.#options.now();
    const endMs = Math.min(window.lastMs, nowMs);
    const span = { startMs: Math.max(window.firstMs - window.rangeMs, endMs - LONGEST_SPAN_MS), endMs };
    const timesBySubject = new Map<Subject, SampleTimes>();
    const selected: SeriesSamples[] = [];
    let made = 0;
    let left = window.maxSamples ?? Infinity;
    for (const { subject, series } of yield* this.#find(selection, span)) {
      let times = timesBySubject.get(subject);
      if (times === undefined) {
        const segments = subject.lives.between(span.startMs, span.endMs);
        const request = { grid: subject.grid, segments, nowMs, notBeforeMs: span.startMs };
        times = sampleTimes({ ...window, maxSamples: left }, request);
        timesBySubject.set(subject, times);
      }
      if (times.timesMs.length === 0) continue;
      left -= times.timesMs.length;
      if (left < 0) throw tooManySamples();
      selected.push({ labels: series.labels, timesMs: times.timesMs, values: valuesOf(series, times) });
      made += times.timesMs.length;
      if (made < SAMPLES_PER_YIELD) continue;
      made = 0;
      yield;
    }
    return yield* sortWork(selected, (a, b) => compareLabels(a.labels, b.labels));
  }

  *series(selections: readonly Selection[], span: TimeSpan): Work<Labels[]> {
    const closed = this.#close(span);
    const [only = []] = selections;
    if (selections.length < 2) return yield* sortWork(yield* this.#labels(only, closed), compareLabels);
    const found = new Map<string, Labels>();
    for (const selection of selections)
      for (const labels of yield* this.#labels(selection, closed)) found.set(labels.key, labels);
    return yield* sortWork([...found.values()], compareLabels);
  }

  *#labels(selection: Selection, span: TimeSpan): Work<Labels[]> {
    const labels: Labels[] = [];
    for (const { subject, series } of yield* this.#find(selection, span)) {
      if (hasSample(subject, span)) labels.push(series.labels);
      if (labels.length % (20 * SERIES_PER_YIELD) === 0) yield;
    }
    return labels;
  }

  metadata(): ReadonlyMap<string, readonly MetricMetadata[]> {
    return this.#metadata;
  }

  *exemplars(selections: readonly Selection[], span: TimeSpan): Work<SeriesExemplars[]> {
    const closed = this.#close(span);
    const found = new Map<string, SeriesExemplars>();
    for (const selection of selections)
      for (const { subject, series } of yield* this.#find(selection, closed)) {
        if (series.traces === undefined || found.has(series.labels.key)) continue;
        const segments = subject.lives.between(closed.startMs, closed.endMs);
        const exemplars = tracesOf({ ...series.traces, seed: series.seed }, { segments, span: closed });
        if (exemplars.length > 0) found.set(series.labels.key, { seriesLabels: series.labels, exemplars });
        yield;
      }
    return [...found.values()].toSorted((a, b) => compareLabels(a.seriesLabels, b.seriesLabels));
  }

  #close(span: TimeSpan): TimeSpan {
    const endMs = Math.min(span.endMs, this.#options.now());
    const longestMs = span.startMs > 0 ? LONGEST_SPAN_MS : OPEN_SPAN_MS;
    return { startMs: Math.max(span.startMs, endMs - longestMs), endMs };
  }

  /** Series that match and whose subjects exist in the span; names by look-up where the selection gives one. */
  *#find(selection: Selection, span: TimeSpan): Work<Found[]> {
    const found: Found[] = [];
    if (span.endMs < span.startMs) return found;
    let untilYield = SERIES_PER_YIELD;
    for (const [name, source] of this.#sourcesOf(selection))
      for (const subject of source.exporter.subjectsIn(span.startMs, span.endMs)) {
        if (!maySuit(subject, selection)) continue;
        for (const series of this.#made(source, subject).get(name) ?? []) {
          if (matchesAll(series.labels, selection)) found.push({ subject, series });
          if (--untilYield > 0) continue;
          untilYield = SERIES_PER_YIELD;
          yield;
        }
      }
    return found;
  }

  #sourcesOf(selection: Selection): Iterable<readonly [string, Source]> {
    const byName = selection.filter((matcher) => matcher.name === "__name__");
    const exact = byName.find((matcher) => matcher.operator === "=");
    const named: Iterable<readonly [string, readonly Source[]]> =
      exact === undefined ? this.#sources : [[exact.value, this.#sources.get(exact.value) ?? []]];
    return [...named]
      .filter(([name]) => byName.every((matcher) => matcher.matches(name)))
      .flatMap(([name, sources]) => sources.map((source) => [name, source] as const));
  }

  #made(source: Source, subject: Subject): SeriesByName {
    const families = this.#seriesOf(subject);
    let series = families.get(source.family);
    if (series === undefined) {
      series = seriesOf(source.family, subject, this.#options.seed);
      families.set(source.family, series);
    }
    return series;
  }
}

/** False when a label that all its series share rules the subject out. */
function maySuit(subject: Subject, selection: readonly LabelMatcher[]): boolean {
  return selection.every((matcher) => {
    const value = Object.hasOwn(subject.labels, matcher.name) ? subject.labels[matcher.name] : undefined;
    return value === undefined || matcher.matches(value);
  });
}

function hasSample(subject: Subject, span: TimeSpan): boolean {
  const { offsetMs, intervalMs } = subject.grid;
  return subject.lives.between(span.startMs, span.endMs).some((segment) => {
    const from = Math.max(span.startMs, segment.fromMs);
    const firstMs = offsetMs + Math.ceil((from - offsetMs) / intervalMs) * intervalMs;
    return firstMs < segment.toMs && firstMs <= span.endMs;
  });
}

function valuesOf(series: DemoSeries, times: SampleTimes): Float64Array {
  const { timesMs, runs, staleAt } = times;
  const values = new Float64Array(timesMs.length);
  for (const { segment, from, to } of runs)
    series.signal.write({ timesMs, values, from, to, segment, seed: series.seed });
  for (const index of staleAt) writeStale(values, index);
  return values;
}
