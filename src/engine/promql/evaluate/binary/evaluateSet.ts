import type { BinaryExpr } from "../../../../domain/query/promql/ast.ts";
import type { Work } from "../../../work/Work.ts";
import type { StepVector } from "../../value/StepVector.ts";
import type { Evaluation } from "../Evaluation.ts";
import { chooseLabels, KeyNumbers } from "../labelKey.ts";
import { RowSet } from "../RowSet.ts";
import { dropEmptyRows } from "../rows.ts";

export interface Sides {
  readonly expr: BinaryExpr;
  readonly lhs: StepVector;
  readonly rhs: StepVector;
}

/** `and`, `or` and `unless`: by step, which match groups the other side has. */
export function* evaluateSet(run: Evaluation, { expr, lhs, rhs }: Sides): Work<StepVector> {
  const choice = chooseLabels(expr.matching?.labels ?? [], expr.matching?.isOn ?? false);
  const numbers = new KeyNumbers();
  const left = yield* numbers.numbersOf(lhs.labels, choice);
  const right = yield* numbers.numbersOf(rhs.labels, choice);
  run.budget.hold(Math.ceil((numbers.count * lhs.steps.count) / 8));
  if (expr.operator === "or") {
    const isLeft = yield* presence(lhs, left, numbers.count);
    yield* keepWhere(rhs, right, { present: isLeft, isWanted: 0 });
    return yield* join(run, lhs, yield* dropEmptyRows(rhs));
  }
  const isRight = yield* presence(rhs, right, numbers.count);
  yield* keepWhere(lhs, left, { present: isRight, isWanted: expr.operator === "and" ? 1 : 0 });
  return yield* dropEmptyRows(lhs);
}

/** Groups × steps: 1 where some row of the group has a sample. */
function* presence(
  { labels, has, steps }: StepVector,
  groups: Int32Array,
  groupCount: number,
): Work<Uint8Array> {
  const { count } = steps;
  const present = new Uint8Array(groupCount * count);
  for (let row = 0; row < labels.length; row++) {
    const to = (groups[row] as number) * count;
    for (let step = 0; step < count; step++) if (has[row * count + step] === 1) present[to + step] = 1;
    if (row % ROWS_PER_YIELD === 0) yield;
  }
  return present;
}

const ROWS_PER_YIELD = 64;

interface Condition {
  readonly present: Uint8Array;
  readonly isWanted: 0 | 1;
}

function* keepWhere(
  { labels, has, steps }: StepVector,
  groups: Int32Array,
  { present, isWanted }: Condition,
): Work<void> {
  const { count } = steps;
  for (let row = 0; row < labels.length; row++) {
    const from = (groups[row] as number) * count;
    for (let step = 0; step < count; step++)
      if (present[from + step] !== isWanted) has[row * count + step] = 0;
    if (row % ROWS_PER_YIELD === 0) yield;
  }
}

function* join(run: Evaluation, lhs: StepVector, rhs: StepVector): Work<StepVector> {
  if (rhs.labels.length === 0) return lhs;
  if (lhs.labels.length === 0) return rhs;
  const rows = new RowSet(lhs.steps, lhs.labels.length + rhs.labels.length, run.budget);
  yield* rows.putAll(lhs);
  yield* rows.putAll(rhs);
  return rows.finish();
}
