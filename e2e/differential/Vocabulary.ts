import type { Dump, MetricShape } from "./Dump.ts";

/** A metric as somebody knows it who asks for it. */
export interface Word {
  readonly name: string;
  readonly shape: MetricShape;
  readonly intervalMs: number;
  /** Values by label name, without empty ones. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  /** Some of its values, for comparisons that are sometimes true. */
  readonly values: readonly number[];
}

export interface Vocabulary {
  readonly words: readonly Word[];
  readonly startMs: number;
  readonly endMs: number;
}

export function vocabularyOf(dump: Dump): Vocabulary {
  const words = dump.metrics.map(({ name, shape, intervalMs, series }): Word => {
    const labels = new Map<string, Set<string>>();
    for (const { labels: set } of series)
      for (const [label, value] of Object.entries(set))
        if (value !== "") labels.set(label, (labels.get(label) ?? new Set()).add(value));
    const values = series.flatMap((one) => one.values.filter((_, index) => index % 50 === 3));
    const known = new Map([...labels].map(([label, set]) => [label, [...set]]));
    return { name, shape, intervalMs, labels: known, values };
  });
  return { words, startMs: dump.startMs, endMs: dump.endMs };
}
