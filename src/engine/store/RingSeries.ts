import type { Labels } from "../labels/Labels.ts";
import { seriesBytes } from "../labels/seriesBytes.ts";
import { countUpTo } from "./countUpTo.ts";
import type { SeriesSamples, WindowHint } from "./MetricStore.ts";
import { CHUNK_SAMPLES, OpenChunk, ScrapeClock, type SampleChunk, type SealedChunk } from "./SampleChunk.ts";
import { UNRANKED, type IndexedSeries } from "./SeriesIndex.ts";
import { windowReach } from "./windowReach.ts";

/** What the store holds in all, kept up to date with every change. */
export interface Ledger {
  bytes: number;
  samples: number;
}

export type AppendOutcome = "added" | "same" | "duplicate" | "outOfOrder";

/** One series of a ring: sealed chunks, then one that grows. */
export class RingSeries implements IndexedSeries {
  readonly labels: Labels;
  rank = UNRANKED;
  /** Number of the last scrape that had it without a time of its own; such series get stale markers. */
  seenScrape = 0;
  /** Without its samples; counted by who keeps the series. */
  readonly ownBytes: number;
  #sealed: SealedChunk[] = [];
  #open: OpenChunk | undefined;
  /** Of the newest sample; undefined is a stale marker. */
  #lastValue: number | undefined;
  readonly #ledger: Ledger;

  constructor(labels: Labels, ledger: Ledger) {
    this.labels = labels;
    this.#ledger = ledger;
    this.ownBytes = seriesBytes(labels);
  }

  get isEmpty(): boolean {
    return this.#open === undefined && this.#sealed.length === 0;
  }

  get oldestMs(): number {
    return this.#sealed[0]?.firstMs ?? this.#open?.firstMs ?? Infinity;
  }

  get newestMs(): number {
    return this.#open?.lastMs ?? this.#sealed.at(-1)?.lastMs ?? -Infinity;
  }

  /** When the oldest chunk that may be dropped ends. */
  get oldestChunkEndMs(): number {
    return this.#sealed[0]?.lastMs ?? Infinity;
  }

  /** At the shared clock's newest time; undefined is a stale marker. */
  appendAt(clock: ScrapeClock, value: number | undefined): AppendOutcome {
    const timeMs = clock.timesMs[clock.count - 1] ?? NaN;
    const clash = this.#clash(timeMs, value);
    if (clash !== undefined) return clash;
    if (this.#open?.clock !== clock || !this.#open.isNext) {
      this.seal();
      this.#begin(clock, clock.count - 1);
    }
    this.#push(value);
    return "added";
  }

  /** At a time of its own. */
  appendOwn(timeMs: number, value: number): AppendOutcome {
    const clash = this.#clash(timeMs, value);
    if (clash !== undefined) return clash;
    if (this.#open === undefined || this.#open.clock.isShared) {
      this.seal();
      this.#begin(new ScrapeClock(false), 0);
    }
    const clock = this.#open?.clock;
    this.#ledger.bytes -= clock?.bytes ?? 0;
    clock?.push(timeMs);
    this.#ledger.bytes += clock?.bytes ?? 0;
    this.#push(value);
    return "added";
  }

