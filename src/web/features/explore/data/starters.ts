import type { MetadataMap, MetricMetadata } from "../../../../domain/query/promql/metricType.ts";

/** A first query to try on a source one does not know. */
export interface Starter {
  readonly title: string;
  readonly expr: string;
}

const SHOWN = 6;

/** A sensible first query of a metric by its type: counters are rated, gauges shown as they are. */
export function starterFor(name: string, facts: MetricMetadata): Starter | null {
  if (facts.type === "counter") return { title: facts.help || name, expr: `rate(${name}[$__rate_interval])` };
  if (facts.type === "gauge") return { title: facts.help || name, expr: name };
  if (facts.type === "histogram") {
    return {
      title: `95th percentile: ${facts.help || name}`,
      expr: `histogram_quantile(0.95, sum by (le) (rate(${name}_bucket[$__rate_interval])))`,
    };
  }
  return null;
}

/** What people look at first, most telling first; the rest follows in alphabetical order. */
const TELLING: readonly RegExp[] = [
  /http_requests|requests_total/,
  /cpu(?!_guest)/,
  /mem(?:ory)?_(?:avail|used|work)/,
  /load1$/,
  /error|failed/,
  /duration|latency/,
  /network|disk|filesystem/,
];
/** A runtime's own inner life is what nobody came for. */
const INNER = /^(?:go|promhttp|scrape|net_conntrack)_/;

const rankOf = (name: string) => {
  const rank = TELLING.findIndex((pattern) => pattern.test(name));
  return (INNER.test(name) ? TELLING.length + 1 : 0) + (rank < 0 ? TELLING.length : rank);
};
const PLAIN_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** A few first queries made of the source's own metrics; `up` always, since every Prometheus has it. */
export function starters(metadata: MetadataMap): readonly Starter[] {
  const made = [...metadata]
    .filter(([name]) => PLAIN_NAME.test(name) && !/_info$|_created$/.test(name))
    .toSorted(([a], [b]) => rankOf(a) - rankOf(b) || a.localeCompare(b))
    .flatMap(([name, facts]) => starterFor(name, facts) ?? []);
  return [{ title: "Which targets answer", expr: "up" }, ...made].slice(0, SHOWN);
}
