import { metadataOf } from "../../../domain/browse/metricKind.ts";
import type { MetadataMap } from "../../../domain/query/promql/metricType.ts";
import type { CompletionBadge } from "../completion/EditorCompletion.ts";

const BADGES: ReadonlySet<string> = new Set(["counter", "gauge", "histogram", "summary", "info"]);

/** The type to show: what metadata says beats what the name suggests. */
export function badgeOf(metadata: MetadataMap, name: string): CompletionBadge {
  const type = metadataOf(name, metadata)?.type ?? "";
  if (BADGES.has(type)) return type as CompletionBadge;
  if (name.includes(":")) return "rule";
  if (name.endsWith("_total")) return "counter";
  if (name.endsWith("_bucket")) return "histogram";
  return name.endsWith("_info") ? "info" : "metric";
}
