import type { AggregateExpr } from "../../../../domain/query/promql/ast.ts";
import type { Labels } from "../../../labels/Labels.ts";
import type { Work } from "../../../work/Work.ts";
import { chooseLabels, chosenLabels, KeyNumbers } from "../labelKey.ts";

/** The groups of an aggregation in order of appearance. */
export interface Groups {
  /** By row: its group. */
  readonly ofRow: Int32Array;
  /** By group: what its rows share. */
  readonly labels: readonly Labels[];
}

export function* groupRows(labels: readonly Labels[], grouping: AggregateExpr["grouping"]): Work<Groups> {
  const choice = chooseLabels(grouping?.labels ?? [], !(grouping?.isWithout ?? false));
  const ofRow = yield* new KeyNumbers().numbersOf(labels, choice);
  const shared: Labels[] = [];
  for (const [row, group] of ofRow.entries())
    if (group === shared.length) shared.push(chosenLabels(labels[row] as Labels, choice));
  return { ofRow, labels: shared };
}
