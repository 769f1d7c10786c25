import { labelValue, type QueryResult, type Series } from "../Frame.ts";

/** How a range result holds a distribution: `le` buckets, VictoriaMetrics' `vmrange` buckets, or native histograms. */
export type HistogramKind = "classic" | "vmrange" | "native";

/**
 * Whether a result can be drawn as a heatmap. Classic: every series has a numeric `le`, and there are two at least;
 * one single bucket is a line like any other.
 */
export function detectHistogram(result: QueryResult): HistogramKind | undefined {
  if (result.kind !== "range" || result.series.length === 0) return undefined;
  const { series } = result;
  if (series.some(({ histograms }) => (histograms?.size ?? 0) > 0)) return "native";
  if (series.length < 2) return undefined;
  if (series.every(({ labels }) => parseLe(labelValue(labels, "le")) !== undefined)) return "classic";
  if (series.every(({ labels }) => parseVmrange(labelValue(labels, "vmrange")) !== undefined))
    return "vmrange";
  return undefined;
}

/** "0.5", "1e+06", "+Inf" → the upper edge. */
export function parseLe(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const value = text === "+Inf" || text === "Inf" ? Infinity : text === "-Inf" ? -Infinity : Number(text);
  return Number.isNaN(value) ? undefined : value;
}

/** "1.000e-01...1.136e-01", "0...1.000e-09", "1.000e+18...+Inf" → both edges. */
export function parseVmrange(text: string | undefined): readonly [low: number, high: number] | undefined {
  const [low, high, ...rest] = (text ?? "").split("...").map(parseLe);
  return low === undefined || high === undefined || rest.length > 0 ? undefined : [low, high];
}

/** Series of one histogram: those whose labels are equal but for the bucket label. */
export function withoutLabels(series: Series, names: readonly string[]): Series["labels"] {
  return Object.fromEntries(Object.entries(series.labels).filter(([name]) => !names.includes(name)));
}
