import { formatGoFloat } from "../../../../domain/query/promql/goNumber.ts";
import { quote } from "../../../../domain/query/promql/goString.ts";
import { EngineError } from "../../../EngineError.ts";
import type { Work } from "../../../work/Work.ts";
import { LabelRoom } from "../../functions/LabelRoom.ts";
import type { StepVector } from "../../value/StepVector.ts";
import type { Evaluation } from "../Evaluation.ts";
import { chooseLabels, chosenLabels } from "../labelKey.ts";
import type { AggregatePlan } from "../Plan.ts";
import { RowSet } from "../RowSet.ts";

interface CountInput {
  readonly vector: StepVector;
  /** The label the value goes to. */
  readonly label: string;
}

/** Less than a millisecond, where each makes a new row. */
const STEPS_PER_YIELD = 500;

/** How many samples of a group have the same value, a row for each value. */
export function* countValues(
  run: Evaluation,
  { expr }: AggregatePlan,
  { vector, label }: CountInput,
): Work<StepVector> {
  // A byte that is no UTF-8 stands in our texts as a lone surrogate.
  if (label === "" || !label.isWellFormed())
    throw new EngineError("execution", `invalid label name ${quote(label)}`);
  LabelRoom.checkName(label);
  const { labels, steps, values, has } = vector;
  const { count } = steps;
  const isWithout = expr.grouping?.isWithout ?? false;
  const names = [...(expr.grouping?.labels ?? []), ...(isWithout ? [] : [label])];
  const choice = chooseLabels(names, !isWithout);
  const counts = new RowSet(steps, labels.length, run.budget);
  for (const [row, rowLabels] of labels.entries()) {
    const known = new Map<number, number>();
    for (let step = 0; step < count; step++) {
      if (has[row * count + step] === 0) continue;
      const value = values[row * count + step] as number;
      const to =
        known.get(value) ?? counts.rowOf(chosenLabels(rowLabels.with(label, formatGoFloat(value)), choice));
      // 0 and -0 are one key, but two labels.
      if (value !== 0) known.set(value, to);
      counts.add(to, step, 1);
      if (step % STEPS_PER_YIELD !== 0) continue;
      run.budget.checkTime();
      yield;
    }
  }
  return counts.finish();
}
