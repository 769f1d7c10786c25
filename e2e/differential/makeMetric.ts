import type { DumpMetric, DumpSeries, MetricShape } from "./Dump.ts";

export type LabelSet = Readonly<Record<string, string>>;
export type Times = readonly number[];

interface Family {
  readonly name: string;
  readonly shape: MetricShape;
  readonly intervalMs: number;
}

/** Every combination, the last label fastest. */
export function product(values: Readonly<Record<string, readonly string[]>>): LabelSet[] {
  let sets: LabelSet[] = [{}];
  for (const [name, list] of Object.entries(values))
    sets = sets.flatMap((set) => list.map((value) => ({ ...set, [name]: value })));
  return sets;
}

export function metric(family: Family, series: readonly DumpSeries[]): DumpMetric {
  return { ...family, series };
}

export function seriesOf(
  sets: readonly LabelSet[],
  timesOf: (set: LabelSet) => Times,
  valuesOf: (times: Times, set: LabelSet) => readonly number[],
): DumpSeries[] {
  return sets.map((labels) => {
    const timesMs = timesOf(labels);
    return { labels, timesMs, values: valuesOf(timesMs, labels) };
  });
}
