import { apiOf } from "../../contract/apiOf.ts";
import { clampAsk, type ClampedAsk } from "../../domain/panel/clampAsk.ts";
import type { PanelQuery } from "../../domain/panel/Panel.ts";
import { type QueryKind, queryKind } from "../../domain/panel/queryKind.ts";
import { renderQuery } from "../../domain/panel/renderQuery.ts";
import { msToNs, requestNs } from "../../domain/frame/logs/ns.ts";
import { fail, ProblemError } from "../../domain/problem/Problem.ts";
import { sentLogql } from "../../domain/query/planLogQuery.ts";
import { planQuery } from "../../domain/query/planQuery.ts";
import { alignRange } from "../../domain/time/alignRange.ts";
import { chooseStep } from "../../domain/time/chooseStep.ts";
import { freshFor } from "../cache/freshFor.ts";
import type { Source } from "../sources/Source.ts";
import { checkParams } from "../upstream/checkParams.ts";
import { operations, type OperationName } from "../upstream/operations.ts";
import type { ForwardCall } from "../upstream/UpstreamPool.ts";
import type { PanelQuestion } from "./PanelAnswers.ts";

export interface PlannedAsk {
  readonly call: ForwardCall;
  /** "start=…&end=…&step=…", milliseconds; of lines and instants the step is 0. */
  readonly plan: string;
  readonly freshMs: number;
}

/** Readers within so long share one moment of an instant query, and one page of lines. */
const SHARED_MS = { instant: 60_000, logs: 15_000 } as const;

/**
 * What a source is asked for one query of a panel. Clamped, rounded and aligned here, so that whoever comes in by
 * whichever route asks within the same bounds (S34), and readers within one step ask the same. Interval variables are
 * filled in first and what readers chose last, so that no choice is ever read as anything but itself.
 */
export function planAsk(
  question: PanelQuestion,
  { query, source, nowMs }: { query: PanelQuery; source: Source; nowMs: number },
): PlannedAsk {
  const language = apiOf(source.kind) === "loki" ? "logql" : "promql";
  const kind = queryKind(question.panel, query.expr, language);
  const { options } = question.panel;
  const clamped = clampAsk(question, {
    nowMs,
    kind,
    minStepMs: source.minStepMs,
    step: options.step,
    limit: options.logs.limit,
  });
  if (clamped === null)
    throw fail("BAD_REQUEST", { detail: "startMs: is not before endMs, or in the future" });
  const request: PlanRequest = { nowMs, query, source, clamped, isOldestFirst: options.logs.isOldestFirst };
  const { expr, form, plan, freshMs } = kind === "logs" ? planLines(request) : planSamples(request, kind);
  const rendered = renderQuery({ expr, language, values: question.variables });
  if (!rendered.ok) {
    const { name, reason } = rendered.fault;
    throw fail("BAD_VARIABLE", { detail: `$${name} ${reason}` });
  }
  const operation = operationOf(kind, language);
  const encoded = checkParams(operations[operation], [
    String(new URLSearchParams({ query: rendered.expr, ...form })),
  ]);
  const params = { encoded, isPost: false, ...(kind === "logs" && { categorizesLabels: true }) };
  return { call: { source, operation, params }, plan, freshMs };
}

interface PlanRequest {
  readonly nowMs: number;
  readonly query: PanelQuery;
  readonly source: Source;
  readonly clamped: ClampedAsk;
  readonly isOldestFirst: boolean;
}

interface Planned {
  readonly expr: string;
  readonly form: Readonly<Record<string, string>>;
  readonly plan: string;
  readonly freshMs: number;
}

function planSamples({ nowMs, query, source, clamped }: PlanRequest, kind: "range" | "instant"): Planned {
  const isLoki = apiOf(source.kind) === "loki";
  const { plotPx, zone, step } = clamped;
  const { minStepMs } = source;
  const range = kind === "instant" ? shared(clamped, SHARED_MS.instant) : clamped;
  const language = isLoki ? "logql" : "promql";
  const plan = planQuery({ row: query, kind, language, range, zone, step, plotPx, minStepMs });
  if (plan.kind === "refused") throw new ProblemError(plan.problem);
  const moment = (timeMs: number): string => (isLoki ? requestNs(msToNs(timeMs)) : String(timeMs / 1000));
  const { expr } = plan;
  if (plan.kind === "instant") {
    const { timeMs } = plan;
    const words = `start=${timeMs}&end=${timeMs}&step=0`;
    const freshMs = freshFor({ kind: "instant", timeMs, stepMs: SHARED_MS.instant }, nowMs);
    return { expr, form: { time: moment(timeMs) }, plan: words, freshMs };
  }
  const { startMs, endMs, stepMs } = plan;
  return {
    expr,
    form: { start: moment(startMs), end: moment(endMs), step: String(stepMs / 1000) },
    plan: `start=${startMs}&end=${endMs}&step=${stepMs}`,
    freshMs: freshFor(plan, nowMs),
  };
}

function planLines({ nowMs, query, source, clamped, isOldestFirst }: PlanRequest): Planned {
  const { plotPx, limit } = clamped;
  const range = shared(clamped, SHARED_MS.logs);
  const { startMs, endMs } = range;
  return {
    expr: sentLogql({ row: query, range, plotPx, minStepMs: source.minStepMs }),
    form: {
      start: requestNs(msToNs(startMs)),
      end: requestNs(msToNs(endMs)),
      limit: String(limit),
      direction: isOldestFirst ? "forward" : "backward",
    },
    plan: `start=${startMs}&end=${endMs}&step=0`,
    // Asked up to a moment of a grid, unlike the newest lines of Explore.
    freshMs: freshFor({ kind: "instant", timeMs: endMs, stepMs: SHARED_MS.logs }, nowMs),
  };
}

/** The range on the grid that readers share: of its own step, but no coarser than `mostMs`. */
function shared({ startMs, endMs, plotPx, zone }: ClampedAsk, mostMs: number) {
  const choice = chooseStep({ rangeMs: endMs - startMs, plotPx, minStepMs: 1000, step: "auto" });
  const gridMs = choice.kind === "ok" ? Math.min(choice.stepMs, mostMs) : mostMs;
  return alignRange({ startMs, endMs }, gridMs, zone);
}

function operationOf(kind: QueryKind, language: "promql" | "logql"): OperationName {
  if (language === "promql") return kind === "instant" ? "query" : "query_range";
  return kind === "instant" ? "loki_query" : "loki_query_range";
}
