import type { Work } from "../../work/Work.ts";
import type { StepVector } from "../value/StepVector.ts";
import { absentSteps } from "./absentSteps.ts";
import { vectorOf } from "./arguments.ts";
import { overRange, overVectors } from "./define.ts";
import { labelsForAbsent } from "./labelsForAbsent.ts";
import type { PromFunction, VectorCall } from "./PromFunction.ts";

function* absent(call: VectorCall): Work<StepVector> {
  const [arg] = call.expr.args;
  if (!arg) throw new TypeError("absent is of a vector");
  return yield* absentSteps(vectorOf(call, 0), labelsForAbsent(arg));
}

export const absentFunctions: readonly PromFunction[] = [
  overVectors("absent", "vector", { evaluate: absent }),
  // The evaluator turns the answer round: 1 where no series has one.
  overRange("absent_over_time", () => 1),
];
