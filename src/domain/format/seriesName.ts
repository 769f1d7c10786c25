import { labelValue, type Labels } from "../frame/Frame.ts";
import { quoteName } from "./seriesKey.ts";

const NAME = "__name__";

/** A series as Prometheus prints it: `up{job="x"}`, `{job="x"}`, `{"my.metric",job="x"}`, `{}`. */
export function seriesName(labels: Labels): string {
  const metric = labelValue(labels, NAME);
  const isPlain = metric !== undefined && /^[A-Za-z_:][A-Za-z0-9_:]*$/.test(metric);
  const pairs = Object.keys(labels)
    .filter((name) => name !== NAME)
    .toSorted()
    .map((name) => labelPair(name, labels[name] ?? ""));
  if (metric !== undefined && !isPlain) return `{${[JSON.stringify(metric), ...pairs].join(",")}}`;
  if (isPlain && pairs.length === 0) return metric;
  return `${isPlain ? metric : ""}{${pairs.join(",")}}`;
}

/** `job="x"`, quoted as in PromQL. */
function labelPair(name: string, value: string): string {
  return `${quoteName(name)}=${JSON.stringify(value)}`;
}

export interface LegendNames {
  /** Labels every series has with the same value: said once above the legend. Empty for a single series. */
  readonly common: readonly (readonly [name: string, value: string])[];
  /** Names of the labels that differ, in order: the columns of the legend. */
  readonly varying: readonly string[];
  /** One short name per series, in the order given: "ord1 · api". */
  readonly names: readonly string[];
}

/** Names series by what tells them apart. Where a series lacks a label, names say which label a value is of: `{a="x"}`. */
export function legendNames(all: readonly Labels[]): LegendNames {
  const [first] = all;
  if (first === undefined || all.length === 1) {
    return { common: [], varying: [], names: first ? [seriesName(first)] : [] };
  }
  const labelNames = [...new Set(all.flatMap((labels) => Object.keys(labels)))].toSorted();
  const isCommon = (name: string) =>
    all.every((labels) => labelValue(labels, name) === labelValue(first, name));
  const varying = labelNames.filter((name) => !isCommon(name));
  const common = labelNames.filter(isCommon).map((name) => [name, labelValue(first, name) ?? ""] as const);
  const isComplete = all.every((labels) => varying.every((name) => labelValue(labels, name)));
  return { common, varying, names: all.map((labels) => shortName(labels, varying, isComplete)) };
}

function shortName(labels: Labels, varying: readonly string[], isComplete: boolean): string {
  if (varying.length === 0) return seriesName(labels);
  if (isComplete) return varying.map((name) => labelValue(labels, name) ?? "").join(" · ");
  return seriesName(Object.fromEntries(varying.flatMap((name) => labelEntry(labels, name))));
}

function labelEntry(labels: Labels, name: string): [string, string][] {
  const value = labelValue(labels, name);
  return value === undefined ? [] : [[name, value]];
}
