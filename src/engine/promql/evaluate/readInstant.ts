import type { Labels } from "../../labels/Labels.ts";
import type { SeriesSamples } from "../../store/MetricStore.ts";
import { isStale } from "../../store/staleMarker.ts";
import type { Work } from "../../work/Work.ts";
import type { StepVector } from "../value/StepVector.ts";
import { type Evaluation, type Frame, lastStepMs } from "./Evaluation.ts";
import type { SelectorPlan } from "./Plan.ts";
import { upperBound } from "../../store/upperBound.ts";

/** Times looked at: `firstMs`, then `strideMs` further each step (0 under `@`). */
interface Looks {
  readonly firstMs: number;
  readonly strideMs: number;
  readonly lookbackMs: number;
  /** Take the sample's own time in seconds instead of its value, for timestamp(). */
  readonly isTimeWanted: boolean;
}

/**
 * An instant selector: at each step the newest sample in (t − lookback, t], unless it is a stale marker. Series without
 * any are left out.
 */
export function* readInstant(
  run: Evaluation,
  frame: Frame,
  { plan, isTimeWanted }: { readonly plan: SelectorPlan; readonly isTimeWanted: boolean },
): Work<StepVector> {
  const { steps } = frame;
  const firstMs = (plan.atMs ?? steps.firstMs) - plan.offsetMs;
  const strideMs = plan.atMs === null ? steps.stepMs : 0;
  const { lookbackMs } = run;
  const found = yield* run.store.select(plan.matchers, {
    firstMs,
    lastMs: plan.atMs === null ? lastStepMs(steps) - plan.offsetMs : firstMs,
    stepMs: steps.stepMs,
    rangeMs: lookbackMs,
    isNewestOnly: true,
    // What it reads is not held: it comes to one sample a step.
    maxSamples: run.budget.left + READ_BESIDE,
  });
  run.budget.checkSeries(found.length);
  run.budget.hold(found.length * steps.count);
  const rows = newRows(frame, found.length);
  let reads = 0;
  for (const series of found) {
    readRow(series, { firstMs, strideMs, lookbackMs, isTimeWanted }, rows);
    reads += series.timesMs.length + steps.count;
    if (reads > READS_PER_YIELD) {
      reads = 0;
      run.budget.checkTime();
      yield;
    }
  }
  return finishRows(rows);
}

/** Samples read on the way, and let go. */
const READ_BESIDE = 5_000_000;

/** About a tenth of a millisecond. */
const READS_PER_YIELD = 20_000;

interface Rows {
  readonly frame: Frame;
  readonly labels: Labels[];
  readonly values: Float64Array;
  readonly has: Uint8Array;
}

function newRows(frame: Frame, rows: number): Rows {
  const cells = rows * frame.steps.count;
  return { frame, labels: [], values: new Float64Array(cells), has: new Uint8Array(cells) };
}

function readRow(series: SeriesSamples, looks: Looks, rows: Rows): void {
  const { timesMs, values } = series;
  const { count } = rows.frame.steps;
  const base = rows.labels.length * count;
  let lookMs = looks.firstMs;
  let next = upperBound(timesMs, lookMs);
  let isAny = false;
  for (let step = 0; step < count; step++, lookMs += looks.strideMs) {
    while (next < timesMs.length && (timesMs[next] as number) <= lookMs) next++;
    if (next === 0) continue;
    const timeMs = timesMs[next - 1] as number;
    if (timeMs <= lookMs - looks.lookbackMs || isStale(values, next - 1)) continue;
    rows.values[base + step] = looks.isTimeWanted ? timeMs / 1000 : (values[next - 1] as number);
    rows.has[base + step] = 1;
    isAny = true;
  }
  if (isAny) rows.labels.push(series.labels);
  else rows.has.fill(0, base, base + count);
}

function finishRows({ frame, labels, values, has }: Rows): StepVector {
  const cells = labels.length * frame.steps.count;
  return { steps: frame.steps, labels, values: values.subarray(0, cells), has: has.subarray(0, cells) };
}
