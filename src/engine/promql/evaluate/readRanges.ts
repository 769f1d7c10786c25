import type { SeriesSamples } from "../../store/MetricStore.ts";
import type { Work } from "../../work/Work.ts";
import type { Steps, StepVector } from "../value/StepVector.ts";
import { type Evaluation, type Frame, lastStepMs } from "./Evaluation.ts";
import type { RangePlan, SelectorPlan, SubqueryPlan } from "./Plan.ts";
import { upperBound } from "../../store/upperBound.ts";
import { withoutStale } from "./withoutStale.ts";

/** A range vector: its windows are (t − rangeMs, t] for t = firstEndMs and `strideMs` further each step (0 under `@`). */
export interface Ranges {
  /** Without stale markers; may hold samples that no window does. */
  readonly series: readonly SeriesSamples[];
  readonly firstEndMs: number;
  readonly strideMs: number;
  readonly rangeMs: number;
}

export function* readRanges(run: Evaluation, frame: Frame, plan: RangePlan): Work<Ranges> {
  const { steps } = frame;
  const firstEndMs = (plan.atMs ?? steps.firstMs) - plan.offsetMs;
  const strideMs = plan.atMs === null ? steps.stepMs : 0;
  const bounds: Bounds = {
    firstEndMs,
    lastEndMs: plan.atMs === null ? lastStepMs(steps) - plan.offsetMs : firstEndMs,
    stepMs: steps.stepMs,
  };
  const series =
    plan.type === "subquery"
      ? yield* readSubquery(run, plan, bounds)
      : yield* readSelector(run, plan, bounds);
  return { series, firstEndMs, strideMs, rangeMs: plan.rangeMs };
}

interface Bounds {
  readonly firstEndMs: number;
  readonly lastEndMs: number;
  readonly stepMs: number;
}

function* readSelector(
  run: Evaluation,
  plan: SelectorPlan & { readonly rangeMs: number },
  { firstEndMs, lastEndMs, stepMs }: Bounds,
): Work<readonly SeriesSamples[]> {
  const found = yield* run.store.select(plan.matchers, {
    firstMs: firstEndMs,
    lastMs: lastEndMs,
    stepMs,
    rangeMs: plan.rangeMs,
    isNewestOnly: false,
    maxSamples: run.budget.left,
  });
  run.budget.checkSeries(found.length);
  const series: SeriesSamples[] = [];
  let reads = 0;
  for (const one of found) {
    const { timesMs } = one;
    const afterMs = firstEndMs - plan.rangeMs;
    const samples = upperBound(timesMs, lastEndMs) - upperBound(timesMs, afterMs);
    if (samples === 0) continue;
    run.budget.hold(samples);
    series.push(withoutStale(one, afterMs, lastEndMs));
    reads += samples + 10;
    if (reads > READS_PER_YIELD) {
      reads = 0;
      run.budget.checkTime();
      yield;
    }
  }
  return series;
}

/** Some tenths of a millisecond. */
const READS_PER_YIELD = 100_000;

/** The inner expression at every whole multiple of the subquery's step that some window holds. */
function* readSubquery(
  run: Evaluation,
  plan: SubqueryPlan,
  { firstEndMs, lastEndMs }: Bounds,
): Work<readonly SeriesSamples[]> {
  const { stepMs } = plan;
  const firstMs = (Math.floor((firstEndMs - plan.rangeMs) / stepMs) + 1) * stepMs;
  if (firstMs > lastEndMs) return [];
  const steps: Steps = { firstMs, stepMs, count: Math.floor((lastEndMs - firstMs) / stepMs) + 1 };
  const value = yield* run.evaluate({ steps, isInstant: firstMs === lastEndMs }, plan.inner);
  if (value.kind !== "vector") throw new Error("a subquery is over an instant vector");
  if (value.vector.labels.length === 0) return [];
  run.budget.hold(steps.count);
  return yield* seriesOf(value.vector);
}

/** The rows as series. Rows without gaps share one array of times and lie in the vector's own values. */
function* seriesOf({ steps, labels, values, has }: StepVector): Work<SeriesSamples[]> {
  const { firstMs, stepMs, count } = steps;
  const times = new Float64Array(count);
  for (let step = 0; step < count; step++) times[step] = firstMs + step * stepMs;
  const series: SeriesSamples[] = [];
  for (const [row, rowLabels] of labels.entries()) {
    const from = row * count;
    const full = { timesMs: times, values: values.subarray(from, from + count) };
    const { timesMs, values: present } = presentSamples(full, has.subarray(from, from + count));
    series.push({ labels: rowLabels, timesMs, values: present });
    if ((row * count) % CELLS_PER_YIELD < count) yield;
  }
  return series;
}

type Samples = Pick<SeriesSamples, "timesMs" | "values">;

const CELLS_PER_YIELD = 20_000;

function presentSamples({ timesMs, values }: Samples, has: Uint8Array): Samples {
  let length = 0;
  for (let step = 0; step < has.length; step++) length += has[step] as number;
  const from = has.indexOf(1);
  const to = has.lastIndexOf(1) + 1;
  if (length === to - from) return { timesMs: timesMs.subarray(from, to), values: values.subarray(from, to) };
  const present = { timesMs: new Float64Array(length), values: new Float64Array(length) };
  let end = 0;
  for (let step = 0; step < to; step++) {
    if (has[step] === 0) continue;
    present.timesMs[end] = timesMs[step] as number;
    present.values[end++] = values[step] as number;
  }
  return present;
}
