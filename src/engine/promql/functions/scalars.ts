import { Labels } from "../../labels/Labels.ts";
import type { Work } from "../../work/Work.ts";
import type { StepScalar, Steps, StepVector } from "../value/StepVector.ts";
import { scalarOf, vectorOf } from "./arguments.ts";
import { byEvaluator, overVectors } from "./define.ts";
import type { PromFunction, VectorCall } from "./PromFunction.ts";

/** Two scalar arguments made into one. */
export function* combineScalars(
  call: VectorCall,
  combine: (a: number, b: number) => number,
): Work<StepScalar> {
  const left = scalarOf(call, 0).values;
  const right = scalarOf(call, 1).values;
  return yield* eachStep(call.steps, (step) => combine(left[step] ?? 0, right[step] ?? 0));
}

/** Less than a millisecond. */
const STEPS_PER_YIELD = 50_000;

function* eachStep(steps: Steps, valueAt: (step: number) => number): Work<StepScalar> {
  const values = new Float64Array(steps.count);
  for (let step = 0; step < steps.count; step++) {
    if (step % STEPS_PER_YIELD === 0) yield;
    values[step] = valueAt(step);
  }
  return { steps, values };
}

function* time({ steps }: VectorCall): Work<StepScalar> {
  return yield* eachStep(steps, (step) => (steps.firstMs + step * steps.stepMs) / 1000);
}

function* vector(call: VectorCall): Work<StepVector> {
  yield;
  const { steps, values } = scalarOf(call, 0);
  return { steps, labels: [Labels.none], values, has: new Uint8Array(steps.count).fill(1) };
}

/** The only sample at a step; NaN for none or several. */
function* onlySample(call: VectorCall): Work<StepScalar> {
  const { labels, values, has } = vectorOf(call, 0);
  const { count } = call.steps;
  const found = new Uint8Array(count);
  const only = new Float64Array(count).fill(Number.NaN);
  for (let row = 0; row < labels.length; row++) {
    for (let step = 0; step < count; step++) {
      const cell = row * count + step;
      if (has[cell] !== 1) continue;
      only[step] = found[step] === 0 ? (values[cell] ?? 0) : Number.NaN;
      found[step] = 1;
    }
    yield;
  }
  return { steps: call.steps, values: only };
}

function* pi({ steps }: VectorCall): Work<StepScalar> {
  return yield* eachStep(steps, () => Math.PI);
}

const FOLDED = { returns: "scalar", isExperimental: true } as const;

export const scalars: readonly PromFunction[] = [
  overVectors("pi", "", { returns: "scalar", evaluate: pi }),
  overVectors("time", "", { returns: "scalar", evaluate: time }),
  overVectors("vector", "scalar", { evaluate: vector }),
  overVectors("scalar", "vector", { returns: "scalar", evaluate: onlySample }),
  byEvaluator("timestamp", "vector"),
  ...["start", "end", "range", "step"].map((name) => byEvaluator(name, "", FOLDED)),
];