  /** Ends the growing chunk, which makes it small. */
  seal(): void {
    if (this.#open === undefined) return;
    const sealed = this.#open.seal();
    this.#ledger.bytes += sealed.bytes - this.#open.bytes;
    this.#sealed.push(sealed);
    this.#open = undefined;
  }

  /** Seals a chunk of a shared clock, which goes on no more, and one with nothing new since `sinceMs`. */
  sealEnded(sinceMs: number): void {
    if (this.#open !== undefined && (this.#open.clock.isShared || this.#open.lastMs < sinceMs)) this.seal();
  }

  /** Drops sealed chunks that end at or before `timeMs`; how many samples that were. */
  dropUpTo(timeMs: number): number {
    let dropped = 0;
    let chunks = 0;
    for (const chunk of this.#sealed) {
      if (chunk.lastMs > timeMs) break;
      this.#ledger.bytes -= chunk.bytes;
      dropped += chunk.count;
      chunks++;
    }
    if (chunks > 0) this.#sealed = this.#sealed.slice(chunks);
    this.#ledger.samples -= dropped;
    return dropped;
  }

  /** Has it a sample from startMs to endMs, both inclusive? */
  hasSampleIn(startMs: number, endMs: number): boolean {
    for (const chunk of this.#chunks()) {
      if (chunk.lastMs < startMs || chunk.firstMs > endMs) continue;
      const next = countBefore(chunk, startMs);
      if (next < chunk.count && chunk.timeAt(next) <= endMs) return true;
    }
    return false;
  }

  /** What the windows need, up to `upToMs`; undefined where there is none. */
  samples(window: WindowHint, upToMs: number): SeriesSamples | undefined {
    if (window.isNewestOnly && window.firstMs === window.lastMs) return this.#newest(window, upToMs);
    const pieces: { chunk: SampleChunk; from: number; to: number }[] = [];
    let count = 0;
    for (const chunk of this.#chunks()) {
      const reach = windowReach(chunk.firstMs, chunk.lastMs, window);
      if (reach === undefined) continue;
      const timeAt = (index: number): number => chunk.timeAt(index);
      const from = countUpTo(timeAt, chunk.count, reach.afterMs);
      const to = countUpTo(timeAt, chunk.count, Math.min(reach.upToMs, upToMs));
      if (from >= to) continue;
      pieces.push({ chunk, from, to });
      count += to - from;
    }
    if (count === 0) return undefined;
    const timesMs = new Float64Array(count);
    const values = new Float64Array(count);
    let at = 0;
    for (const { chunk, from, to } of pieces) {
      chunk.copyTo({ from, to }, { timesMs, values, at });
      at += to - from;
    }
    return { labels: this.labels, timesMs, values };
  }

  /** The one sample that an instant needs. */
  #newest(window: WindowHint, upToMs: number): SeriesSamples | undefined {
    const lastMs = Math.min(window.lastMs, upToMs);
    for (const chunk of this.#chunksBackwards()) {
      if (chunk.firstMs > lastMs) continue;
      const to = countUpTo((index) => chunk.timeAt(index), chunk.count, lastMs);
      if (chunk.timeAt(to - 1) <= window.lastMs - window.rangeMs) return undefined;
      const timesMs = new Float64Array(1);
      const values = new Float64Array(1);
      chunk.copyTo({ from: to - 1, to }, { timesMs, values, at: 0 });
      return { labels: this.labels, timesMs, values };
    }
    return undefined;
  }

  *#chunks(): Generator<SampleChunk> {
    yield* this.#sealed;
    if (this.#open !== undefined) yield this.#open;
  }

  *#chunksBackwards(): Generator<SampleChunk> {
    if (this.#open !== undefined) yield this.#open;
    for (let i = this.#sealed.length - 1; i >= 0; i--) {
      const chunk = this.#sealed[i];
      if (chunk !== undefined) yield chunk;
    }
  }

  /** Prometheus' rule for a time that is not newer than the newest (tsdb/head_append.go, appendable). */
  #clash(timeMs: number, value: number | undefined): AppendOutcome | undefined {
    const newestMs = this.newestMs;
    if (timeMs > newestMs) return undefined;
    if (timeMs < newestMs) return "outOfOrder";
    return Object.is(this.#lastValue, value) ? "same" : "duplicate";
  }

  #begin(clock: ScrapeClock, from: number): void {
    this.#open = new OpenChunk(clock, from);
    this.#ledger.bytes += this.#open.bytes;
  }

  #push(value: number | undefined): void {
    if (this.#open === undefined) return;
    const before = this.#open.bytes;
    this.#open.append(value);
    this.#lastValue = value;
    this.#ledger.bytes += this.#open.bytes - before;
    this.#ledger.samples++;
    if (this.#open.count >= CHUNK_SAMPLES && !this.#open.clock.isShared) this.seal();
  }
}

const countBefore = (chunk: SampleChunk, timeMs: number): number =>
  countUpTo((index) => chunk.timeAt(index), chunk.count, timeMs - 1);
