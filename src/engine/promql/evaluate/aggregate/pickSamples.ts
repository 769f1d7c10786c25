import { formatGoValue } from "../../../../domain/query/promql/goNumber.ts";
import { EngineError } from "../../../EngineError.ts";
import type { Work } from "../../../work/Work.ts";
import type { StepVector } from "../../value/StepVector.ts";
import type { Evaluation } from "../Evaluation.ts";
import type { AggregatePlan } from "../Plan.ts";
import { dropEmptyRows, pickRows } from "../rows.ts";
import { groupRows } from "./groupRows.ts";
import { highestOf, lowestOf } from "./quantileOfGroups.ts";
import { ratioOffsets } from "./ratioOffset.ts";
import { SampleHeap } from "./SampleHeap.ts";

interface PickInput {
  readonly vector: StepVector;
  /** By step: how many, or which share. */
  readonly params: Float64Array;
}

/** topk, bottomk, limitk and limit_ratio: some samples of each group, as they are. */
export function* pickSamples(
  run: Evaluation,
  plan: AggregatePlan,
  { vector, params }: PickInput,
): Work<StepVector> {
  const { labels, steps, has } = vector;
  const isRatio = plan.expr.operator === "limit_ratio";
  if (!(isRatio ? checkRatios(run, plan, params) : checkCounts(params))) return yield* pickRows(vector, []);
  const { ofRow, labels: groups } = yield* groupRows(labels, plan.expr.grouping);
  const picker = new Picker(plan.expr.operator, vector, {
    ofRow,
    groupCount: groups.length,
    offsets: isRatio ? yield* ratioOffsets(labels) : NO_OFFSETS,
  });
  const stepsPerYield = Math.ceil(ROWS_PER_YIELD / (labels.length + 1));
  const kept = new Uint8Array(has.length);
  let inOrder: number[] = [];
  for (let step = 0; step < steps.count; step++) {
    inOrder = picker.pick(step, params[step] as number);
    for (const row of inOrder) kept[row * steps.count + step] = 1;
    if (step % stepsPerYield === 0) {
      run.budget.checkTime();
      yield;
    }
  }
  // The answer of an instant query keeps the order of rank.
  if (steps.count === 1) return yield* pickRows(vector, inOrder);
  return yield* dropEmptyRows({ ...vector, has: kept });
}

const NO_OFFSETS = new Float64Array(0);
const ROWS_PER_YIELD = 5_000;
/** The bounds Prometheus checks (promql/engine.go). */
const MAX_INT64 = 9223372036854774784;
const MIN_INT64 = -9223372036854775808;

/** False when no step asks for any. */
function checkCounts(params: Float64Array): boolean {
  const highest = highestOf(params);
  if (highest < 1) return false;
  if (Number.isNaN(highest)) throw new EngineError("execution", "Parameter value is NaN");
  const lowest = lowestOf(params);
  if (lowest <= MIN_INT64)
    throw new EngineError("execution", `Scalar value ${formatGoValue(lowest)} underflows int64`);
  if (highest >= MAX_INT64)
    throw new EngineError("execution", `Scalar value ${formatGoValue(highest)} overflows int64`);
  return true;
}

function checkRatios(run: Evaluation, plan: AggregatePlan, params: Float64Array): boolean {
  const highest = highestOf(params);
  const lowest = lowestOf(params);
  if (highest === 0 && lowest === 0) return false;
  if (Number.isNaN(highest)) throw new EngineError("execution", "Ratio value is NaN");
  const note = (value: number, bound: number): void =>
    run.notes.warn(
      `ratio value should be between -1 and 1, got ${formatGoValue(value)}, capping to ${bound}`,
      plan.param?.expr ?? plan.expr,
    );
  if (highest > 1) note(highest, 1);
  if (lowest < -1) note(lowest, -1);
  return true;
}

interface RowGroups {
  readonly ofRow: Int32Array;
  readonly groupCount: number;
  /** By row, for limit_ratio. */
  readonly offsets: Float64Array;
}

class Picker {
  readonly #operator: string;
  readonly #vector: StepVector;
  readonly #ofRow: Int32Array;
  readonly #heaps: readonly SampleHeap[];
  readonly #offsets: Float64Array;

  constructor(operator: string, vector: StepVector, { ofRow, groupCount, offsets }: RowGroups) {
    this.#operator = operator;
    this.#vector = vector;
    this.#ofRow = ofRow;
    const isWorse =
      operator === "bottomk"
        ? (value: number, other: number) => Number.isNaN(value) || value > other
        : (value: number, other: number) => Number.isNaN(value) || value < other;
    this.#heaps = Array.from({ length: groupCount }, () => new SampleHeap(isWorse));
    this.#offsets = offsets;
  }

  /** The rows picked at one step, group by group. */
  pick(step: number, param: number): number[] {
    const { labels, steps, values, has } = this.#vector;
    const isRatio = this.#operator === "limit_ratio";
    const limit = isRatio ? Math.max(-1, Math.min(1, param)) : Math.min(Math.trunc(param), labels.length);
    if (isRatio ? limit === 0 : limit < 1) return [];
    for (const heap of this.#heaps) heap.clear();
    for (let row = 0; row < labels.length; row++) {
      const cell = row * steps.count + step;
      if (has[cell] === 0) continue;
      const heap = this.#heaps[this.#ofRow[row] as number] as SampleHeap;
      const value = values[cell] as number;
      if (isRatio) {
        if (isSampled(this.#offsets[row] as number, limit)) heap.push(row, value);
      } else if (heap.size < limit) heap.push(row, value);
      else if (this.#operator !== "limitk" && this.#isBetter(value, heap.worst))
        heap.replaceWorst(row, value);
    }
    const isRanked = this.#operator === "topk" || this.#operator === "bottomk";
    return this.#heaps.flatMap((heap) => (isRanked ? heap.bestFirst() : heap.rows));
  }

  #isBetter(value: number, worst: number): boolean {
    if (Number.isNaN(worst)) return !Number.isNaN(value);
    return this.#operator === "topk" ? value > worst : value < worst;
  }
}

/** A positive limit takes the offsets from below, a negative one those from above. */
const isSampled = (offset: number, limit: number): boolean =>
  limit >= 0 ? offset < limit : offset >= 1 + limit;
