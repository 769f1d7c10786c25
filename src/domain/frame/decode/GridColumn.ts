import type { NativeHistogram } from "../Frame.ts";
import type { ByteBuffer } from "./ByteBuffer.ts";
import type { StepGrid } from "./DecodeOptions.ts";
import { SampleReader } from "./SampleReader.ts";
import { isRebuildable } from "./sampleText.ts";

/** A sample this near to a step counts as on it (features §4.5). */
const STEP_TOLERANCE = 1 / 100;
/** Columns share slabs, since thousands of small buffers are slow to allocate and to transfer: 8 kB to 2 MiB. */
const FIRST_SLAB_LENGTH = 1 << 10;
const LAST_SLAB_LENGTH = 1 << 18;

/** Repairs counted over all series of a body. */
export interface SampleNotes {
  duplicateSamples: number;
  unsortedSamples: number;
  offStepSamples: number;
}

export interface FinishedColumn {
  readonly values: Float64Array;
  readonly nanAt?: Uint32Array;
  readonly texts?: Map<number, string>;
  readonly histograms?: Map<number, NativeHistogram>;
}

/** Takes the samples of one series after another and lays each on the step grid. */
export class GridColumn {
  readonly notes: SampleNotes = { duplicateSamples: 0, unsortedSamples: 0, offStepSamples: 0 };
  /** Samples taken over all series. */
  sampleCount = 0;
  readonly #grid: StepGrid;
  readonly #reader = new SampleReader();
  #slab = new Float64Array(0);
  #slabUsed = 0;
  #values = new Float64Array(0);
  /** First index that is not written yet; every index before it holds a value or NaN. */
  #next = 0;
  /** Members of the series begun so far: the samples of the second one go between those of the first. */
  #members = 0;
  #nanFlags: Uint8Array | undefined;
  #texts: Map<number, string> | undefined;
  #histograms: Map<number, NativeHistogram> | undefined;

  constructor(grid: StepGrid) {
    this.#grid = grid;
  }

  /** Begins a series. */
  begin(): void {
    const { count } = this.#grid;
    if (this.#slabUsed + count > this.#slab.length) {
      const length = Math.min(Math.max(FIRST_SLAB_LENGTH, this.#slab.length * 4), LAST_SLAB_LENGTH);
      this.#slab = new Float64Array(Math.max(length, count));
      this.#slabUsed = 0;
    }
    this.#values = this.#slab.subarray(this.#slabUsed, this.#slabUsed + count);
    this.restart();
  }

  /** Forgets what the series holds: a second `values` member replaces the first, as in `JSON.parse`. */
  restart(): void {
    this.#next = 0;
    this.#members = 0;
    this.#nanFlags = undefined;
    this.#texts = undefined;
    this.#histograms = undefined;
  }

  /** Before the first sample of `values` or `histograms`. */
  beginMember(): void {
    this.#members++;
  }

  finish(): FinishedColumn {
    const { count } = this.#grid;
    this.#values.fill(NaN, this.#next, count);
    this.#slabUsed += count;
    const flags = this.#nanFlags;
    const texts = this.#texts;
    const histograms = this.#histograms;
    return {
      values: this.#values,
      ...(flags ? { nanAt: flaggedIndexes(flags) } : {}),
      ...(texts && texts.size > 0 ? { texts } : {}),
      ...(histograms && histograms.size > 0 ? { histograms } : {}),
    };
  }

  /**
   * Takes samples `[t,"v"]` divided by single commas from `at`, where a `[` stands, as many as are whole and of the
   * usual spelling. Returns the offset after the last one taken, or `at`.
   */
  readMany(buffer: ByteBuffer, at: number): number {
    const { bytes } = buffer;
    const { startMs, stepMs, count } = this.#grid;
    const reader = this.#reader;
    let done = at;
    let expectedMs = startMs + this.#next * stepMs;
    for (let p = at; reader.read(bytes, p); p = done + 1) {
      done = reader.end;
      this.sampleCount++;
      if (reader.timeMs === expectedMs && this.#next < count && reader.isPlain) {
        this.#values[this.#next++] = reader.value;
        expectedMs = startMs + this.#next * stepMs;
      } else {
        this.#put(reader.timeMs, reader.value, reader.isPlain ? undefined : reader.text(bytes));
        expectedMs = startMs + this.#next * stepMs;
      }
      if (bytes[done] !== 44) break;
    }
    return done;
  }

  /** Takes one sample that `readMany` left. */
  add(timeMs: number, value: number, text: string): void {
    this.sampleCount++;
    this.#put(timeMs, value, text);
  }

  addHistogram(timeMs: number, histogram: NativeHistogram): void {
    this.sampleCount++;
    const index = this.#put(timeMs, histogram.sum, undefined);
    if (index >= 0) (this.#histograms ??= new Map()).set(index, histogram);
  }

  /** The general way: any order, any time. Returns the index, or −1 for a sample outside the grid. */
  #put(timeMs: number, value: number, text: string | undefined): number {
    const index = this.#indexOf(timeMs);
    if (index < 0) return index;
    if (index >= this.#next) {
      this.#values.fill(NaN, this.#next, index);
      this.#next = index + 1;
    } else {
      this.#clear(index);
    }
    this.#values[index] = value;
    if (Number.isNaN(value)) (this.#nanFlags ??= new Uint8Array(this.#grid.count))[index] = 1;
    if (text !== undefined && !isRebuildable(text, value)) (this.#texts ??= new Map()).set(index, text);
    return index;
  }

  #indexOf(timeMs: number): number {
    const { startMs, stepMs, count } = this.#grid;
    const steps = (timeMs - startMs) / stepMs;
    const index = Math.round(steps);
    const isOnGrid = index >= 0 && index < count;
    if (!isOnGrid || Math.abs(steps - index) > STEP_TOLERANCE) this.notes.offStepSamples++;
    return isOnGrid ? index : -1;
  }

  /** The last sample of a step wins, whatever kind it is. */
  #clear(index: number): void {
    const isFilled = !Number.isNaN(this.#values[index]) || this.#nanFlags?.[index] === 1;
    if (isFilled) this.notes.duplicateSamples++;
    else if (this.#members < 2) this.notes.unsortedSamples++;
    if (this.#nanFlags) this.#nanFlags[index] = 0;
    this.#texts?.delete(index);
    this.#histograms?.delete(index);
  }
}

function flaggedIndexes(flags: Uint8Array): Uint32Array {
  const found: number[] = [];
  for (let i = flags.indexOf(1); i >= 0; i = flags.indexOf(1, i + 1)) found.push(i);
  return Uint32Array.from(found);
}
