import type { MetricKind } from "../../../../domain/browse/metricKind.ts";

/** The type filter's words. */
export const KIND_LABELS: Readonly<Record<MetricKind, string>> = {
  counter: "Counter",
  gauge: "Gauge",
  histogram: "Histogram",
  rule: "Rule",
  summary: "Summary",
  info: "Info",
  stateset: "State set",
  other: "Other",
};

/** What a row says at its end; a name whose type nobody tells says nothing. */
export const kindWord = (kind: MetricKind): string =>
  kind === "other" ? "" : KIND_LABELS[kind].toLowerCase();
