import type { Labels } from "../labels/Labels.ts";
import type { Work } from "../work/Work.ts";
import { RingSeries, type Ledger } from "./RingSeries.ts";
import { ScrapeClock } from "./SampleChunk.ts";
import { SeriesIndex } from "./SeriesIndex.ts";

const SLICE = 256;
/** A series with times of its own may come seldom; after this its growing chunk is sealed. */
const IDLE_MS = 3_600_000;

/** All series of a ring, the clock they share, and what they weigh. */
export class RingContent {
  readonly ledger: Ledger = { bytes: 0, samples: 0 };
  readonly index = new SeriesIndex<RingSeries>();
  readonly #byKey = new Map<string, RingSeries>();
  /** The newest grows; older ones are only counted here, chunks hold them. */
  #clocks: ScrapeClock[] = [];

  /** The series with these labels; a new one counts from `keep` on. */
  obtain(labels: Labels): RingSeries {
    return this.#byKey.get(labels.key) ?? new RingSeries(labels, this.ledger);
  }

  /** Takes in a series that `obtain` made, once it has a sample. Is it new? */
  keep(series: RingSeries): boolean {
    if (this.#byKey.has(series.labels.key)) return false;
    this.#byKey.set(series.labels.key, series);
    this.ledger.bytes += series.ownBytes;
    this.index.add(series);
    return true;
  }

  get size(): number {
    return this.#byKey.size;
  }

  all(): Iterable<RingSeries> {
    return this.#byKey.values();
  }

  /** The clock, with one more scrape on it; a full one is replaced, and what ran on it sealed. */
  *tick(timeMs: number): Work<ScrapeClock> {
    let clock = this.#clocks.at(-1);
    if (clock === undefined || clock.isFull) {
      yield* this.seal(timeMs - IDLE_MS);
      clock = new ScrapeClock(true);
      this.#clocks.push(clock);
      this.ledger.bytes += clock.bytes;
    }
    const before = clock.bytes;
    clock.push(timeMs);
    this.ledger.bytes += clock.bytes - before;
    return clock;
  }

  /** Makes all chunks small, but those with times of their own and something new since `sinceMs`. */
  *seal(sinceMs: number): Work<void> {
    let looked = 0;
    for (const series of this.#byKey.values()) {
      series.sealEnded(sinceMs);
      if (++looked % SLICE === 0) yield;
    }
  }

  /** When the first of the chunks ends that may be dropped; Infinity where there is none. */
  *oldestChunkEnd(): Work<number> {
    let oldestMs = Infinity;
    let looked = 0;
    for (const series of this.#byKey.values()) {
      oldestMs = Math.min(oldestMs, series.oldestChunkEndMs);
      if (++looked % SLICE === 0) yield;
    }
    return oldestMs;
  }

  /** Drops chunks that end at or before `timeMs`, and series that have nothing left; how many samples that were. */
  *dropUpTo(timeMs: number): Work<number> {
    const empty = new Set<RingSeries>();
    let dropped = 0;
    let looked = 0;
    for (const series of this.#byKey.values()) {
      dropped += series.dropUpTo(timeMs);
      if (series.isEmpty) empty.add(series);
      if (++looked % SLICE === 0) yield;
    }
    for (const series of empty) {
      this.#byKey.delete(series.labels.key);
      this.ledger.bytes -= series.ownBytes;
    }
    yield* this.index.remove(empty);
    const kept = this.#clocks.filter((clock, i) => i === this.#clocks.length - 1 || clock.newestMs > timeMs);
    for (const clock of this.#clocks) if (!kept.includes(clock)) this.ledger.bytes -= clock.bytes;
    this.#clocks = kept;
    return dropped;
  }
}
