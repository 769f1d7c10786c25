import type { MetadataMap, MetricMetadata } from "../query/promql/metricType.ts";

/** The order of the type filter. "rule": made by a recording rule. "other": nobody says. */
export const METRIC_KINDS = [
  "counter",
  "gauge",
  "histogram",
  "rule",
  "summary",
  "info",
  "stateset",
  "other",
] as const;

export type MetricKind = (typeof METRIC_KINDS)[number];

const OF_TYPE: Readonly<Record<string, MetricKind>> = {
  counter: "counter",
  gauge: "gauge",
  histogram: "histogram",
  gaugehistogram: "histogram",
  summary: "summary",
  info: "info",
  stateset: "stateset",
};

/** What a series' name has behind the name of its family. */
const PARTS: ReadonlySet<string> = new Set(["_bucket", "_count", "_sum", "_total", "_created", "_info"]);

const PART_LENGTHS: ReadonlySet<number> = new Set([...PARTS].map((part) => part.length));

/** "_bucket" of `x_bucket`, "" of most. By its last underscore: a pattern would take five times as long for 150,000. */
function partOf(name: string): string {
  const at = name.lastIndexOf("_");
  if (at < 0 || !PART_LENGTHS.has(name.length - at)) return "";
  const part = name.slice(at);
  return PARTS.has(part) ? part : "";
}

/** The family a series' name belongs to: `x` of `x_bucket`. */
export function familyOf(name: string): string {
  return name.slice(0, name.length - partOf(name).length);
}

/** What the source says of a series' name: of itself, else of its family (`x_bucket` belongs to `x`). */
export function metadataOf(name: string, families: MetadataMap): MetricMetadata | null {
  const family = familyOf(name);
  return families.get(name) ?? (family === name ? null : (families.get(family) ?? null));
}

/** The type that is shown and filtered by. What metadata says beats what the name suggests. */
export function metricKind(name: string, families: MetadataMap): MetricKind {
  const part = partOf(name);
  if (families.size === 0) return namedKind(name, part);
  const own = OF_TYPE[families.get(name)?.type ?? ""];
  if (own) return own;
  const family = part === "" ? undefined : OF_TYPE[families.get(name.slice(0, -part.length))?.type ?? ""];
  if (family) return partKind(part, family);
  return namedKind(name, part);
}

/** What a name alone tells; `_count` and `_sum` are names of gauges too often. */
const NAMED: Readonly<Record<string, MetricKind>> = {
  _total: "counter",
  _bucket: "histogram",
  _info: "info",
};

function namedKind(name: string, part: string): MetricKind {
  return name.includes(":") ? "rule" : (NAMED[part] ?? "other");
}

function partKind(part: string, family: MetricKind): MetricKind {
  if (part === "_created") return "gauge";
  const isParted = family === "histogram" || family === "summary";
  if (isParted && part !== "_bucket") return "counter";
  return family;
}
