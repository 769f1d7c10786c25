import type { CallExpr, ResultKind } from "../../../domain/query/promql/ast.ts";
import type { MetricStore } from "../../store/MetricStore.ts";
import type { Work } from "../../work/Work.ts";
import type { StepScalar, Steps, StepVector } from "../value/StepVector.ts";

/** Where a function says what the reader should know; the evaluator adds the place in the query and drops repeats. */
export interface Notes {
  /**
   * Text without the preamble "PromQL warning: " and without position; `argument` is the index of the argument whose
   * place is told (0 when left out).
   */
  warn(text: string, argument?: number): void;
  info(text: string, argument?: number): void;
  /** histogram_quantile made falling buckets monotonic; notes of one place are summed up. */
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
  readonly metricName: string;
}

export interface Signature {
  readonly args: readonly ResultKind[];
  /** How many of the last kind may be missing (positive), or come any number of times (-1), as Prometheus counts it. */
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

/** Value by value (abs, clamp, hour of a vector). Called without its vector (`hour()`), the value is the evaluation time. */
export interface ValueFunction {
  readonly kind: "value";
  readonly keepsName: boolean;
  evaluate(value: number, scalars: readonly number[], notes: Notes): number;
}

export type Argument =
  | { readonly kind: "vector"; readonly vector: StepVector }
  | { readonly kind: "scalar"; readonly scalar: StepScalar }
  | { readonly kind: "string"; readonly text: string };

/** Everything else (label_replace, histogram_quantile, absent, sort, time, scalar, info): sees whole vectors. */
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
  /** What start() and end() stand for. */
  readonly queryStartMs: number;
  readonly queryEndMs: number;
}

export interface PromFunction {
  readonly name: string;
  readonly signature: Signature;
  readonly body: RangeFunction | ValueFunction | VectorFunction;
}
