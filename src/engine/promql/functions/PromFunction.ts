import type { CallExpr, ResultKind, SelectorExpr, SubqueryExpr } from "../../../domain/query/promql/ast.ts";
import type { MetricStore } from "../../store/MetricStore.ts";
import type { Work } from "../../work/Work.ts";
import type { StepScalar, Steps, StepVector } from "../value/StepVector.ts";

/**
 * Where a function says what the reader should know. Texts are without the preamble "PromQL warning: " and without
 * position; `argument` is the index of the argument whose place is told (0 when left out). The evaluator keeps one note
 * per text.
 */
export interface Notes {
  warn(text: string, argument?: number | "call"): void;
  info(text: string, argument?: number | "call"): void;
  /** histogram_quantile made falling buckets monotonic; all such notes are summed up. */
  forcedMonotonicity(fix: ForcedMonotonicity, argument?: number): void;
}

export interface ForcedMonotonicity {
  readonly timeMs: number;
  readonly minBucket: number;
  readonly maxBucket: number;
  readonly maxDiff: number;
}

/** One window of one series: its samples in (startMs, endMs], without stale markers. */
export interface WindowSamples {
  /** Of the whole series; only [from, to) is this window. */
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  readonly from: number;
  readonly to: number;
  /** The window by its bounds, after offset and @. */
  readonly startMs: number;
  readonly endMs: number;
  /** The step that is evaluated; it is not `endMs` under offset and @. */
  readonly timeMs: number;
}

export interface Signature {
  readonly args: readonly ResultKind[];
  /** 0: exactly `args`; n > 0: the last kind comes 0 to n times; -1: any number of times, or none. */
  readonly variadic: number;
  readonly returns: ResultKind;
  /** Only with --enable-feature=promql-experimental-functions, which our engine has on. */
  readonly isExperimental?: boolean;
}

/** Over one window of a range vector (rate, sum_over_time, …). Never called on an empty window. */
export interface RangeFunction {
  readonly kind: "range";
  /** Does the result keep the metric's name (last_over_time)? */
  readonly keepsName: boolean;
  /** `scalars` are the other arguments at this step, in their order. Undefined: no sample at this step. */
  evaluate(window: WindowSamples, scalars: readonly number[], notes: Notes): number | undefined;
}

/**
 * Value by value (abs, clamp, hour of a vector); the metric's name goes. Called without its vector (`hour()`), the value
 * is the evaluation time in seconds and there are no labels.
 */
export interface ValueFunction {
  readonly kind: "value";
  /** `scalars` are the other arguments at this step, in their order. Undefined: no sample at this step. */
  evaluate(value: number, scalars: readonly number[]): number | undefined;
}

export type Argument =
  | { readonly kind: "vector"; readonly vector: StepVector }
  | { readonly kind: "scalar"; readonly scalar: StepScalar }
  | { readonly kind: "string"; readonly text: string };

/**
 * Everything else (label_replace, histogram_quantile, absent, sort, time, scalar, info): sees whole vectors. Rows of the
 * result may have equal labels: whoever called joins them, or fails where two have a sample at one step.
 */
export interface VectorFunction {
  readonly kind: "vector";
  evaluate(call: VectorCall): Work<StepVector | StepScalar>;
}

export interface VectorCall {
  readonly expr: CallExpr;
  readonly steps: Steps;
  /** Evaluated; a missing optional argument is not there. */
  readonly args: readonly Argument[];
  readonly notes: Notes;
  /** One evaluation time, so that the order of the result is seen (`sort`). */
  readonly isInstant: boolean;
  /** For `info`, which looks up series by itself. */
  readonly store: MetricStore;
  readonly lookbackMs: number;
  /** What start() and end() stand for, also where a subquery has other steps. */
  readonly queryStartMs: number;
  readonly queryEndMs: number;
  /** `@` and offset as they are in this query. */
  timeOf(expr: SelectorExpr | SubqueryExpr): TimeReference;
}

export interface TimeReference {
  readonly atMs: number | null;
  readonly offsetMs: number;
}

export interface PromFunction {
  readonly name: string;
  readonly signature: Signature;
  readonly body: RangeFunction | ValueFunction | VectorFunction;
}
