import {
  ARRAY_BYTES,
  columnAt,
  columnBytes,
  packColumn,
  unpackColumn,
  type SampleColumn,
} from "./sampleColumn.ts";
import { isStale, writeStale } from "./staleMarker.ts";

/** Samples of one chunk at most: small enough to decode in microseconds, large enough to carry its own weight. */
export const CHUNK_SAMPLES = 240;
const FIRST_CAPACITY = 15;
/** A chunk's objects beside its columns. */
const CHUNK_BYTES = 250;

/** Times at which samples were taken. All series of a scrape share one, so a source's times are kept once. */
export class ScrapeClock {
  timesMs = new Float64Array(FIRST_CAPACITY);
  count = 0;
  readonly isShared: boolean;

  constructor(isShared: boolean) {
    this.isShared = isShared;
  }

  get isFull(): boolean {
    return this.count >= CHUNK_SAMPLES;
  }

  get newestMs(): number {
    return this.timesMs[this.count - 1] ?? -Infinity;
  }

  get bytes(): number {
    return ARRAY_BYTES + this.timesMs.byteLength;
  }

  push(timeMs: number): void {
    if (this.count === this.timesMs.length) this.timesMs = grown(this.timesMs);
    this.timesMs[this.count++] = timeMs;
  }
}

/** A run of samples, ascending by time. */
export interface SampleChunk {
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly bytes: number;
  timeAt(index: number): number;
  /** Samples [from, to) into the arrays at `at`. */
  copyTo(range: ChunkRange, into: ChunkTarget): void;
}

export interface ChunkRange {
  readonly from: number;
  readonly to: number;
}

export interface ChunkTarget {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  readonly at: number;
}

/** The chunk at the end of a series, which still grows. */
export class OpenChunk implements SampleChunk {
  readonly clock: ScrapeClock;
  count = 0;
  /** Where in the clock its first sample is. */
  readonly #from: number;
  #values = new Float64Array(FIRST_CAPACITY);

  constructor(clock: ScrapeClock, from: number) {
    this.clock = clock;
    this.#from = from;
  }

  get firstMs(): number {
    return this.timeAt(0);
  }

  get lastMs(): number {
    return this.timeAt(this.count - 1);
  }

  get bytes(): number {
    const ownClock = this.clock.isShared ? 0 : this.clock.bytes;
    return CHUNK_BYTES + ARRAY_BYTES + this.#values.byteLength + ownClock;
  }

  /** May the clock's newest time be this chunk's next sample? */
  get isNext(): boolean {
    return this.#from + this.count === this.clock.count - 1;
  }

  timeAt(index: number): number {
    return this.clock.timesMs[this.#from + index] ?? NaN;
  }

  /** At the clock's newest time; undefined is a stale marker. */
  append(value: number | undefined): void {
    if (this.count === this.#values.length) this.#values = grown(this.#values);
    if (value === undefined) writeStale(this.#values, this.count);
    else this.#values[this.count] = value;
    this.count++;
  }

  copyTo({ from, to }: ChunkRange, into: ChunkTarget): void {
    into.timesMs.set(this.clock.timesMs.subarray(this.#from + from, this.#from + to), into.at);
    into.values.set(this.#values.subarray(from, to), into.at);
  }

  seal(): SealedChunk {
    const values = this.#values.slice(0, this.count);
    const stale: number[] = [];
    for (let i = 0; i < this.count; i++) {
      if (!isStale(values, i)) continue;
      stale.push(i);
      // Whatever packs best.
      values[i] = values[i === 0 ? 1 : i - 1] ?? 0;
    }
    const times = this.clock.isShared
      ? { clock: this.clock, from: this.#from }
      : packColumn(this.clock.timesMs.subarray(this.#from, this.#from + this.count));
    return new SealedChunk({ count: this.count, times, values: packColumn(values), stale });
  }
}

interface SealedParts {
  readonly count: number;
  readonly times: SampleColumn | { readonly clock: ScrapeClock; readonly from: number };
  readonly values: SampleColumn;
  /** Where stale markers stand. */
  readonly stale: readonly number[];
}

/** Never changes again, and is small. */
export class SealedChunk implements SampleChunk {
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly #parts: SealedParts;

  constructor(parts: SealedParts) {
    this.#parts = parts;
    this.count = parts.count;
    this.firstMs = this.timeAt(0);
    this.lastMs = this.timeAt(parts.count - 1);
  }

  get bytes(): number {
    const { times, values, stale } = this.#parts;
    return CHUNK_BYTES + ("clock" in times ? 0 : columnBytes(times)) + columnBytes(values) + 8 * stale.length;
  }

  timeAt(index: number): number {
    const { times } = this.#parts;
    return "clock" in times ? (times.clock.timesMs[times.from + index] ?? NaN) : columnAt(times, index);
  }

  copyTo(range: ChunkRange, into: ChunkTarget): void {
    const { times, values, stale } = this.#parts;
    const { from, to } = range;
    if ("clock" in times) {
      into.timesMs.set(times.clock.timesMs.subarray(times.from + from, times.from + to), into.at);
    } else unpackColumn(times, range, { target: into.timesMs, at: into.at });
    unpackColumn(values, range, { target: into.values, at: into.at });
    for (const index of stale)
      if (index >= from && index < to) writeStale(into.values, into.at + index - from);
  }
}

/** Twice as long, but no longer than a chunk. */
function grown(values: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(Math.min(CHUNK_SAMPLES, 2 * values.length));
  longer.set(values);
  return longer;
}
