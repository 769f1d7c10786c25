import { Labels } from "../labels/Labels.ts";

export interface TargetLabels {
  /** job and instance, as a rule. */
  readonly labels: Readonly<Record<string, string>>;
  /** The page's own labels win (honor_labels); else they are kept as exported_…. */
  readonly honorsLabels: boolean;
}

/** /federate writes `instance=""` where a series has none, so that the scraper adds none (web/federate.go). */
const NEVER_ADDED = "instance";

/** Puts a target's labels on a series of its page, by Prometheus' rules (scrape/scrape.go, mutateSampleLabels). */
export function targetLabels({ labels, honorsLabels }: TargetLabels): (series: Labels) => Labels {
  const target = Object.entries(labels);
  const names = new Set(target.map(([name]) => name));
  if (honorsLabels) {
    const added = target.filter(([name]) => name !== NEVER_ADDED);
    return (series) => Labels.of([...added, ...series.entries()]);
  }
  return (series) => {
    const own = new Map(series.entries());
    const clashing = [...own].filter(([name]) => names.has(name));
    for (const [name] of clashing) own.delete(name);
    for (const [name, value] of clashing.toSorted((a, b) => a[0].length - b[0].length)) {
      let free = `exported_${name}`;
      while (own.has(free) || names.has(free)) free = `exported_${free}`;
      own.set(free, value);
    }
    return Labels.of([...own, ...target]);
  };
}
