import type { Work } from "../../../work/Work.ts";
import { badQuantile } from "../../functions/noteQuantile.ts";
import { quantileOf } from "../../functions/quantileOf.ts";
import type { StepVector } from "../../value/StepVector.ts";
import type { Evaluation } from "../Evaluation.ts";
import type { AggregatePlan } from "../Plan.ts";
import { dropEmptyRows } from "../rows.ts";
import type { Groups } from "./groupRows.ts";

interface QuantileInput {
  readonly vector: StepVector;
  /** By step: the quantile asked for. */
  readonly params: Float64Array;
  readonly groups: Groups;
}

export function* quantileOfGroups(
  run: Evaluation,
  plan: AggregatePlan,
  input: QuantileInput,
): Work<StepVector> {
  const { vector, params, groups } = input;
  noteBadQuantiles(run, plan, params);
  const { steps, has, values } = vector;
  const { count } = steps;
  const members: number[][] = groups.labels.map(() => []);
  for (const [row, group] of groups.ofRow.entries()) members[group]?.push(row);
  const results = {
    values: new Float64Array(members.length * count),
    has: new Uint8Array(members.length * count),
  };
  let work = 0;
  for (const [group, rows] of members.entries()) {
    const scratch = new Float64Array(rows.length);
    for (let step = 0; step < count; step++) {
      let found = 0;
      for (const row of rows)
        if (has[row * count + step] === 1) scratch[found++] = values[row * count + step] as number;
      if (found === 0) continue;
      results.has[group * count + step] = 1;
      results.values[group * count + step] = quantileOf(params[step] as number, scratch.subarray(0, found));
      work += rows.length;
      if (work > VALUES_PER_YIELD) {
        work = 0;
        run.budget.checkTime();
        yield;
      }
    }
  }
  return yield* dropEmptyRows({ steps, labels: groups.labels, ...results });
}

/** Sorting takes most of it. */
const VALUES_PER_YIELD = 5_000;

function noteBadQuantiles(run: Evaluation, plan: AggregatePlan, params: Float64Array): void {
  const place = plan.param?.expr ?? plan.expr;
  const note = (value: number): void => run.notes.warn(badQuantile(value), place);
  if (params.some(Number.isNaN)) note(Number.NaN);
  const highest = highestOf(params);
  const lowest = lowestOf(params);
  if (highest > 1) note(highest);
  if (lowest < 0) note(lowest);
}

/** NaN if any is NaN, as Go's math.Max. */
export const highestOf = (values: Float64Array): number =>
  values.reduce((highest, value) => Math.max(highest, value), -Number.MAX_VALUE);

export const lowestOf = (values: Float64Array): number =>
  values.reduce((lowest, value) => Math.min(lowest, value), Number.MAX_VALUE);
