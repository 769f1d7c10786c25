/** What `/api/v1/metadata` tells of a metric family. */
export interface MetricMetadata {
  /** "counter", "gauge", "histogram", "gaugehistogram", "summary", "info", "stateset" or "unknown". */
  readonly type: string;
  readonly unit: string;
  readonly help: string;
}

/** By family name: `http_requests_total`, and `request_seconds` for `request_seconds_bucket`. */
export type MetadataMap = ReadonlyMap<string, MetricMetadata>;

export type MetricRole = "counter" | "bucket" | "histogram" | "other";

const PART = /_(bucket|count|sum)$/;

/**
 * What the series of one name hold. Metadata beats the name: a gauge called `jobs_total` is no counter. Without
 * metadata only `_total` and `_bucket` decide; `_count` and `_sum` are names of gauges too often.
 */
export function metricRole(name: string, metadata: MetadataMap): MetricRole {
  const own = knownType(name, metadata);
  if (own !== null) return own === "counter" ? "counter" : own === "histogram" ? "histogram" : "other";
  const part = PART.exec(name)?.[1];
  const family = part === undefined ? null : knownType(name.slice(0, -part.length - 1), metadata);
  if (family !== null) {
    if (family === "gaugehistogram") return part === "bucket" ? "bucket" : "other";
    const isParted = family === "histogram" || (family === "summary" && part !== "bucket");
    if (isParted) return part === "bucket" ? "bucket" : "counter";
    return "other";
  }
  // OpenMetrics names the family of `x_total` just `x`.
  if (name.endsWith("_total") && knownType(name.slice(0, -"_total".length), metadata) === "gauge")
    return "other";
  if (name.endsWith("_total")) return "counter";
  return part === "bucket" ? "bucket" : "other";
}

function knownType(name: string, metadata: MetadataMap): string | null {
  const type = metadata.get(name)?.type ?? "unknown";
  return type === "unknown" || type === "untyped" || type === "" ? null : type;
}
