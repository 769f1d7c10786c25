import type { Labels } from "../../frame/Frame.ts";
import { METRIC_NAME } from "./buildSelector.ts";

/** Labels people group by first, best first; others follow by how few groups they make. */
const PREFERRED = [
  "job",
  "service",
  "namespace",
  "cluster",
  "app",
  "instance",
  "node",
  "status",
  "code",
  "mode",
];
const MAX_GROUPS = 20;

/** The label that splits these series into the most useful few groups; null when every label has one value or too many. */
export function suggestGrouping(series: readonly Labels[]): string | null {
  const counts = new Map<string, Set<string>>();
  for (const labels of series) {
    for (const [name, value] of Object.entries(labels)) {
      if (name === METRIC_NAME || name === "le" || name === "quantile") continue;
      const values = counts.get(name) ?? new Set();
      counts.set(name, values.add(value));
    }
  }
  const useful = [...counts].filter(([, values]) => values.size > 1 && values.size <= MAX_GROUPS);
  return useful.toSorted((a, b) => rank(a) - rank(b))[0]?.[0] ?? null;
}

function rank([name, values]: readonly [string, ReadonlySet<string>]): number {
  const preferred = PREFERRED.indexOf(name);
  return preferred < 0 ? PREFERRED.length + values.size : preferred;
}
