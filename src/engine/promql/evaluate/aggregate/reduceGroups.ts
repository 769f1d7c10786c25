import type { Work } from "../../../work/Work.ts";
import type { StepVector } from "../../value/StepVector.ts";
import type { Evaluation } from "../Evaluation.ts";
import { dropEmptyRows } from "../rows.ts";
import type { Groups } from "./groupRows.ts";
import type { Reducer } from "./reducers.ts";

interface Reduction {
  readonly vector: StepVector;
  readonly groups: Groups;
  readonly reducer: Reducer;
}

/** One row per group; the samples of a group at a step are added in the order of the rows. */
export function* reduceGroups(run: Evaluation, { vector, groups, reducer }: Reduction): Work<StepVector> {
  const { steps, labels, values, has } = vector;
  const { count } = steps;
  const cells = groups.labels.length * count;
  const seen = new Uint8Array(cells);
  let work = 0;
  for (let row = 0; row < labels.length; row++) {
    const from = row * count;
    const to = (groups.ofRow[row] as number) * count;
    for (let step = 0; step < count; step++) {
      if (has[from + step] === 0) continue;
      const value = values[from + step] as number;
      if (seen[to + step] === 1) reducer.add(to + step, value);
      else reducer.start(to + step, value);
      seen[to + step] = 1;
    }
    work += count;
    if (work > CELLS_PER_YIELD) {
      work = 0;
      run.budget.checkTime();
      yield;
    }
  }
  const results = new Float64Array(cells);
  for (let cell = 0; cell < cells; cell++) if (seen[cell] === 1) results[cell] = reducer.result(cell);
  return yield* dropEmptyRows({ steps, labels: groups.labels, values: results, has: seen });
}

const CELLS_PER_YIELD = 20_000;
