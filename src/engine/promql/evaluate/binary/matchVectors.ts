import type { Labels } from "../../../labels/Labels.ts";
import type { Work } from "../../../work/Work.ts";
import type { StepVector } from "../../value/StepVector.ts";
import type { Evaluation } from "../Evaluation.ts";
import { chooseLabels, KeyNumbers } from "../labelKey.ts";
import { dropEmptyRows } from "../rows.ts";
import type { Sides } from "./evaluateSet.ts";
import { type Matched, matchSteps } from "./matchSteps.ts";
import { elementOperation } from "./operators.ts";
import { resultLabels, resultRule } from "./resultLabels.ts";

/**
 * Arithmetic and comparisons between two vectors. Where each series has at most one partner over all the steps, and each
 * pair a result of its own, nothing can go wrong at any step and rows are worked through whole; else step by step.
 */
export function* matchVectors(run: Evaluation, sides: Sides): Work<StepVector> {
  const { expr, lhs, rhs } = sides;
  const { matching } = expr;
  const isSwapped = matching?.group === "right";
  const [many, one] = isSwapped ? [rhs, lhs] : [lhs, rhs];
  const choice = chooseLabels(matching?.labels ?? [], matching?.isOn ?? false);
  const numbers = new KeyNumbers();
  const oneGroups = yield* numbers.numbersOf(one.labels, choice);
  const manyGroups = yield* numbers.numbersOf(many.labels, choice);
  run.budget.hold(many.values.length);
  const operation = elementOperation(expr.operator, expr.isBool);
  const rule = resultRule(expr, operation.dropsName);
  const groupCount = numbers.count;
  const matched: Matched = { expr, many, one, manyGroups, oneGroups, groupCount, isSwapped, operation, rule };
  const pairs = yield* plainPairs(matched);
  return pairs ? yield* matchRows(run, matched, pairs) : yield* matchSteps(run, matched);
}

interface Pairs {
  /** By row of the many side: its partner, or −1. */
  readonly partners: Int32Array;
  readonly labels: readonly (Labels | null)[];
}

/** The pairs, if there is no step at which they could fail; else null. */
function* plainPairs(matched: Matched): Work<Pairs | null> {
  const { many, one, manyGroups, oneGroups, groupCount, rule } = matched;
  const oneOf = new Int32Array(groupCount).fill(-1);
  for (let row = 0; row < one.labels.length; row++) {
    const group = oneGroups[row] as number;
    if (oneOf[group] !== -1) return null;
    oneOf[group] = row;
  }
  const partners = new Int32Array(many.labels.length);
  const labels: (Labels | null)[] = [];
  const keys = new Set<string>();
  const taken = new Uint8Array(groupCount);
  let results = 0;
  for (let row = 0; row < many.labels.length; row++) {
    if (row % ROWS_PER_YIELD === 0) yield;
    const group = manyGroups[row] as number;
    const partner = oneOf[group] as number;
    partners[row] = partner;
    if (partner === -1) {
      labels.push(null);
      continue;
    }
    if (rule.isOneToOne && taken[group] === 1) return null;
    taken[group] = 1;
    const result = resultLabels(many.labels[row] as Labels, one.labels[partner] as Labels, rule);
    labels.push(result);
    keys.add(result.key);
    results++;
  }
  return keys.size === results ? { partners, labels } : null;
}

function* matchRows(run: Evaluation, matched: Matched, { partners, labels }: Pairs): Work<StepVector> {
  const { many, one } = matched;
  const { count } = many.steps;
  const kept: Labels[] = [];
  for (let row = 0; row < many.labels.length; row++) {
    const partner = partners[row] as number;
    const result = labels[row];
    if (partner === -1 || !result) continue;
    matchRow(matched, { from: row, partner, to: kept.push(result) - 1 });
    if ((row * count) % CELLS_PER_YIELD < count) {
      run.budget.checkTime();
      yield;
    }
  }
  const cells = kept.length * count;
  const vector = { values: many.values.subarray(0, cells), has: many.has.subarray(0, cells) };
  return yield* dropEmptyRows({ steps: one.steps, labels: kept, ...vector });
}

const ROWS_PER_YIELD = 128;
const CELLS_PER_YIELD = 20_000;

/** Written over the many side, whose rows up to `to` are done with. */
function matchRow(
  { many, one, isSwapped, operation }: Matched,
  { from, partner, to }: { readonly from: number; readonly partner: number; readonly to: number },
): void {
  const { count } = many.steps;
  const { valueOf, isKept } = operation;
  for (let step = 0; step < count; step++) {
    const cell = from * count + step;
    const other = partner * count + step;
    const target = to * count + step;
    if (many.has[cell] === 0 || one.has[other] === 0) {
      many.has[target] = 0;
      continue;
    }
    const ofMany = many.values[cell] as number;
    const ofOne = one.values[other] as number;
    const left = isSwapped ? ofOne : ofMany;
    const right = isSwapped ? ofMany : ofOne;
    many.has[target] = isKept === null || isKept(left, right) ? 1 : 0;
    many.values[target] = valueOf(left, right);
  }
}
