import type { Work } from "../../work/Work.ts";
import type { StepScalar, Steps, StepVector } from "../value/StepVector.ts";
import { evaluateAggregate } from "./aggregate/evaluateAggregate.ts";
import { evaluateBinary } from "./binary/evaluateBinary.ts";
import type { Evaluation, Frame, Value } from "./Evaluation.ts";
import { evaluateCall } from "./evaluateCall.ts";
import type { OncePlan, Plan, UnaryPlan } from "./Plan.ts";
import { readInstant } from "./readInstant.ts";
import { dropNames } from "./rows.ts";

/**
 * The value of a plan at every step of the frame. What it comes to belongs to the caller alone, who may change its
 * arrays. Only the result counts as held samples afterwards.
 */
export function* evaluatePlan(run: Evaluation, frame: Frame, plan: Plan): Work<Value> {
  run.budget.checkTime();
  const before = run.budget.held;
  const value = yield* dispatch(run, frame, plan);
  run.budget.settle(before, samplesOf(value));
  return value;
}

function samplesOf(value: Value): number {
  if (value.kind === "vector") return value.vector.values.length;
  return value.kind === "scalar" ? value.scalar.values.length : 0;
}

function* dispatch(run: Evaluation, frame: Frame, plan: Plan): Work<Value> {
  switch (plan.type) {
    case "number":
      run.budget.hold(frame.steps.count);
      return { kind: "scalar", scalar: constant(frame.steps, plan.value) };
    case "string":
      return { kind: "string", text: plan.text };
    case "selector":
      return { kind: "vector", vector: yield* readInstant(run, frame, { plan, isTimeWanted: false }) };
    case "call":
      // Functions make at least a row out of nothing: time(), vector(1), absent(x).
      run.budget.hold(frame.steps.count);
      return yield* evaluateCall(run, frame, plan);
    case "aggregate":
      return { kind: "vector", vector: yield* evaluateAggregate(run, frame, plan) };
    case "binary":
      return yield* evaluateBinary(run, frame, plan);
    case "unary":
      return yield* evaluateUnary(run, frame, plan);
    case "once":
      return yield* evaluateOnce(run, frame, plan);
    case "subquery":
      throw new Error("a range vector is read by the function over it");
  }
}

const constant = (steps: Steps, value: number): StepScalar => ({
  steps,
  values: new Float64Array(steps.count).fill(value),
});

function* evaluateUnary(run: Evaluation, frame: Frame, { expr, inner }: UnaryPlan): Work<Value> {
  const value = yield* run.evaluate(frame, inner);
  if (expr.operator === "+" || value.kind === "string") return value;
  const { values } = value.kind === "vector" ? value.vector : value.scalar;
  for (let cell = 0; cell < values.length; cell++) {
    if (cell % CELLS_PER_YIELD === 0) yield;
    values[cell] = -(values[cell] as number);
  }
  return value.kind === "vector" ? { kind: "vector", vector: yield* dropNames(value.vector) } : value;
}

const CELLS_PER_YIELD = 50_000;

/** Evaluated at the first step; every other step has the same. */
function* evaluateOnce(run: Evaluation, { steps }: Frame, { inner }: OncePlan): Work<Value> {
  const value = yield* run.evaluate({ steps: { ...steps, count: 1 }, isInstant: true }, inner);
  if (value.kind === "string" || steps.count === 1) return value;
  run.budget.hold((value.kind === "scalar" ? 1 : value.vector.labels.length) * steps.count);
  if (value.kind === "scalar")
    return { kind: "scalar", scalar: constant(steps, value.scalar.values[0] as number) };
  return { kind: "vector", vector: repeat(value.vector, steps) };
}

function repeat({ labels, values }: StepVector, steps: Steps): StepVector {
  const repeated = new Float64Array(labels.length * steps.count);
  for (let row = 0; row < labels.length; row++)
    repeated.fill(values[row] as number, row * steps.count, (row + 1) * steps.count);
  return { steps, labels, values: repeated, has: new Uint8Array(repeated.length).fill(1) };
}
