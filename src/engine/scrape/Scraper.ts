import { formatOfContentType } from "../exposition/ExpositionFormat.ts";
import type { ExpositionPage } from "../exposition/ExpositionPage.ts";
import { parsePage } from "../exposition/parsePage.ts";
import { SeriesTexts } from "../exposition/SeriesTexts.ts";
import type { RingStats, RingStore } from "../store/RingStore.ts";
import type { AppendCount } from "../store/ScrapeAppender.ts";
import { collectPage } from "./collectPage.ts";
import { createReporter } from "./reportSamples.ts";
import type { FetchPage, RunWork, ScrapeTimers } from "./ScrapePorts.ts";
import { ScrapeSchedule } from "./ScrapeSchedule.ts";
import { targetLabels, type TargetLabels } from "./targetLabels.ts";

export interface ScraperOptions extends TargetLabels {
  /** Of the source; decides when within the interval it is scraped. */
  readonly id: string;
  readonly intervalMs: number;
  /** At most the interval. */
  readonly timeoutMs: number;
  /** Of a page, inflated. */
  readonly maxPageBytes: number;
  /** A page whose samples and series alone weigh more is an error. */
  readonly memoryBytes: number;
  readonly store: RingStore;
  readonly fetchPage: FetchPage;
  readonly run: RunWork;
  readonly timers: ScrapeTimers;
}

/** What is known of the scrapes so far. */
export interface ScrapeStatus {
  readonly scrapes: number;
  readonly failures: number;
  /** Undefined before the first one is over. */
  readonly last: LastScrape | undefined;
  readonly ring: RingStats;
}

export interface LastScrape {
  readonly timeMs: number;
  readonly durationMs: number;
  readonly samples: number;
  readonly series: number;
  readonly duplicates: number;
  readonly outOfOrder: number;
  readonly outOfBounds: number;
  /** "line 17: …", or why there was no page; absent when it was good. */
  readonly error?: string;
}

/**
 * Scrapes one source into its ring: at once when it is started, then in its rhythm, never two at a time. A failed
 * scrape ends every series (stale markers) and leaves `up` 0, as in Prometheus.
 */
export class Scraper {
  readonly store: RingStore;
  readonly #options: ScraperOptions;
  readonly #schedule: ScrapeSchedule;
  readonly #texts: SeriesTexts;
  readonly #report: ReturnType<typeof createReporter>;
  readonly #ending = new AbortController();
  #cancelTimer: () => void = () => undefined;
  #scrapes = 0;
  #failures = 0;
  #last: LastScrape | undefined;
  #newestMs = -Infinity;

  constructor(options: ScraperOptions) {
    this.#options = options;
    this.store = options.store;
    this.#schedule = new ScrapeSchedule(options.id, options.intervalMs);
    this.#texts = new SeriesTexts(targetLabels(options));
    this.#report = createReporter(options.labels);
  }

  start(): void {
    const nowMs = this.#options.timers.now();
    void this.#turn(nowMs, nowMs);
  }

  close(): void {
    this.#cancelTimer();
    this.#ending.abort(new Error("the source was closed"));
  }

  status(): ScrapeStatus {
    const ring = this.store.stats();
    return { scrapes: this.#scrapes, failures: this.#failures, last: this.#last, ring };
  }

  async #turn(plannedMs: number, nowMs: number): Promise<void> {
    await this.#scrape(this.#schedule.timeOf(plannedMs, nowMs));
    if (this.#ending.signal.aborted) return;
    this.#plan(plannedMs);
  }

  /** A scrape that took too long leaves out the turns it missed; so does a machine that slept. */
  #plan(doneMs: number): void {
    const { timers, intervalMs } = this.#options;
    const nowMs = timers.now();
    // A timer may fire a moment early: the turn that is done is not due again. A clock set back begins anew.
    const isEarly = doneMs > nowMs && doneMs - nowMs < intervalMs;
    const plannedMs = this.#schedule.next(isEarly ? doneMs : nowMs);
    this.#cancelTimer = timers.after(plannedMs - nowMs, () => void this.#turn(plannedMs, timers.now()));
  }

  async #scrape(timeMs: number): Promise<void> {
    const { timers } = this.#options;
    const startMs = timers.monotonic();
    const lap = () => timers.monotonic() - startMs;
    let page: ExpositionPage | undefined;
    let error: string | undefined;
    try {
      page = await this.#read();
    } catch (cause) {
      error = reasonOf(cause);
    }
    if (this.#ending.signal.aborted) return;
    if (timeMs <= this.#newestMs)
      error ??= "the clock was set back: samples are kept again once it is past the last scrape";
    this.#newestMs = Math.max(this.#newestMs, timeMs);
    try {
      const count = await this.#append(timeMs, page, lap);
      this.#note({ timeMs, durationMs: lap(), series: page?.series.length ?? 0, ...shown(count) }, error);
    } catch (cause) {
      const none = { samples: 0, series: 0, duplicates: 0, outOfOrder: 0, outOfBounds: 0 };
      this.#note({ timeMs, durationMs: lap(), ...none }, reasonOf(cause));
    }
  }

  async #read(): Promise<ExpositionPage> {
    const { fetchPage, timeoutMs, maxPageBytes: maxBytes, memoryBytes, timers, run } = this.#options;
    const { signal } = this.#ending;
    const { contentType, chunks } = await collectPage(fetchPage, { timeoutMs, maxBytes }, { signal, timers });
    const format = formatOfContentType(contentType);
    return await run(parsePage(chunks, { format, texts: this.#texts, memoryBytes }), signal);
  }

  async #append(timeMs: number, page: ExpositionPage | undefined, lap: () => number): Promise<AppendCount> {
    const report = ({ samples, newSeries }: AppendCount) =>
      this.#report({ isUp: page !== undefined, durationMs: lap(), samples, newSeries });
    return await this.#options.run(this.store.append({ timeMs, page, report }), this.#ending.signal);
  }

  #note(last: LastScrape, error: string | undefined): void {
    if (this.#ending.signal.aborted) return;
    this.#scrapes += 1;
    if (error !== undefined) this.#failures += 1;
    this.#last = error === undefined ? last : { ...last, error };
  }
}

const shown = ({ samples, duplicates, outOfOrder, outOfBounds }: AppendCount) => ({
  samples,
  duplicates,
  outOfOrder,
  outOfBounds,
});

function reasonOf(cause: unknown): string {
  return cause instanceof Error && cause.message !== "" ? cause.message : "the scrape failed";
}
