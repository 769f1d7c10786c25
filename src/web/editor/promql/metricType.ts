import type { MetadataMap, MetricMetadata } from "../../../domain/query/promql/metricType.ts";
import type { CompletionBadge } from "../completion/EditorCompletion.ts";

const SERIES_SUFFIX = /_(?:bucket|count|sum|total|created|info)$/;
const BADGES: ReadonlySet<string> = new Set(["counter", "gauge", "histogram", "summary", "info"]);

/** The metadata of a series' name: its own, else its family's (`x_bucket` belongs to `x`). */
export function metadataOf(metadata: MetadataMap, name: string): MetricMetadata | undefined {
  return metadata.get(name) ?? metadata.get(name.replace(SERIES_SUFFIX, ""));
}

/** The type to show: what metadata says beats what the name suggests. */
export function badgeOf(metadata: MetadataMap, name: string): CompletionBadge {
  const type = metadataOf(metadata, name)?.type ?? "";
  if (BADGES.has(type)) return type as CompletionBadge;
  if (name.includes(":")) return "rule";
  if (name.endsWith("_total")) return "counter";
  if (name.endsWith("_bucket")) return "histogram";
  return name.endsWith("_info") ? "info" : "metric";
}
