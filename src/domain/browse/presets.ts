import { printLabelName } from "../query/promql/print.ts";
import type { MetadataMap } from "../query/promql/metricType.ts";
import { metricKind } from "./metricKind.ts";
import { selectorOf } from "./selectorOf.ts";
import type { Selection } from "./Selection.ts";

/** A query for a metric of this kind: real, whole and editable. */
export interface Preset {
  readonly id: string;
  readonly label: string;
  readonly expr: string;
}

export interface PresetFacts {
  readonly selection: Selection;
  readonly families: MetadataMap;
  /** Labels of the metric's series, those with the most values first; [] while unknown. */
  readonly labels: readonly { readonly name: string; readonly values: number }[];
  /** Native histograms have no `le`; known once samples were seen. */
  readonly isNative?: boolean;
}

/** Lines of one chart that still can be told apart. */
const MOST_LINES = 20;

export const byClause = (labels: readonly string[]) => ` by (${labels.map(printLabelName).join(", ")}) `;

/** How the series of a metric become few lines; `rate` of what only grows. */
export type Shape = "counter" | "gauge" | "classic" | "native" | "summary" | "info" | "moment" | "up";

export function shapeOf({ selection, families, labels, isNative }: PresetFacts): Shape {
  const { metric } = selection;
  const kind = metricKind(metric, families);
  if (kind === "counter") return "counter";
  if (kind === "histogram") {
    const isClassic = metric.endsWith("_bucket") || (labels.some(({ name }) => name === "le") && !isNative);
    return isClassic ? "classic" : "native";
  }
  if (kind === "summary") return "summary";
  // Text format has no info type: those metrics are gauges whose name tells (kube_pod_info).
  if (kind === "info" || metric.endsWith("_info")) return "info";
  if (isMoment(metric)) return "moment";
  return metric === "up" ? "up" : "gauge";
}

/** Instants in epoch seconds: process_start_time_seconds, kube_pod_created, x_last_success_timestamp_seconds. */
const isMoment = (metric: string) => /_(?:(?:timestamp|start_time|boot_time)_seconds|created)$/.test(metric);

/** Queries by the metric's kind, the usual one first. */
export function presetsFor(facts: PresetFacts): readonly Preset[] {
  const { selection } = facts;
  if (selection.metric === "") return [];
  const text = selectorOf(selection);
  const split = splitLabel(facts);
  return MAKERS[shapeOf(facts)]({ text, split, selection });
}

interface Parts {
  readonly text: string;
  /** The label that parts the series into the fewest readable lines; null for none. */
  readonly split: string | null;
  readonly selection: Selection;
}

/** The label with the most values that still make a readable chart; labels that are fixed already part nothing. */
function splitLabel({ labels, selection }: PresetFacts): string | null {
  const fixed = new Set(
    selection.picks
      .filter(({ mode, values }) => mode === "any" && values.length === 1)
      .map(({ label }) => label),
  );
  const found = labels.find(
    ({ name, values }) =>
      values > 1 && values <= MOST_LINES && !fixed.has(name) && name !== "le" && name !== "quantile",
  );
  return found?.name ?? null;
}

export const rate = (text: string) => `rate(${text}[$__rate_interval])`;

function grouped(operator: string, { split }: Parts, inner: string): readonly Preset[] {
  if (split === null) return [];
  return [{ id: `${operator}-by`, label: `By ${split}`, expr: `${operator}${byClause([split])}(${inner})` }];
}

/** `x_sum{…}` beside `x_bucket{…}`. */
export const sibling = (selection: Selection, suffix: string) =>
  selectorOf({ ...selection, metric: selection.metric.replace(/_bucket$/, "") + suffix });

const MAKERS: Readonly<Record<Shape, (parts: Parts) => readonly Preset[]>> = {
  counter: (parts) => [
    { id: "rate", label: "Rate per second", expr: `sum(${rate(parts.text)})` },
    ...grouped("sum", parts, rate(parts.text)),
    { id: "increase", label: "Increase", expr: `sum(increase(${parts.text}[$__rate_interval]))` },
  ],
  gauge: (parts) => [
    { id: "avg", label: "Average", expr: `avg(${parts.text})` },
    ...grouped("avg", parts, parts.text),
    { id: "sum", label: "Sum", expr: `sum(${parts.text})` },
    { id: "min", label: "Minimum", expr: `min(${parts.text})` },
    { id: "max", label: "Maximum", expr: `max(${parts.text})` },
  ],
  classic(parts) {
    const buckets = rate(sibling(parts.selection, "_bucket"));
    const mean = `sum(${rate(sibling(parts.selection, "_sum"))}) / sum(${rate(sibling(parts.selection, "_count"))})`;
    return [
      { id: "heatmap", label: "Heatmap", expr: `sum by (le) (${buckets})` },
      { id: "p95", label: "95th percentile", expr: `histogram_quantile(0.95, sum by (le) (${buckets}))` },
      { id: "p50", label: "Median", expr: `histogram_quantile(0.5, sum by (le) (${buckets}))` },
      { id: "mean", label: "Mean", expr: mean },
      { id: "rate", label: "Rate per second", expr: `sum(${rate(sibling(parts.selection, "_count"))})` },
    ];
  },
  native(parts) {
    const whole = `sum(${rate(parts.text)})`;
    return [
      { id: "heatmap", label: "Heatmap", expr: whole },
      { id: "p95", label: "95th percentile", expr: `histogram_quantile(0.95, ${whole})` },
      { id: "p50", label: "Median", expr: `histogram_quantile(0.5, ${whole})` },
      { id: "mean", label: "Mean", expr: `histogram_avg(${whole})` },
      { id: "rate", label: "Rate per second", expr: `histogram_count(${whole})` },
    ];
  },
  summary: (parts) => [
    { id: "quantiles", label: "By quantile", expr: `max by (quantile) (${parts.text})` },
    {
      id: "mean",
      label: "Mean",
      expr: `sum(${rate(sibling(parts.selection, "_sum"))}) / sum(${rate(sibling(parts.selection, "_count"))})`,
    },
  ],
  info: (parts) => [
    { id: "count", label: "Count", expr: `count(${parts.text})` },
    ...grouped("count", parts, parts.text),
  ],
  moment: (parts) => [
    { id: "age", label: "Time since the newest", expr: `time() - max(${parts.text})` },
    { id: "oldest", label: "Time since the oldest", expr: `time() - min(${parts.text})` },
  ],
  up: (parts) => [
    { id: "min", label: "All up", expr: `min(${parts.text})` },
    ...grouped("min", parts, parts.text),
    { id: "share", label: "Share up", expr: `avg(${parts.text})` },
  ],
};
