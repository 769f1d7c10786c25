import { Labels } from "../../labels/Labels.ts";
import type { Work } from "../../work/Work.ts";
import type { ValueFunction, VectorFunction } from "../functions/PromFunction.ts";
import type { Steps, StepVector } from "../value/StepVector.ts";
import { callRange } from "./callRange.ts";
import type { Evaluation, Frame, Value } from "./Evaluation.ts";
import type { CallPlan, Plan, SelectorPlan } from "./Plan.ts";
import { timeReferenceOf } from "./planQuery.ts";
import { readInstant } from "./readInstant.ts";
import { dropEmptyRows, dropNames, mergeEqualRows } from "./rows.ts";

export function* evaluateCall(run: Evaluation, frame: Frame, plan: CallPlan): Work<Value> {
  const { body, expr } = plan;
  if (expr.name === "timestamp") return vectorValue(yield* timestampOf(run, frame, plan));
  switch (body.kind) {
    case "range":
      return vectorValue(yield* callRange(run, frame, { plan, body }));
    case "value":
      return vectorValue(yield* callValue(run, frame, { plan, body }));
    case "vector":
      return yield* callVector(run, frame, { plan, body });
  }
}

const vectorValue = (vector: StepVector): Value => ({ kind: "vector", vector });

/** Of a selector, the times of its samples; of anything else, the evaluation time. In seconds. */
function* timestampOf(run: Evaluation, frame: Frame, { args }: CallPlan): Work<StepVector> {
  const [arg] = args;
  if (!arg) throw new Error("timestamp is of a vector");
  if (arg.type === "selector") return yield* dropNames(yield* timesOfSelector(run, frame, arg));
  const vector = yield* vectorOf(run, frame, arg);
  const { steps, labels, values } = vector;
  const seconds = evaluationTimes(steps).values;
  for (let row = 0; row < labels.length; row++) values.set(seconds, row * steps.count);
  return yield* dropNames(vector);
}

/**
 * Under `@`, Prometheus selects the samples with the offset but looks at them without it
 * (rangeEvalTimestampFunctionOverVectorSelector in promql/engine.go): what is left is where the two windows overlap.
 */
function* timesOfSelector(run: Evaluation, frame: Frame, plan: SelectorPlan): Work<StepVector> {
  const { atMs, offsetMs } = plan;
  if (atMs === null || offsetMs === 0) return yield* readInstant(run, frame, { plan, isTimeWanted: true });
  const lookbackMs = run.lookbackMs - Math.abs(offsetMs);
  const overlap = { ...plan, atMs: Math.min(atMs, atMs - offsetMs), offsetMs: 0 };
  if (lookbackMs > 0)
    return yield* readInstant({ ...run, lookbackMs }, frame, { plan: overlap, isTimeWanted: true });
  return { steps: frame.steps, labels: [], values: new Float64Array(0), has: new Uint8Array(0) };
}

const stepSeconds = ({ firstMs, stepMs }: Steps, step: number): number => (firstMs + step * stepMs) / 1000;

function* vectorOf(run: Evaluation, frame: Frame, plan: Plan): Work<StepVector> {
  const value = yield* run.evaluate(frame, plan);
  if (value.kind !== "vector") throw new Error("an instant vector is expected");
  return value.vector;
}

/** Value by value, in place of the argument's own: nobody else holds what an argument came to. */
function* callValue(
  run: Evaluation,
  frame: Frame,
  { plan, body }: { readonly plan: CallPlan; readonly body: ValueFunction },
): Work<StepVector> {
  let vector = plan.args.length === 0 ? evaluationTimes(frame.steps) : undefined;
  const scalars: Float64Array[] = [];
  for (const arg of plan.args) {
    const value = yield* run.evaluate(frame, arg);
    if (value.kind === "vector") vector = value.vector;
    else if (value.kind === "scalar") scalars.push(value.scalar.values);
  }
  if (!vector) throw new Error(`${plan.expr.name} is of a vector`);
  const { values, has, steps } = vector;
  const now = scalars.map(() => 0);
  for (let cell = 0; cell < values.length; cell++) {
    if (cell % CELLS_PER_YIELD === CELLS_PER_YIELD - 1) yield;
    if (has[cell] === 0) continue;
    for (let i = 0; i < now.length; i++) now[i] = (scalars[i] as Float64Array)[cell % steps.count] as number;
    const result = body.evaluate(values[cell] as number, now);
    if (result === undefined) has[cell] = 0;
    else values[cell] = result;
  }
  return yield* dropNames(yield* dropEmptyRows(vector));
}

/** Less than a millisecond. */
const CELLS_PER_YIELD = 20_000;

function evaluationTimes(steps: Steps): StepVector {
  return {
    steps,
    labels: [Labels.none],
    values: Float64Array.from({ length: steps.count }, (_, step) => stepSeconds(steps, step)),
    has: new Uint8Array(steps.count).fill(1),
  };
}

function* callVector(
  run: Evaluation,
  frame: Frame,
  { plan, body }: { readonly plan: CallPlan; readonly body: VectorFunction },
): Work<Value> {
  const { expr } = plan;
  const args: Value[] = [];
  // The second argument of info() has the shape of a selector, but is only matchers.
  const evaluated = expr.name === "info" ? plan.args.slice(0, 1) : plan.args;
  for (const arg of evaluated) args.push(yield* run.evaluate(frame, arg));
  const { store, lookbackMs, query } = run;
  const notes = run.notes.forCall(plan);
  if (SORTS.has(expr.name) && !frame.isInstant)
    notes.warn("sort is ineffective for range queries since results are always ordered by labels", "call");
  const result = yield* body.evaluate({
    expr,
    steps: frame.steps,
    args,
    notes,
    isInstant: frame.isInstant,
    store,
    lookbackMs,
    queryStartMs: query.startMs,
    queryEndMs: query.endMs,
    timeOf: (reference) => timeReferenceOf(reference, query),
  });
  if (!("labels" in result)) return { kind: "scalar", scalar: result };
  return vectorValue(yield* mergeEqualRows(yield* dropEmptyRows(result)));
}

const SORTS: ReadonlySet<string> = new Set(["sort", "sort_by_label", "sort_by_label_desc", "sort_desc"]);
