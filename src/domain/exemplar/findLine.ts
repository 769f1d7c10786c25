import { type Labels, labelValue } from "../frame/Frame.ts";

interface NameSet {
  readonly names: readonly string[];
  readonly lines: Map<string, number>;
}

const keyOf = (names: readonly string[], labels: Labels) =>
  JSON.stringify(names.map((name) => labelValue(labels, name) ?? null));

/**
 * Finds the line that an exemplar belongs to: the one all of whose labels its series has too, and of several the one with
 * the most. Names of metrics count for nothing, since most functions drop them. Answers the place among `lines`, or -1.
 */
export function createLineFinder(lines: readonly Labels[]): (seriesLabels: Labels) => number {
  const sets = new Map<string, NameSet>();
  lines.forEach((labels, order) => {
    const names = Object.keys(labels)
      .filter((name) => name !== "__name__")
      .toSorted();
    const spelled = JSON.stringify(names);
    const set = sets.get(spelled) ?? { names, lines: new Map<string, number>() };
    sets.set(spelled, set);
    const key = keyOf(names, labels);
    if (!set.lines.has(key)) set.lines.set(key, order);
  });
  const mostFirst = [...sets.values()].toSorted((a, b) => b.names.length - a.names.length);
  return (seriesLabels) => {
    for (const set of mostFirst) {
      const order = set.lines.get(keyOf(set.names, seriesLabels));
      if (order !== undefined) return order;
    }
    return -1;
  };
}
