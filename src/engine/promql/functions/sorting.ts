import { compareLabels } from "../../labels/compareLabels.ts";
import type { Labels } from "../../labels/Labels.ts";
import type { Work } from "../../work/Work.ts";
import type { StepVector } from "../value/StepVector.ts";
import { textOf, vectorOf } from "./arguments.ts";
import { overVectors } from "./define.ts";
import { naturalLess } from "./naturalLess.ts";
import type { PromFunction, VectorCall } from "./PromFunction.ts";

interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** Negative where `a` comes before `b`. */
type Order = (a: Sample, b: Sample) => number;

/** Go sorts up to twelve by insertion, which shows where an order is at odds with itself (NaN, "1" and "01"). */
const SORTED_BY_INSERTION = 12;

function sorted(samples: readonly Sample[], order: Order): readonly Sample[] {
  if (samples.length > SORTED_BY_INSERTION) return samples.toSorted(order);
  const result: Sample[] = [];
  for (const sample of samples) {
    let at = result.length;
    while (at > 0 && order(sample, result[at - 1] ?? sample) < 0) at--;
    result.splice(at, 0, sample);
  }
  return result;
}

/** The samples of an instant vector in the order; a vector of several steps stays as it is. */
function* sortSamples(call: VectorCall, order: Order): Work<StepVector> {
  yield;
  const vector = vectorOf(call, 0);
  if (!call.isInstant) return vector;
  const samples = vector.labels
    .map((labels, i) => ({ labels, value: vector.values[i] ?? 0, isThere: vector.has[i] === 1 }))
    .filter((sample) => sample.isThere);
  const result = sorted(samples, order);
  return {
    steps: call.steps,
    labels: result.map((sample) => sample.labels),
    values: Float64Array.from(result, (sample) => sample.value),
    has: new Uint8Array(result.length).fill(1),
  };
}

type IsBefore = (a: number, b: number) => boolean;

/** NaN comes last in both directions. */
const isLess: IsBefore = (a, b) => Number.isNaN(b) || a < b;
const isGreater: IsBefore = (a, b) => Number.isNaN(b) || a > b;

function byValue(isBefore: IsBefore): Order {
  return (a, b) => {
    if (isBefore(a.value, b.value)) return -1;
    return isBefore(b.value, a.value) ? 1 : 0;
  };
}

/** By the natural order of the named labels, then by all labels. */
function byLabel(call: VectorCall): Order {
  const names = call.args.slice(1).map((_, i) => textOf(call, i + 1));
  return ({ labels: a }, { labels: b }) => {
    for (const name of names) {
      const left = a.get(name);
      const right = b.get(name);
      if (left !== right) return naturalLess(left, right) ? -1 : 1;
    }
    return compareLabels(a, b);
  };
}

function descending(order: Order): Order {
  return (a, b) => -order(a, b);
}

const BY_LABEL = { variadic: -1, isExperimental: true } as const;

export const sorting: readonly PromFunction[] = [
  overVectors("sort", "vector", { evaluate: (call) => sortSamples(call, byValue(isLess)) }),
  overVectors("sort_desc", "vector", { evaluate: (call) => sortSamples(call, byValue(isGreater)) }),
  overVectors("sort_by_label", "vector string", {
    ...BY_LABEL,
    evaluate: (call) => sortSamples(call, byLabel(call)),
  }),
  overVectors("sort_by_label_desc", "vector string", {
    ...BY_LABEL,
    evaluate: (call) => sortSamples(call, descending(byLabel(call))),
  }),
];
