import type { Labels } from "../frame/Frame.ts";

/** One value of a label and how many series have it. */
export interface ValueCount {
  readonly value: string;
  readonly series: number;
}

export interface LabelFacts {
  readonly name: string;
  /** How many values it has. */
  readonly values: number;
  /** The values that most series have, at most as many as were asked for. */
  readonly top: readonly ValueCount[];
}

/** What a bounded answer of `/series` tells of a selector. */
export interface SeriesFacts {
  readonly series: number;
  /** There are more series than were sent: every count is of the first `series`. */
  readonly isCut: boolean;
  /** By number of values, the most first. */
  readonly labels: readonly LabelFacts[];
  /** Labels of one series, to look at it alone. */
  readonly sample: Labels | null;
}

export interface SeriesFactsOptions {
  readonly isCut: boolean;
  readonly topValues: number;
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export function seriesFacts(series: readonly Labels[], options: SeriesFactsOptions): SeriesFacts {
  const counts = new Map<string, Map<string, number>>();
  for (const labels of series) {
    for (const [name, value] of Object.entries(labels)) {
      if (name === "__name__") continue;
      const values = counts.get(name) ?? new Map<string, number>();
      if (values.size === 0) counts.set(name, values);
      values.set(value, (values.get(value) ?? 0) + 1);
    }
  }
  const labels = [...counts].map(([name, values]) => ({
    name,
    values: values.size,
    top: [...values]
      .map(([value, count]) => ({ value, series: count }))
      .toSorted((a, b) => b.series - a.series || byText(a.value, b.value))
      .slice(0, options.topValues),
  }));
  return {
    series: series.length,
    isCut: options.isCut,
    labels: labels.toSorted((a, b) => b.values - a.values || byText(a.name, b.name)),
    sample: series[0] ?? null,
  };
}

/** `[{"__name__":"up","job":"a"}, …]`; what is no set of labels falls out. */
export function readSeries(data: unknown): readonly Labels[] {
  if (!Array.isArray(data)) return [];
  return data.filter((one): one is Labels => {
    if (typeof one !== "object" || one === null || Array.isArray(one)) return false;
    return Object.values(one as Record<string, unknown>).every((value) => typeof value === "string");
  });
}
