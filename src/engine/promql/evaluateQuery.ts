import type { Expr } from "../../domain/query/promql/ast.ts";
import { compareLabels } from "../labels/compareLabels.ts";
import { Labels } from "../labels/Labels.ts";
import type { MetricStore, SeriesSamples } from "../store/MetricStore.ts";
import type { Work } from "../work/Work.ts";
import { checkQuery, checkRangeQuery } from "./check/checkQuery.ts";
import type { Evaluation, Frame, Value } from "./evaluate/Evaluation.ts";
import { evaluatePlan } from "./evaluate/evaluatePlan.ts";
import { NoteBook } from "./evaluate/NoteBook.ts";
import { isRangePlan, type Plan, type RangePlan } from "./evaluate/Plan.ts";
import { type PlanContext, planQuery } from "./evaluate/planQuery.ts";
import { QueryBudget, type QueryLimits } from "./evaluate/QueryBudget.ts";
import { readRanges } from "./evaluate/readRanges.ts";
import { sortRows } from "./evaluate/sortRows.ts";
import { upperBound } from "../store/upperBound.ts";
import type { StepScalar, Steps, StepVector } from "./value/StepVector.ts";

export interface QueryRequest {
  readonly text: string;
  /** What `checkQuery`, or over a range `checkRangeQuery`, made of the text, if it is at hand. */
  readonly expr?: Expr;
  readonly store: MetricStore;
  /** An instant query has start and end at one time. */
  readonly isInstant: boolean;
  readonly startMs: number;
  readonly endMs: number;
  /** Positive; of no meaning for an instant query. */
  readonly stepMs: number;
  readonly limits: QueryLimits;
  readonly nowMs: () => number;
  /** How old a sample may be that an instant selector takes; 5 minutes when left out. */
  readonly lookbackMs?: number;
  /** Step of a subquery that names none; a minute, Prometheus' evaluation interval, when left out. */
  readonly subqueryStepMs?: number;
}

/** What an answer of Prometheus' API has under `data`. */
export type QueryData =
  /** One sample per row at the one step. */
  | { readonly resultType: "vector"; readonly vector: StepVector }
  | { readonly resultType: "scalar"; readonly timeMs: number; readonly value: number }
  | { readonly resultType: "string"; readonly timeMs: number; readonly text: string }
  /** Sorted by labels; rows have at least one sample. */
  | { readonly resultType: "matrix"; readonly form: "steps"; readonly vector: StepVector }
  /** What an instant query of a range selector finds: the samples as they are. */
  | { readonly resultType: "matrix"; readonly form: "samples"; readonly series: readonly SeriesSamples[] };

export interface QueryResult {
  readonly data: QueryData;
  /** "PromQL warning: … (line:column)". */
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
}

const DEFAULT_LOOKBACK_MS = 5 * 60_000;
const DEFAULT_SUBQUERY_STEP_MS = 60_000;

/**
 * Evaluates a PromQL query as Prometheus 3.15 does. Throws EngineError: bad_data for what is wrong with the query itself,
 * execution, or timeout.
 */
export function* evaluateQuery(request: QueryRequest): Work<QueryResult> {
  const { text, store, limits, nowMs, isInstant } = request;
  const query: PlanContext = {
    startMs: request.startMs,
    endMs: request.endMs,
    stepMs: isInstant ? 0 : request.stepMs,
    rangeMs: request.endMs - request.startMs,
    subqueryStepMs: request.subqueryStepMs ?? DEFAULT_SUBQUERY_STEP_MS,
  };
  const expr = request.expr ?? (isInstant ? checkQuery(text) : checkRangeQuery(text, query));
  const notes = new NoteBook();
  const run: Evaluation = {
    store,
    lookbackMs: request.lookbackMs ?? DEFAULT_LOOKBACK_MS,
    query,
    budget: new QueryBudget(limits, nowMs),
    notes,
    evaluate: (frame, plan) => evaluatePlan(run, frame, plan),
  };
  const frame = frameOf(request);
  const plan = planQuery(expr, query);
  const data = isRangePlan(plan)
    ? yield* rangeData(run, frame, plan)
    : yield* valueData(run, plan, { frame, isInstant });
  return { data, warnings: notes.warningsIn(text), infos: notes.infosIn(text) };
}

function frameOf({ startMs, endMs, stepMs, isInstant }: QueryRequest): Frame {
  const count = isInstant ? 1 : Math.floor((endMs - startMs) / stepMs) + 1;
  const steps: Steps = { firstMs: startMs, stepMs: isInstant ? 1 : stepMs, count };
  return { steps, isInstant: startMs === endMs };
}

/** The samples in the window of an instant query. */
function* rangeData(run: Evaluation, frame: Frame, plan: RangePlan): Work<QueryData> {
  const { series, firstEndMs, rangeMs } = yield* readRanges(run, frame, plan);
  const cut = series.map(({ labels, timesMs, values }) => {
    const from = upperBound(timesMs, firstEndMs - rangeMs);
    const to = upperBound(timesMs, firstEndMs);
    return { labels, timesMs: timesMs.subarray(from, to), values: values.subarray(from, to) };
  });
  const found = cut.filter((one) => one.timesMs.length > 0);
  return {
    resultType: "matrix",
    form: "samples",
    series: found.toSorted((a, b) => compareLabels(a.labels, b.labels)),
  };
}

function* valueData(
  run: Evaluation,
  plan: Plan,
  { frame, isInstant }: { readonly frame: Frame; readonly isInstant: boolean },
): Work<QueryData> {
  const value = yield* run.evaluate(frame, plan);
  if (isInstant) return instantData(value, frame.steps.firstMs);
  if (value.kind === "string") throw new Error("a range query has no text");
  const vector = value.kind === "vector" ? yield* sortRows(value.vector) : asVector(value.scalar);
  return { resultType: "matrix", form: "steps", vector };
}

function instantData(value: Value, timeMs: number): QueryData {
  switch (value.kind) {
    case "vector":
      return { resultType: "vector", vector: value.vector };
    case "scalar":
      return { resultType: "scalar", timeMs, value: value.scalar.values[0] ?? Number.NaN };
    case "string":
      return { resultType: "string", timeMs, text: value.text };
  }
}

const asVector = ({ steps, values }: StepScalar): StepVector => ({
  steps,
  labels: [Labels.none],
  values,
  has: new Uint8Array(steps.count).fill(1),
});
