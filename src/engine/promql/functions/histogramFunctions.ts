import type { Work } from "../../work/Work.ts";
import type { StepVector } from "../value/StepVector.ts";
import { scalarOf, textOf, vectorOf } from "./arguments.ts";
import { bucketFraction } from "./bucketFraction.ts";
import { bucketQuantile } from "./bucketQuantile.ts";
import { Buckets, type ClassicHistogram, findHistograms } from "./buckets.ts";
import { overVectors } from "./define.ts";
import type { ForcedBuckets } from "./forceMonotonic.ts";
import { nameByQuantile } from "./nameByQuantile.ts";
import type { PromFunction, VectorCall } from "./PromFunction.ts";
import { noteQuantile } from "./noteQuantile.ts";
import { emptyVector, stackRows } from "./stackRows.ts";

/** Where the vector of buckets stands in the call. */
interface Source {
  readonly call: VectorCall;
  readonly vector: StepVector;
  readonly argument: number;
}

type Measure = (buckets: Buckets, step: number) => number;

/** One row per histogram: what `measure` makes of its buckets at each step that has any. */
function* measureEach(
  { vector }: Source,
  histograms: readonly ClassicHistogram[],
  measure: Measure,
): Work<StepVector> {
  const { steps } = vector;
  const values = new Float64Array(histograms.length * steps.count);
  const has = new Uint8Array(values.length);
  const buckets = new Buckets();
  for (const [row, histogram] of histograms.entries()) {
    for (let step = 0; step < steps.count; step++) {
      buckets.read(histogram, vector, step);
      if (buckets.length === 0) continue;
      values[row * steps.count + step] = measure(buckets, step);
      has[row * steps.count + step] = 1;
      if (step % STEPS_PER_YIELD === 0) yield;
    }
  }
  return { steps, labels: histograms.map((histogram) => histogram.labels), values, has };
}

/** Less than a millisecond with some ten buckets. */
const STEPS_PER_YIELD = 1000;

function quantileMeasure({ call, argument }: Source, quantiles: Float64Array): Measure {
  const forced: ForcedBuckets = { isForced: false, minBucket: 0, maxBucket: 0, maxDiff: 0 };
  return (buckets, step) => {
    forced.isForced = false;
    const result = bucketQuantile(quantiles[step] ?? 0, buckets, forced);
    if (forced.isForced) {
      const timeMs = call.steps.firstMs + step * call.steps.stepMs;
      const { minBucket, maxBucket, maxDiff } = forced;
      call.notes.forcedMonotonicity({ timeMs, minBucket, maxBucket, maxDiff }, argument);
    }
    return result;
  };
}

function sourceOf(call: VectorCall, argument: number): Source {
  return { call, vector: vectorOf(call, argument), argument };
}

function* histogramQuantile(call: VectorCall): Work<StepVector> {
  const source = sourceOf(call, 1);
  const quantiles = scalarOf(call, 0).values;
  for (const q of quantiles) noteQuantile(q, call.notes, 0);
  const histograms = findHistograms(source.vector, call.notes, 1);
  return yield* measureEach(source, histograms, quantileMeasure(source, quantiles));
}

/** As many rows per histogram as there are quantiles, told apart by a label. */
function* histogramQuantiles(call: VectorCall): Work<StepVector> {
  const source = sourceOf(call, 0);
  const histograms = findHistograms(source.vector, call.notes, 0);
  const parts: StepVector[] = [];
  for (let argument = 2; argument < call.args.length; argument++) {
    const quantiles = scalarOf(call, argument).values;
    for (const q of quantiles) noteQuantile(q, call.notes, argument);
    const rows = yield* measureEach(source, histograms, quantileMeasure(source, quantiles));
    parts.push(...nameByQuantile(rows, textOf(call, 1), quantiles));
  }
  return stackRows(call.steps, parts);
}

function* histogramFraction(call: VectorCall): Work<StepVector> {
  const source = sourceOf(call, 2);
  const lower = scalarOf(call, 0).values;
  const upper = scalarOf(call, 1).values;
  const histograms = findHistograms(source.vector, call.notes, 2);
  return yield* measureEach(source, histograms, (buckets, step) =>
    bucketFraction(buckets, lower[step] ?? 0, upper[step] ?? 0),
  );
}

/** Of native histograms only; other samples are passed over, and there are no others here. */
function* nothing(call: VectorCall): Work<StepVector> {
  yield;
  return emptyVector(call.steps);
}

const OF_NATIVE = ["avg", "count", "stddev", "stdvar", "sum"];

export const histogramFunctions: readonly PromFunction[] = [
  overVectors("histogram_quantile", "scalar vector", { evaluate: histogramQuantile }),
  overVectors("histogram_quantiles", "vector string scalar scalar", {
    variadic: 9,
    isExperimental: true,
    evaluate: histogramQuantiles,
  }),
  overVectors("histogram_fraction", "scalar scalar vector", { evaluate: histogramFraction }),
  ...OF_NATIVE.map((what) => overVectors(`histogram_${what}`, "vector", { evaluate: nothing })),
  // Known of samples only under the flag use-start-timestamps.
  overVectors("start_timestamp", "vector", { isExperimental: true, evaluate: nothing }),
];
