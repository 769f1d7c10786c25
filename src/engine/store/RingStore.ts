import type { ExpositionPage } from "../exposition/ExpositionPage.ts";
import type { Labels } from "../labels/Labels.ts";
import type { Work } from "../work/Work.ts";
import { tooManySamples } from "../EngineError.ts";
import { ExemplarRing } from "./ExemplarRing.ts";
import { MetadataBook } from "./MetadataBook.ts";
import type {
  MetricMetadata,
  MetricStore,
  Selection,
  SeriesExemplars,
  SeriesSamples,
  TimeSpan,
  WindowHint,
} from "./MetricStore.ts";
import { RingContent } from "./RingContent.ts";
import { emptyCount, ScrapeAppender, type AppendCount, type ReportSample } from "./ScrapeAppender.ts";
import { trimRing, type TrimCount } from "./trimRing.ts";

export interface RingOptions {
  /** Samples older than this before the newest scrape go. Default 24 h. */
  readonly retentionMs?: number;
  /** What the source may weigh, in bytes; its oldest chunks go first. Default 256 MiB. */
  readonly ceilingBytes?: number;
  /** Default 10,000. */
  readonly maxExemplars?: number;
}

const DEFAULTS = { retentionMs: 86_400_000, ceilingBytes: 268_435_456, maxExemplars: 10_000 };

export interface Scrape {
  /** Later than that of the scrape before; otherwise only samples with a time of their own are taken. */
  readonly timeMs: number;
  /** Undefined: the scrape failed, which marks every series stale. */
  readonly page: ExpositionPage | undefined;
  /** What to add about the scrape, when it is known what came of it. */
  report?(count: AppendCount): readonly ReportSample[];
}

export interface RingStats {
  readonly series: number;
  readonly samples: number;
  /** An estimate on the safe side, of what the process spends on this store. */
  readonly bytes: number;
  /** Undefined: there is nothing. */
  readonly oldestMs: number | undefined;
  readonly newestMs: number | undefined;
  readonly exemplars: number;
  /** How many samples went because of the ceiling, before they were too old. */
  readonly droppedByCeiling: number;
  /** What was scraped last alone weighs more than the ceiling. */
  readonly isOverCeiling: boolean;
}

/**
 * The newest samples of one scraped source, in memory: by Prometheus' rules for staleness, repeated and late samples
 * (scrape/scrape.go, tsdb/head_append.go). One `append` at a time; readers may come in between, and see a scrape
 * whole or not at all, but for samples with a time of their own. Two differences from Prometheus: a page that breaks
 * the format midway marks all series stale (there those before the bad line get their marker one scrape later), and
 * samples with a time of their own may be as old as the retention (there about an hour).
 */
export class RingStore implements MetricStore {
  readonly #retentionMs: number;
  readonly #ceilingBytes: number;
  readonly #content = new RingContent();
  readonly #exemplars: ExemplarRing;
  readonly #metadata = new MetadataBook();
  readonly #appender: ScrapeAppender;
  #scrapes = 0;
  /** Of the scrape that is being appended. */
  #hiddenFromMs = Infinity;
  #newestScrapeMs = -Infinity;
  #trimmed: TrimCount = { droppedByCeiling: 0, isOverCeiling: false, nextDropMs: Infinity };

  constructor(options: RingOptions = {}) {
    const { retentionMs, ceilingBytes, maxExemplars } = { ...DEFAULTS, ...options };
    this.#retentionMs = retentionMs;
    this.#ceilingBytes = ceilingBytes;
    this.#exemplars = new ExemplarRing(maxExemplars);
    this.#appender = new ScrapeAppender(this.#content, this.#exemplars, retentionMs);
  }

  /** Takes in one scrape. Its labels are kept as they are. */
  *append(scrape: Scrape): Work<AppendCount> {
    const { timeMs, page } = scrape;
    const isLater = timeMs > this.#newestScrapeMs;
    const number = ++this.#scrapes;
    if (isLater) this.#hiddenFromMs = timeMs;
    try {
      const clock = isLater ? yield* this.#content.tick(timeMs) : undefined;
      const slot = { number, timeMs, clock };
      const count = page === undefined ? emptyCount() : yield* this.#appender.append(page, slot);
      if (page !== undefined) this.#metadata.update(page.metadata, number);
      yield* this.#appender.markStale(slot);
      this.#appender.appendReport(scrape.report?.(count) ?? [], slot);
      yield* this.#content.index.commit();
      this.#newestScrapeMs = Math.max(this.#newestScrapeMs, timeMs);
      yield* this.#trim();
      return count;
    } finally {
      this.#hiddenFromMs = Infinity;
    }
  }

  stats(): RingStats {
    let oldestMs = Infinity;
    let newestMs = -Infinity;
    for (const series of this.#content.all()) {
      oldestMs = Math.min(oldestMs, series.oldestMs);
      newestMs = Math.max(newestMs, series.newestMs);
    }
    const { droppedByCeiling, isOverCeiling } = this.#trimmed;
    return {
      series: this.#content.size,
      samples: this.#content.ledger.samples,
      bytes: this.#content.ledger.bytes + this.#exemplars.bytes,
      oldestMs: Number.isFinite(oldestMs) ? oldestMs : undefined,
      newestMs: Number.isFinite(newestMs) ? newestMs : undefined,
      exemplars: this.#exemplars.count,
      droppedByCeiling,
      isOverCeiling,
    };
  }

  *select(selection: Selection, window: WindowHint): Work<SeriesSamples[]> {
    const found: SeriesSamples[] = [];
    let left = window.maxSamples ?? Infinity;
    const candidates = yield* this.#content.index.select(selection);
    for (const [i, series] of candidates.entries()) {
      if (i % SLICE === SLICE - 1) yield;
      const samples = series.samples(window, this.#readableMs);
      if (samples === undefined) continue;
      left -= samples.timesMs.length;
      if (left < 0) throw tooManySamples();
      found.push(samples);
    }
    return found;
  }

  *series(selections: readonly Selection[], span: TimeSpan): Work<Labels[]> {
    const found: Labels[] = [];
    const candidates = yield* this.#content.index.selectAny(selections);
    for (const [i, series] of candidates.entries()) {
      if (i % SLICE === SLICE - 1) yield;
      if (series.hasSampleIn(span.startMs, Math.min(span.endMs, this.#readableMs))) found.push(series.labels);
    }
    return found;
  }

  metadata(): ReadonlyMap<string, readonly MetricMetadata[]> {
    return this.#metadata.shown;
  }

  exemplars(selections: readonly Selection[], span: TimeSpan): Work<SeriesExemplars[]> {
    return this.#exemplars.select(selections, span);
  }

  /** Whole milliseconds, so one less is just before the scrape under way. */
  get #readableMs(): number {
    return this.#hiddenFromMs - 1;
  }

  *#trim(): Work<void> {
    this.#trimmed = yield* trimRing(this.#content, this.#trimmed, {
      newestMs: this.#newestScrapeMs,
      keepFromMs: this.#newestScrapeMs - this.#retentionMs,
      ceilingBytes: this.#ceilingBytes - this.#exemplars.bytes,
    });
  }
}

/** Series between two yields. */
const SLICE = 128;
