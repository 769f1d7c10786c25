/**
 * Columnar results. One time column shared by all series of a range result; a missing step is NaN in `values`.
 * Everything here survives structured clone, so the worker can transfer it.
 */

/** Label name → value. May hold names such as `__proto__`: read it with `labelValue`, never with `labels[name]`. */
export type Labels = Readonly<Record<string, string>>;

export function labelValue(labels: Labels, name: string): string | undefined {
  return Object.hasOwn(labels, name) ? labels[name] : undefined;
}

/** A native histogram as in the Prometheus API: `[boundaryRule, lower, upper, count]`, boundary rule 0 = (lower, upper], 1 = [lower, upper), 2 = (lower, upper), 3 = [lower, upper]. */
export interface NativeHistogram {
  readonly count: number;
  readonly sum: number;
  readonly buckets: readonly (readonly [rule: number, lower: number, upper: number, count: number])[];
}

export interface Series {
  readonly labels: Labels;
  /** Aligned to `RangeResult.timesMs`; NaN where the step is missing (or a real NaN, see `nanAt`); ±Infinity kept. Exact doubles. For a native-histogram sample: its sum. */
  readonly values: Float64Array;
  /** Indexes at which the source really sent NaN, ascending. Absent when none. */
  readonly nanAt?: Uint32Array;
  /** Exact texts the source sent where `formatExact(value)` would differ, by index. Absent when none. */
  readonly texts?: ReadonlyMap<number, string>;
  /** Native histogram per index; absent when the series has none. */
  readonly histograms?: ReadonlyMap<number, NativeHistogram>;
  /** Its labels held invalid bytes, now U+FFFD (F33). */
  readonly hasInvalidBytes?: true;
}

/** Deterministic repairs made while decoding, counted so that the page can say so (F33, F36). */
export interface DecodeNotes {
  readonly duplicateSamples: number;
  readonly unsortedSamples: number;
  readonly offStepSamples: number;
  readonly duplicateSeries: number;
  readonly invalidUtf8Series: number;
}

export interface RangeResult {
  readonly kind: "range";
  /** Ascending, milliseconds since the epoch. On the step grid of the plan. */
  readonly timesMs: Float64Array;
  readonly stepMs: number;
  readonly series: readonly Series[];
  readonly notes: DecodeNotes;
}

/** One sample with the exact text the source sent. */
export interface Sample {
  readonly timeMs: number;
  readonly value: number;
  readonly text: string;
  readonly histogram?: NativeHistogram;
}

export interface VectorRow {
  readonly labels: Labels;
  readonly sample: Sample;
  readonly hasInvalidBytes?: true;
}

export interface MatrixRow {
  readonly labels: Labels;
  /** Ascending by time. */
  readonly samples: readonly Sample[];
  readonly hasInvalidBytes?: true;
}

export interface VectorResult {
  readonly kind: "vector";
  readonly rows: readonly VectorRow[];
  readonly notes: DecodeNotes;
}

/** An instant query of a range selector (`up[5m]`): raw samples at their own times. */
export interface MatrixResult {
  readonly kind: "matrix";
  readonly rows: readonly MatrixRow[];
  readonly notes: DecodeNotes;
}

export interface ScalarResult {
  readonly kind: "scalar";
  readonly sample: Sample;
}

export interface StringResult {
  readonly kind: "string";
  readonly timeMs: number;
  readonly text: string;
}

export type InstantResult = VectorResult | MatrixResult | ScalarResult | StringResult;
export type QueryResult = RangeResult | InstantResult;

/** What came with the result, whatever its kind. */
export interface ResultMeta {
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
  readonly isPartial: boolean;
  readonly seriesCount: number;
  readonly sampleCount: number;
  /** Decoded (uncompressed) body bytes. */
  readonly bytes: number;
}

export interface Decoded {
  readonly result: QueryResult;
  readonly meta: ResultMeta;
}
