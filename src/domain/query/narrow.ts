import type { Labels } from "../frame/Frame.ts";
import { STEP_LADDER_MS } from "../time/chooseStep.ts";
import { formatDuration, formatStep } from "../time/duration.ts";
import type { ResolvedRange, TimeRange } from "../time/TimeRange.ts";
import { parseToAst } from "./promql/buildAst.ts";
import { wrapText } from "./promql/editText.ts";
import { printLabelName } from "./promql/print.ts";
import { suggestGrouping } from "./promql/suggestGrouping.ts";
import { maskVariables } from "./promql/variables.ts";

/** What a click changes: the query's text, the step, or the range. */
export type NarrowingEdit =
  | { readonly kind: "expr"; readonly text: string }
  | { readonly kind: "step"; readonly stepMs: number }
  | { readonly kind: "range"; readonly range: TimeRange };

export interface Narrowing {
  readonly id: "step" | "topk" | "range" | "sum";
  readonly label: string;
  readonly edit: NarrowingEdit;
}

export interface NarrowRequest {
  readonly expr: string;
  /** Of the run that was too large; `stepMs` is null for an instant query. */
  readonly stepMs: number | null;
  readonly range: TimeRange;
  readonly resolved: ResolvedRange;
  /** Labels of series that are known already; they choose what `sum by` groups by. */
  readonly series?: readonly Labels[];
}

const FEWER = 4;
const TOP = 20;
const SHORTEST_MS = 300_000;
const HOUR_MS = 3_600_000;

/** One-click ways to a smaller answer (F29): bigger step, `topk(20, …)`, shorter range, `sum by (…)`; each alone. */
export function narrowings(request: NarrowRequest): readonly Narrowing[] {
  const narrowed = [biggerStep(request), topSeries(request), shorterRange(request), summed(request)];
  return narrowed.filter((narrowing) => narrowing !== null);
}

function biggerStep({ stepMs, resolved }: NarrowRequest): Narrowing | null {
  if (stepMs === null) return null;
  const wantedMs = stepMs * FEWER;
  const bigger = STEP_LADDER_MS.find((candidate) => candidate >= wantedMs);
  if (bigger === undefined || bigger >= resolved.endMs - resolved.startMs) return null;
  return { id: "step", label: `Step of ${formatStep(bigger)}`, edit: { kind: "step", stepMs: bigger } };
}

/** The outermost thing, parentheses aside; null when the text does not parse or gives no vector. */
function outermost(expr: string): string | null {
  const parsed = parseToAst(maskVariables(expr));
  if (!parsed.ok || parsed.expr.kind !== "vector") return null;
  let inner = parsed.expr;
  while (inner.type === "paren") inner = inner.expr;
  return inner.type === "aggregate" ? inner.operator : inner.type;
}

function topSeries({ expr }: NarrowRequest): Narrowing | null {
  const outer = outermost(expr);
  if (outer === null || ["topk", "bottomk", "limitk"].includes(outer)) return null;
  const text = wrapText(expr, `topk(${TOP}, `, ")");
  return { id: "topk", label: `Largest ${TOP} series`, edit: { kind: "expr", text } };
}

function shorterRange({ range, resolved }: NarrowRequest): Narrowing | null {
  const lengthMs = Math.round((resolved.endMs - resolved.startMs) / FEWER / 60_000) * 60_000;
  if (lengthMs < SHORTEST_MS) return null;
  const isRelative = range.to === "now";
  const shorter = isRelative
    ? { from: `now-${relativeText(lengthMs)}`, to: "now" }
    : { from: String(resolved.endMs - lengthMs), to: String(resolved.endMs) };
  return { id: "range", label: `Last ${formatDuration(lengthMs)}`, edit: { kind: "range", range: shorter } };
}

/** In one unit, as date maths takes it. */
function relativeText(lengthMs: number): string {
  return lengthMs % HOUR_MS === 0 ? `${lengthMs / HOUR_MS}h` : `${lengthMs / 60_000}m`;
}

function summed({ expr, series = [] }: NarrowRequest): Narrowing | null {
  const outer = outermost(expr);
  if (outer === null || outer === "sum") return null;
  const label = suggestGrouping(series);
  const head = label === null ? "sum" : `sum by (${printLabelName(label)}) `;
  const text = wrapText(expr, `${head}(`, ")");
  return {
    id: "sum",
    label: label === null ? "Sum of all" : `Sum by ${label}`,
    edit: { kind: "expr", text },
  };
}
