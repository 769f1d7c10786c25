import { quote } from "../../../domain/query/promql/goString.ts";
import type { Labels } from "../../labels/Labels.ts";
import type { SeriesSamples } from "../../store/MetricStore.ts";
import type { Work } from "../../work/Work.ts";
import { absentSteps } from "../functions/absentSteps.ts";
import { labelsForAbsent } from "../functions/labelsForAbsent.ts";
import type { Notes, RangeFunction, WindowSamples } from "../functions/PromFunction.ts";
import type { StepVector } from "../value/StepVector.ts";
import type { Evaluation, Frame } from "./Evaluation.ts";
import { type CallPlan, isRangePlan } from "./Plan.ts";
import { type Ranges, readRanges } from "./readRanges.ts";
import { dropEmptyRows, dropNamesOfDistinct } from "./rows.ts";
import { upperBound } from "../../store/upperBound.ts";

/** A function over a range vector, window by window. Each series is gone through once, from its first window to its last. */
export function* callRange(
  run: Evaluation,
  frame: Frame,
  { plan, body }: { readonly plan: CallPlan; readonly body: RangeFunction },
): Work<StepVector> {
  const rangeAt = plan.args.findIndex(isRangePlan);
  const range = plan.args[rangeAt];
  if (!range || !isRangePlan(range)) throw new Error(`${plan.expr.name} is over a range vector`);
  const ranges = yield* readRanges(run, frame, range);
  const scalars = yield* scalarArguments(run, frame, plan);
  const { count } = frame.steps;
  run.budget.hold(ranges.series.length * count);
  const notes = run.notes.forCall(plan);
  const calls = new WindowCalls(ranges, {
    body,
    scalars,
    notes,
    firstMs: frame.steps.firstMs,
    stepMs: frame.steps.stepMs,
    values: new Float64Array(ranges.series.length * count),
    has: new Uint8Array(ranges.series.length * count),
    count,
  });
  while (!calls.isDone) {
    calls.go();
    run.budget.checkTime();
    yield;
  }
  const { labels, values, has } = calls;
  const cells = labels.length * count;
  const vector = {
    steps: frame.steps,
    labels,
    values: values.subarray(0, cells),
    has: has.subarray(0, cells),
  };
  noteNonCounters(plan, labels, notes);
  if (plan.expr.name === "absent_over_time")
    return yield* dropEmptyRows(yield* absentSteps(vector, labelsForAbsent(range.expr)));
  return body.keepsName ? vector : yield* dropNamesOfDistinct(vector);
}

function* scalarArguments(run: Evaluation, frame: Frame, plan: CallPlan): Work<Float64Array[]> {
  const scalars: Float64Array[] = [];
  for (const arg of plan.args) {
    if (isRangePlan(arg)) continue;
    const value = yield* run.evaluate(frame, arg);
    if (value.kind === "scalar") scalars.push(value.scalar.values);
  }
  return scalars;
}

interface CallTarget {
  readonly body: RangeFunction;
  readonly scalars: readonly Float64Array[];
  readonly notes: Notes;
  readonly values: Float64Array;
  readonly has: Uint8Array;
  readonly count: number;
  readonly firstMs: number;
  readonly stepMs: number;
}

const NO_SAMPLES = new Float64Array(0);

/** Less than a millisecond, but for functions that sort. */
const READS_PER_GO = 8_000;

/** Where a range function stands in its series and steps. The window is one object for all calls. */
class WindowCalls {
  readonly labels: Labels[] = [];
  readonly values: Float64Array;
  readonly has: Uint8Array;
  readonly #ranges: Ranges;
  readonly #target: CallTarget;
  readonly #scalars: number[];
  readonly #window: { -readonly [K in keyof WindowSamples]: WindowSamples[K] } = {
    timesMs: NO_SAMPLES,
    values: NO_SAMPLES,
    from: 0,
    to: 0,
    startMs: 0,
    endMs: 0,
    timeMs: 0,
  };
  #series = 0;
  #step = 0;
  #isAny = false;

  constructor(ranges: Ranges, target: CallTarget) {
    this.#ranges = ranges;
    this.#target = target;
    this.values = target.values;
    this.has = target.has;
    this.#scalars = target.scalars.map(() => 0);
  }

  get isDone(): boolean {
    return this.#series >= this.#ranges.series.length;
  }

  /** Calls the function until a fair share of work is done. */
  go(): void {
    for (let reads = 0; reads < READS_PER_GO && !this.isDone; reads += 10) {
      const series = this.#ranges.series[this.#series] as SeriesSamples;
      if (this.#step === 0) this.#enter(series);
      reads += this.#callSteps(series, READS_PER_GO - reads);
      if (this.#step === this.#target.count) this.#leave(series);
    }
  }

  #enter({ timesMs, values }: SeriesSamples): void {
    const { firstEndMs, rangeMs } = this.#ranges;
    const window = this.#window;
    window.timesMs = timesMs;
    window.values = values;
    window.timeMs = this.#target.firstMs;
    window.endMs = firstEndMs;
    window.startMs = firstEndMs - rangeMs;
    window.from = upperBound(timesMs, window.startMs);
    window.to = upperBound(timesMs, window.endMs);
    this.#isAny = false;
  }

  #leave({ labels }: SeriesSamples): void {
    const { count } = this.#target;
    const base = this.labels.length * count;
    if (this.#isAny) this.labels.push(labels);
    else this.has.fill(0, base, base + count);
    this.#series++;
    this.#step = 0;
  }

  /** Steps of one series, until they are done or `maxReads` samples were looked through; how many were. */
  #callSteps({ timesMs }: SeriesSamples, maxReads: number): number {
    const { strideMs } = this.#ranges;
    const { count, stepMs } = this.#target;
    const window = this.#window;
    const last = timesMs.length;
    let reads = 0;
    while (this.#step < count && reads < maxReads) {
      while (window.to < last && (timesMs[window.to] as number) <= window.endMs) window.to++;
      while (window.from < window.to && (timesMs[window.from] as number) <= window.startMs) window.from++;
      if (window.from < window.to) this.#call();
      reads += window.to - window.from + 1;
      window.startMs += strideMs;
      window.endMs += strideMs;
      window.timeMs += stepMs;
      this.#step++;
    }
    return reads;
  }

  #call(): void {
    const { scalars, body, notes, count } = this.#target;
    for (let i = 0; i < scalars.length; i++)
      this.#scalars[i] = (scalars[i] as Float64Array)[this.#step] as number;
    const result = body.evaluate(this.#window, this.#scalars, notes);
    if (result === undefined) return;
    const cell = this.labels.length * count + this.#step;
    this.values[cell] = result;
    this.has[cell] = 1;
    this.#isAny = true;
  }
}

const COUNTER_SUFFIX = /_(?:total|sum|count|bucket)$/;

function noteNonCounters({ expr }: CallPlan, labels: readonly Labels[], notes: Notes): void {
  if (expr.name !== "rate" && expr.name !== "increase") return;
  for (const name of new Set(labels.map((one) => one.metricName)))
    if (name !== "" && !COUNTER_SUFFIX.test(name))
      notes.info(
        `metric might not be a counter, name does not end in _total/_sum/_count/_bucket: ${quote(name)}`,
      );
}
