/** What `/api/v1/metadata` tells of a metric family. */
export interface FamilyMetadata {
  readonly type: string;
  readonly help: string;
  readonly unit: string;
}

/** By family name as the source spells it. */
export type FamilyMap = ReadonlyMap<string, FamilyMetadata>;

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
const PART = /_(?:bucket|count|sum|total|created|info)$/;

/** What the source says of a series' name: of itself, else of its family (`x_bucket` belongs to `x`). */
export function metadataOf(name: string, families: FamilyMap): FamilyMetadata | null {
  const family = name.replace(PART, "");
  return families.get(name) ?? (family === name ? null : (families.get(family) ?? null));
}

/** The type that is shown and filtered by. What metadata says beats what the name suggests. */
export function metricKind(name: string, families: FamilyMap): MetricKind {
  const own = OF_TYPE[families.get(name)?.type ?? ""];
  if (own) return own;
  const part = PART.exec(name)?.[0] ?? "";
  const family = part === "" ? undefined : OF_TYPE[families.get(name.slice(0, -part.length))?.type ?? ""];
  if (family) return partKind(part, family);
  if (name.includes(":")) return "rule";
  return NAMED[part] ?? "other";
}

/** What a name alone tells; `_count` and `_sum` are names of gauges too often. */
const NAMED: Readonly<Record<string, MetricKind>> = {
  _total: "counter",
  _bucket: "histogram",
  _info: "info",
};

function partKind(part: string, family: MetricKind): MetricKind {
  if (part === "_created") return "gauge";
  const isParted = family === "histogram" || family === "summary";
  if (isParted && part !== "_bucket") return "counter";
  return family;
}
