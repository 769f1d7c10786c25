import type { SeriesSamples } from "../../store/MetricStore.ts";
import type { Work } from "../../work/Work.ts";
import type { Steps, StepVector } from "../value/StepVector.ts";
import { type Evaluation, type Frame, lastStepMs } from "./Evaluation.ts";
import type { RangePlan, SelectorPlan, SubqueryPlan } from "./Plan.ts";
import { upperBound } from "./upperBound.ts";
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
  return seriesOf(value.vector);
}

/** The rows as series. Full rows share one array of times and lie in the vector's own values. */
export function seriesOf({ steps, labels, values, has }: StepVector): SeriesSamples[] {
  const allTimes = Float64Array.from(
    { length: steps.count },
    (_, step) => steps.firstMs + step * steps.stepMs,
  );
  return labels.map((rowLabels, row) => {
    const base = row * steps.count;
    let samples = 0;
    for (let step = 0; step < steps.count; step++) samples += has[base + step] as number;
    if (samples === steps.count)
      return { labels: rowLabels, timesMs: allTimes, values: values.subarray(base, base + steps.count) };
    const series = {
      labels: rowLabels,
      timesMs: new Float64Array(samples),
      values: new Float64Array(samples),
    };
    let end = 0;
    for (let step = 0; step < steps.count; step++) {
      if (has[base + step] === 0) continue;
      series.timesMs[end] = allTimes[step] as number;
      series.values[end++] = values[base + step] as number;
    }
    return series;
  });
}
