import { apiOf } from "../../contract/apiOf.ts";
import type { VariableAnswer } from "../../contract/boards.ts";
import { msToNs, requestNs } from "../../domain/frame/logs/ns.ts";
import { BOARD_LIMITS, type VariableChoice, type VariableValues } from "../../domain/panel/Board.ts";
import { clampAsk } from "../../domain/panel/clampAsk.ts";
import { renderQuery } from "../../domain/panel/renderQuery.ts";
import { fail } from "../../domain/problem/Problem.ts";
import { alignRange } from "../../domain/time/alignRange.ts";
import type { Answers } from "../cache/Answers.ts";
import { freshFor } from "../cache/freshFor.ts";
import type { Source } from "../sources/Source.ts";
import { checkParams } from "../upstream/checkParams.ts";
import { escapeLabelName } from "../upstream/escapeLabelName.ts";
import { operations } from "../upstream/operations.ts";
import type { ForwardCall } from "../upstream/UpstreamPool.ts";

export interface ValuesQuestion {
  readonly choice: Extract<VariableChoice, { kind: "label" }>;
  /** Of the variables that stand before it, checked. */
  readonly variables: VariableValues;
  readonly startMs: number;
  readonly endMs: number;
  readonly owner: string;
  readonly signal?: AbortSignal;
}

export interface ValuesDeps {
  readonly answers: Answers;
  readonly sources: { get(id: string): Source | undefined };
  readonly now: () => number;
}

/** More than anybody picks from; what is further down is found by a narrower selector. */
const MOST_VALUES = 1_000;
/** Readers within so long share a list. */
const SHARED_MS = 300_000;

export type VariableValuesOf = (question: ValuesQuestion) => Promise<VariableAnswer>;

/** The values of a label of a source, sorted, each once. Throws ProblemError as a data route would answer it. */
export function createVariableValues({ answers, sources, now }: ValuesDeps): VariableValuesOf {
  return async (question) => {
    const { choice, owner, signal } = question;
    const source = sources.get(choice.sourceId);
    if (source === undefined) throw fail("SOURCE_NOT_FOUND");
    const call = callOf(question, source, now());
    const freshMs = freshFor({ kind: "labels" }, now());
    const { body } = await answers.ask({ call, owner, freshMs, ...(signal && { signal }) });
    return valuesIn(body);
  };
}

function callOf(question: ValuesQuestion, source: Source, nowMs: number): ForwardCall {
  const { choice, variables } = question;
  const isLoki = apiOf(source.kind) === "loki";
  const ask = { ...question, plotPx: 1, zone: "UTC" };
  const limits = { nowMs, kind: "values", minStepMs: source.minStepMs, step: "auto", limit: 1 } as const;
  const clamped = clampAsk(ask, limits);
  if (clamped === null)
    throw fail("BAD_REQUEST", { detail: "startMs: is not before endMs, or in the future" });
  const { startMs, endMs } = alignRange(clamped, SHARED_MS, "UTC");
  const moment = (timeMs: number): string => (isLoki ? requestNs(msToNs(timeMs)) : String(timeMs / 1000));
  // Up to the moment itself: what appeared since the last full five minutes is there, too.
  const form: [string, string][] = [
    ["start", moment(startMs)],
    ["end", moment(endMs + SHARED_MS)],
  ];
  const selector = selectorOf(choice.selector, { isLoki, variables });
  if (selector !== "") form.push([isLoki ? "query" : "match[]", selector]);
  if (!isLoki) form.push(["limit", String(MOST_VALUES + 1)]);
  const operation = isLoki ? "loki_label_values" : "label_values";
  const labelSegment = escapeLabelName(choice.label);
  if (labelSegment === null) throw fail("BAD_REQUEST", { detail: "This label name is not valid" });
  const encoded = checkParams(operations[operation], [String(new URLSearchParams(form))]);
  return { source, operation, params: { encoded, isPost: false, labelSegment } };
}

function selectorOf(
  expr: string,
  { isLoki, variables }: { isLoki: boolean; variables: VariableValues },
): string {
  if (expr.trim() === "") return "";
  const rendered = renderQuery({ expr, language: isLoki ? "logql" : "promql", values: variables });
  if (rendered.ok) return rendered.expr;
  throw fail("BAD_VARIABLE", { detail: `$${rendered.fault.name} ${rendered.fault.reason}` });
}

function valuesIn(body: Buffer): VariableAnswer {
  const data = dataOf(body);
  const texts = new Set(data.filter((value) => typeof value === "string"));
  // A value too long to be chosen is not offered.
  const possible = [...texts].filter(
    (value) => value !== "" && value.length <= BOARD_LIMITS.valueLength && value.isWellFormed(),
  );
  const values = possible.toSorted().slice(0, MOST_VALUES);
  return { values, isCut: values.length < texts.size - (texts.has("") ? 1 : 0) };
}

/** An answer without values may have `null` for them. */
function dataOf(body: Buffer): readonly unknown[] {
  try {
    const { status, data } = JSON.parse(body.toString("utf8")) as { status?: unknown; data?: unknown };
    if (status === "success" && Array.isArray(data)) return data;
    if (status === "success" && (data === null || data === undefined)) return [];
  } catch {
    // Told below.
  }
  throw fail("BAD_SHAPE");
}
