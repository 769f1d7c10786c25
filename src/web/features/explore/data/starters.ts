import type { MetricFacts } from "./useMetadata.ts";

/** A first query to try on a source one does not know. */
export interface Starter {
  readonly title: string;
  readonly expr: string;
}

const SHOWN = 6;

/** A sensible first query of a metric by its type: counters are rated, gauges shown as they are. */
export function starterFor(name: string, facts: MetricFacts): Starter | null {
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

/** Metrics people look at first, before the rest in alphabetical order. */
const TELLING = /cpu|memory|request|error|load|disk|network|filesystem|queue|duration/;
const PLAIN_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** A few first queries made of the source's own metrics; `up` always, since every Prometheus has it. */
export function starters(metadata: ReadonlyMap<string, MetricFacts>): readonly Starter[] {
  const made = [...metadata]
    .filter(([name]) => PLAIN_NAME.test(name) && !/_info$|_created$/.test(name))
    .toSorted(([a], [b]) => Number(TELLING.test(b)) - Number(TELLING.test(a)) || a.localeCompare(b))
    .flatMap(([name, facts]) => starterFor(name, facts) ?? []);
  return [{ title: "Which targets answer", expr: "up" }, ...made].slice(0, SHOWN);
}
