import type { Work } from "../../work/Work.ts";
import type { StepVector } from "../value/StepVector.ts";
import { scalarOf, textOf, vectorOf } from "./arguments.ts";
import { bucketFraction } from "./bucketFraction.ts";
import { bucketQuantile } from "./bucketQuantile.ts";
import { Buckets, type ClassicHistogram, findHistograms } from "./buckets.ts";
import { overVectors } from "./define.ts";
import type { ForcedBuckets } from "./forceMonotonic.ts";
import { LabelRoom } from "./LabelRoom.ts";
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

/** A vector for each measure, with one row per histogram: what is made of its buckets at each step that has any. */
function* measureEach(
  { vector }: Source,
  histograms: readonly ClassicHistogram[],
  measures: readonly Measure[],
): Work<StepVector[]> {
  const { steps } = vector;
  const labels = histograms.map((histogram) => histogram.labels);
  const size = histograms.length * steps.count;
  const has = new Uint8Array(size);
  const results = measures.map(() => ({ steps, labels, values: new Float64Array(size), has }));
  const buckets = new Buckets();
  for (const [row, histogram] of histograms.entries()) {
    for (let step = 0; step < steps.count; step++) {
      if (step % STEPS_PER_YIELD === 0) yield;
      buckets.read(histogram, vector, step);
      if (buckets.length === 0) continue;
      const cell = row * steps.count + step;
      has[cell] = 1;
      for (let i = 0; i < measures.length; i++) {
        const values = results[i]?.values;
        if (values) values[cell] = measures[i]?.(buckets, step) ?? 0;
      }
    }
  }
  return results;
}

/** Less than a millisecond with some ten buckets. */
const STEPS_PER_YIELD = 1000;

function* measureRows(
  source: Source,
  histograms: readonly ClassicHistogram[],
  measure: Measure,
): Work<StepVector> {
  const [rows] = yield* measureEach(source, histograms, [measure]);
  return rows ?? emptyVector(source.vector.steps);
}

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
  const histograms = yield* findHistograms(source.vector, call.notes, 1);
  return yield* measureRows(source, histograms, quantileMeasure(source, quantiles));
}

/** As many rows per histogram as there are quantiles, told apart by a label. */
function* histogramQuantiles(call: VectorCall): Work<StepVector> {
  const source = sourceOf(call, 0);
  const histograms = yield* findHistograms(source.vector, call.notes, 0);
  const quantiles = call.args.slice(2).map((_, i) => scalarOf(call, i + 2).values);
  for (const [i, each] of quantiles.entries()) for (const q of each) noteQuantile(q, call.notes, i + 2);
  const measures = quantiles.map((each) => quantileMeasure(source, each));
  const results = yield* measureEach(source, histograms, measures);
  const label = textOf(call, 1);
  LabelRoom.checkName(label);
  return stackRows(
    call.steps,
    results.flatMap((rows, i) => nameByQuantile(rows, label, quantiles[i] ?? new Float64Array(0))),
  );
}

function* histogramFraction(call: VectorCall): Work<StepVector> {
  const source = sourceOf(call, 2);
  const lower = scalarOf(call, 0).values;
  const upper = scalarOf(call, 1).values;
  const histograms = yield* findHistograms(source.vector, call.notes, 2);
  return yield* measureRows(source, histograms, (buckets, step) =>
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
