import type { Work } from "../../work/Work.ts";
import type { StepVector } from "../value/StepVector.ts";
import { vectorOf } from "./arguments.ts";
import { overRange, overVectors } from "./define.ts";
import { labelsForAbsent } from "./labelsForAbsent.ts";
import type { PromFunction, VectorCall } from "./PromFunction.ts";

/** 1 at the steps where the vector has no sample. */
function* absent(call: VectorCall): Work<StepVector> {
  const { labels, has } = vectorOf(call, 0);
  const { count } = call.steps;
  const isAbsent = new Uint8Array(count).fill(1);
  for (let row = 0; row < labels.length; row++) {
    for (let step = 0; step < count; step++) if (has[row * count + step] === 1) isAbsent[step] = 0;
    yield;
  }
  const [arg] = call.expr.args;
  const name = arg ? [labelsForAbsent(arg)] : [];
  return { steps: call.steps, labels: name, values: new Float64Array(count).fill(1), has: isAbsent };
}

export const absentFunctions: readonly PromFunction[] = [
  overVectors("absent", "vector", { evaluate: absent }),
  // The evaluator turns the answer round: 1 where no series has one.
  overRange("absent_over_time", () => 1),
];
