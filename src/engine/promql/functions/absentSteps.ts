import type { Labels } from "../../labels/Labels.ts";
import type { Work } from "../../work/Work.ts";
import type { StepVector } from "../value/StepVector.ts";

/** One row of 1 at the steps where the vector has no sample; the row may be empty. */
export function* absentSteps({ steps, labels, has }: StepVector, absentLabels: Labels): Work<StepVector> {
  const { count } = steps;
  const absent = new Uint8Array(count).fill(1);
  for (let row = 0; row < labels.length; row++) {
    for (let step = 0; step < count; step++) if (has[row * count + step] === 1) absent[step] = 0;
    yield;
  }
  return { steps, labels: [absentLabels], values: new Float64Array(count).fill(1), has: absent };
}
