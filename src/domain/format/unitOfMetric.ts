/** From /api/v1/metadata; both may be empty texts. */
export interface MetricHint {
  /** counter, gauge, histogram, summary, info, stateset, unknown */
  readonly type?: string;
  /** "seconds", "bytes"; only OpenMetrics targets say it. */
  readonly unit?: string;
}

/** Words of metric names and of OpenMetrics units, singular and plural, to unit ids. */
const words: Readonly<Record<string, string>> = {
  byte: "bytes",
  bit: "bits",
  second: "seconds",
  millisecond: "milliseconds",
  ms: "milliseconds",
  msec: "milliseconds",
  microsecond: "microseconds",
  us: "microseconds",
  nanosecond: "nanoseconds",
  ns: "nanoseconds",
  celsiu: "celsius",
  joule: "joules",
  watt: "watts",
  volt: "volts",
  ampere: "amperes",
  amp: "amperes",
  hertz: "hertz",
  hz: "hertz",
  meter: "meters",
  metre: "meters",
  gram: "grams",
  core: "cores",
  ratio: "percentunit",
  percent: "percent",
  percentage: "percent",
};

/** Endings that say how a metric is kept, not what it measures. */
const KEPT = new Set([
  "total",
  "sum",
  "bucket",
  "avg",
  "average",
  "min",
  "max",
  "mean",
  "current",
  "quantile",
]);

/** The unit of a metric's samples: what metadata says, else the last two parts of the name; "none" when neither tells. */
export function unitOfMetric(metric: string, hint: MetricHint = {}): string {
  const parts = metric.toLowerCase().split(/[_:.]/);
  const last = parts.at(-1) ?? "";
  if (last === "count" || last === "info") return "none";
  if (isMomentInSeconds(metric)) return "dateTime";
  const fromMetadata = wordUnit((hint.unit ?? "").toLowerCase());
  if (fromMetadata !== null) return fromMetadata;
  const own = wordUnit(last);
  if (own !== null) return own;
  const before = parts.at(-2) ?? "";
  if (KEPT.has(last) || !metric.includes("_"))
    return wordUnit(before) ?? wordUnit(parts.at(-3) ?? "") ?? "none";
  // node_memory_bytes_used, container_memory_working_set_bytes:sum
  return wordUnit(before) ?? "none";
}

/** process_start_time_seconds, node_boot_time_seconds, kube_pod_created, some_last_success_timestamp_seconds */
function isMomentInSeconds(metric: string): boolean {
  return /(_start_time_seconds|_boot_time_seconds|^node_time_seconds|_timestamp(_seconds)?|_created)$/.test(
    metric,
  );
}

function wordUnit(word: string): string | null {
  if (word === "") return null;
  const singular = word.endsWith("s") && word.length > 3 ? word.slice(0, -1) : word;
  for (const key of [word, singular]) if (Object.hasOwn(words, key)) return words[key] ?? null;
  return null;
}
