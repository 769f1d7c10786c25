import type { BinaryExpr } from "../../../../domain/query/promql/ast.ts";
import { EngineError } from "../../../EngineError.ts";
import { compareUtf8 } from "../../../labels/compareUtf8.ts";
import type { Labels } from "../../../labels/Labels.ts";
import type { Work } from "../../../work/Work.ts";
import type { StepVector } from "../../value/StepVector.ts";
import type { Evaluation } from "../Evaluation.ts";
import { formatLabels } from "../formatLabels.ts";
import { chooseLabels, chosenLabels } from "../labelKey.ts";
import { RowSet } from "../RowSet.ts";
import { dropEmptyRows } from "../rows.ts";
import type { ElementOperation } from "./operators.ts";
import { resultLabels, type ResultRule } from "./resultLabels.ts";

/** Two vectors with the match group of each row. `one` is the side that may have one sample per group and step. */
export interface Matched {
  readonly expr: BinaryExpr;
  readonly many: StepVector;
  readonly one: StepVector;
  readonly manyGroups: Int32Array;
  readonly oneGroups: Int32Array;
  readonly groupCount: number;
  /** The left side is `one`. */
  readonly isSwapped: boolean;
  readonly operation: ElementOperation;
  readonly rule: ResultRule;
}

/** Step by step, with the errors of VectorBinop (promql/engine.go) at the step where they come up. */
export function* matchSteps(run: Evaluation, matched: Matched): Work<StepVector> {
  const matching = new StepMatching(run, matched);
  const { count } = matched.many.steps;
  const stepsPerYield = Math.ceil(
    ROWS_PER_YIELD / (matched.many.labels.length + matched.one.labels.length + 1),
  );
  for (let step = 0; step < count; step++) {
    matching.matchStep(step);
    if (step % stepsPerYield === 0) {
      run.budget.checkTime();
      yield;
    }
  }
  return yield* dropEmptyRows(matching.rows.finish());
}

const ROWS_PER_YIELD = 10_000;

class StepMatching {
  readonly rows: RowSet;
  readonly #matched: Matched;
  /** By group: the row of the one side at this step, or −1. */
  readonly #oneOf: Int32Array;
  /** By group: the last step at which a one-to-one pair was found. */
  readonly #pairedAt: Int32Array;
  /** By group and result row: the last step at which they met. */
  readonly #metAt = new Map<number, number>();
  /** By pair of rows: the row of the result. */
  readonly #results = new Map<number, number>();

  constructor(run: Evaluation, matched: Matched) {
    this.#matched = matched;
    this.rows = new RowSet(matched.many.steps, matched.many.labels.length, run.budget);
    this.#oneOf = new Int32Array(matched.groupCount);
    this.#pairedAt = new Int32Array(matched.groupCount).fill(-1);
  }

  matchStep(step: number): void {
    const { many, one, manyGroups } = this.#matched;
    const { count } = many.steps;
    if (!hasAny(many, step) || !hasAny(one, step)) return;
    this.#readOneSide(step);
    for (let row = 0; row < many.labels.length; row++) {
      if (many.has[row * count + step] === 0) continue;
      const partner = this.#oneOf[manyGroups[row] as number] as number;
      if (partner !== -1) this.#pair(row, partner, step);
    }
  }

  #readOneSide(step: number): void {
    const { one, oneGroups } = this.#matched;
    const { count } = one.steps;
    this.#oneOf.fill(-1);
    for (let row = 0; row < one.labels.length; row++) {
      if (one.has[row * count + step] === 0) continue;
      const group = oneGroups[row] as number;
      const other = this.#oneOf[group] as number;
      if (other !== -1) throw this.#duplicateError(row, other);
      this.#oneOf[group] = row;
    }
  }

  #pair(row: number, partner: number, step: number): void {
    const { many, one, manyGroups, isSwapped, operation, rule } = this.#matched;
    const { count } = many.steps;
    const ofMany = many.values[row * count + step] as number;
    const ofOne = one.values[partner * count + step] as number;
    const [left, right] = isSwapped ? [ofOne, ofMany] : [ofMany, ofOne];
    const group = manyGroups[row] as number;
    const result = this.#resultOf(row, partner);
    if (rule.isOneToOne) {
      if (this.#pairedAt[group] === step)
        throw matchError("many-to-one matching must be explicit (group_left/group_right)");
      this.#pairedAt[group] = step;
    } else {
      const meeting = group * many.labels.length * one.labels.length + result;
      if (this.#metAt.get(meeting) === step) throw matchError("grouping labels must ensure unique matches");
      this.#metAt.set(meeting, step);
    }
    if (operation.isKept === null || operation.isKept(left, right))
      this.rows.put(result, step, operation.valueOf(left, right));
  }

  #resultOf(row: number, partner: number): number {
    const { many, one, rule } = this.#matched;
    const pair = row * one.labels.length + partner;
    const known = this.#results.get(pair);
    if (known !== undefined) return known;
    const result = this.rows.rowOf(
      resultLabels(many.labels[row] as Labels, one.labels[partner] as Labels, rule),
    );
    this.#results.set(pair, result);
    return result;
  }

  #duplicateError(row: number, other: number): EngineError {
    const { one, isSwapped, expr } = this.#matched;
    const labels = one.labels[row] as Labels;
    const choice = chooseLabels(expr.matching?.labels ?? [], expr.matching?.isOn ?? false);
    const found = [labels, one.labels[other] as Labels].map(formatLabels).toSorted(compareUtf8).join(", ");
    return new EngineError(
      "execution",
      `found duplicate series for the match group ${formatLabels(chosenLabels(labels, choice))} on the ` +
        `${isSwapped ? "left" : "right"} hand-side of the operation: [${found}];many-to-many matching not allowed: ` +
        "matching labels must be unique on one side",
    );
  }
}

const matchError = (text: string): EngineError =>
  new EngineError("execution", `multiple matches for labels: ${text}`);

function hasAny({ labels, has, steps }: StepVector, step: number): boolean {
  for (let row = 0; row < labels.length; row++) if (has[row * steps.count + step] === 1) return true;
  return false;
}
