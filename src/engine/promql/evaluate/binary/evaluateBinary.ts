import { quote } from "../../../../domain/query/promql/goString.ts";
import { EngineError } from "../../../EngineError.ts";
import type { Work } from "../../../work/Work.ts";
import type { StepScalar, StepVector } from "../../value/StepVector.ts";
import type { Evaluation, Frame, Value } from "../Evaluation.ts";
import type { BinaryPlan } from "../Plan.ts";
import { dropEmptyRows, dropNames } from "../rows.ts";
import { matchVectors } from "./matchVectors.ts";
import { elementOperation, SET_OPERATORS, TRIM_OPERATORS } from "./operators.ts";
import { evaluateSet } from "./evaluateSet.ts";

export function* evaluateBinary(run: Evaluation, frame: Frame, plan: BinaryPlan): Work<Value> {
  const lhs = yield* run.evaluate(frame, plan.lhs);
  const rhs = yield* run.evaluate(frame, plan.rhs);
  const { expr } = plan;
  if (lhs.kind === "scalar" && rhs.kind === "scalar")
    return { kind: "scalar", scalar: ofScalars(expr.operator, lhs.scalar, rhs.scalar) };
  if (TRIM_OPERATORS.has(expr.operator) && hasSamples(lhs) && hasSamples(rhs))
    run.notes.info(
      `incompatible sample types encountered for binary operator "${expr.operator}": float ${expr.operator} float`,
      expr,
    );
  if (lhs.kind === "vector" && rhs.kind === "vector") {
    const sides = { expr, lhs: lhs.vector, rhs: rhs.vector };
    const vector = SET_OPERATORS.has(expr.operator)
      ? yield* evaluateSet(run, sides)
      : yield* matchVectors(run, sides);
    return { kind: "vector", vector };
  }
  if (lhs.kind === "vector" && rhs.kind === "scalar")
    return { kind: "vector", vector: yield* withScalar(plan, lhs.vector, rhs.scalar) };
  if (lhs.kind === "scalar" && rhs.kind === "vector")
    return { kind: "vector", vector: yield* withScalar(plan, rhs.vector, lhs.scalar) };
  throw new Error("binary operators are of numbers");
}

const hasSamples = (value: Value): boolean => value.kind !== "vector" || value.vector.labels.length > 0;

function ofScalars(operator: string, lhs: StepScalar, rhs: StepScalar): StepScalar {
  // The parser takes them, also in Prometheus.
  if (TRIM_OPERATORS.has(operator))
    throw new EngineError("execution", `operator ${quote(operator)} not allowed for Scalar operations`);
  // Comparisons between scalars have `bool`, or the query is refused before.
  const { valueOf } = elementOperation(operator, true);
  const { values } = lhs;
  for (let step = 0; step < values.length; step++)
    values[step] = valueOf(values[step] as number, rhs.values[step] as number);
  return lhs;
}

/** A comparison keeps the vector's value, whichever side it is on. */
function* withScalar({ expr, lhs }: BinaryPlan, vector: StepVector, scalar: StepScalar): Work<StepVector> {
  const { valueOf, isKept, dropsName } = elementOperation(expr.operator, expr.isBool);
  const { values, has, steps } = vector;
  const isVectorFirst = lhs.expr.kind === "vector";
  for (let cell = 0; cell < values.length; cell++) {
    if (cell % CELLS_PER_YIELD === 0) yield;
    if (has[cell] === 0) continue;
    const value = values[cell] as number;
    const other = scalar.values[cell % steps.count] as number;
    const left = isVectorFirst ? value : other;
    const right = isVectorFirst ? other : value;
    if (isKept === null) values[cell] = valueOf(left, right);
    else if (!isKept(left, right)) has[cell] = 0;
  }
  if (dropsName) return yield* dropNames(vector);
  return isKept === null ? vector : yield* dropEmptyRows(vector);
}

const CELLS_PER_YIELD = 20_000;
