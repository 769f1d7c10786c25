import type { ExpositionPage } from "../exposition/ExpositionPage.ts";
import type { Labels } from "../labels/Labels.ts";
import type { Work } from "../work/Work.ts";
import type { ExemplarRing } from "./ExemplarRing.ts";
import type { RingContent } from "./RingContent.ts";
import type { AppendOutcome, RingSeries } from "./RingSeries.ts";
import type { ScrapeClock } from "./SampleChunk.ts";

/** A sample about the scrape itself: `up`, `scrape_duration_seconds`. It gets no stale marker. */
export interface ReportSample {
  readonly labels: Labels;
  readonly value: number;
}

/** What came of a page's samples. */
export interface AppendCount {
  /** On the page. */
  readonly samples: number;
  readonly added: number;
  readonly newSeries: number;
  /** Two samples of a series at one time: the first one counts. */
  readonly duplicates: number;
  /** Older than what the series has. */
  readonly outOfOrder: number;
  /** Older than the retention, or too far in the future. */
  readonly outOfBounds: number;
}

export const emptyCount = (): Mutable<AppendCount> => ({
  samples: 0,
  added: 0,
  newSeries: 0,
  duplicates: 0,
  outOfOrder: 0,
  outOfBounds: 0,
});

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The scrape as the clock has it. */
export interface ScrapeSlot {
  readonly number: number;
  readonly timeMs: number;
  /** Undefined: the scrape is not later than the one before. */
  readonly clock: ScrapeClock | undefined;
}

/** Prometheus takes nothing that is further ahead (scrape/scrape.go, maxAheadTime). */
const MOST_AHEAD_MS = 600_000;
const SLICE = 512;

/** Brings pages into a ring, and marks what is no longer there. */
export class ScrapeAppender {
  readonly #content: RingContent;
  readonly #exemplars: ExemplarRing;
  readonly #retentionMs: number;
  /** Series of the last page that had no times of their own. */
  #tracked: RingSeries[] = [];
  #current: RingSeries[] = [];

  constructor(content: RingContent, exemplars: ExemplarRing, retentionMs: number) {
    this.#content = content;
    this.#exemplars = exemplars;
    this.#retentionMs = retentionMs;
  }

  *append(page: ExpositionPage, slot: ScrapeSlot): Work<AppendCount> {
    const count = emptyCount();
    const known: (RingSeries | undefined)[] = [];
    this.#current = [];
    for (const [i, place] of page.seriesOf.entries()) {
      if (i % SLICE === SLICE - 1) yield;
      const labels = page.series[place];
      if (labels === undefined) continue;
      const isRepeated = known[place]?.isEmpty === false;
      const series = (known[place] ??= this.#content.obtain(labels));
      const sample = { value: page.values[i] ?? NaN, timeMs: page.timesMs[i] ?? NaN, isRepeated };
      const outcome = this.#appendSample(series, sample, slot);
      count.samples++;
      if (outcome === "added" && this.#content.keep(series)) count.newSeries++;
      if (outcome === "added" || outcome === "same") count.added++;
      else if (outcome === "duplicate") count.duplicates++;
      else if (outcome === "outOfOrder") count.outOfOrder++;
      else count.outOfBounds++;
    }
    yield* this.#appendExemplars(page, slot);
    return count;
  }

  #appendSample(
    series: RingSeries,
    sample: { readonly value: number; readonly timeMs: number; readonly isRepeated: boolean },
    slot: ScrapeSlot,
  ): AppendOutcome | "outOfBounds" {
    const { value, timeMs } = sample;
    if (!Number.isNaN(timeMs)) {
      if (timeMs > slot.timeMs + MOST_AHEAD_MS || timeMs < slot.timeMs - this.#retentionMs)
        return "outOfBounds";
      return series.appendOwn(timeMs, value);
    }
    // As Prometheus: without a time of its own it comes too late, whatever time the first one had.
    if (sample.isRepeated) return "duplicate";
    if (slot.clock === undefined) return "outOfOrder";
    const outcome = series.appendAt(slot.clock, value);
    if ((outcome === "added" || outcome === "same") && series.seenScrape !== slot.number) {
      series.seenScrape = slot.number;
      this.#current.push(series);
    }
    return outcome;
  }

  *#appendExemplars(page: ExpositionPage, slot: ScrapeSlot): Work<void> {
    for (const [i, { sample, labels, value, timeMs }] of page.exemplars.entries()) {
      if (i % SLICE === SLICE - 1) yield;
      const seriesLabels = page.series[page.seriesOf[sample] ?? -1];
      const sampleMs = page.timesMs[sample] ?? NaN;
      const ownMs = timeMs ?? (Number.isNaN(sampleMs) ? slot.timeMs : sampleMs);
      if (seriesLabels !== undefined) this.#exemplars.add(seriesLabels, { labels, value, timeMs: ownMs });
    }
  }

  /** Ends the series that the last page had and this one has not. */
  *markStale(slot: ScrapeSlot): Work<void> {
    if (slot.clock === undefined) return;
    for (const [i, series] of this.#tracked.entries()) {
      if (i % SLICE === SLICE - 1) yield;
      if (series.seenScrape !== slot.number) series.appendAt(slot.clock, undefined);
    }
    this.#tracked = this.#current;
    this.#current = [];
  }

  appendReport(samples: readonly ReportSample[], slot: ScrapeSlot): void {
    if (slot.clock === undefined) return;
    for (const { labels, value } of samples) {
      const series = this.#content.obtain(labels);
      if (series.appendAt(slot.clock, value) === "added") this.#content.keep(series);
    }
  }
}
