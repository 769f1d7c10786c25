/** What the values are like, so that queries ask what is worth asking. */
export type MetricShape = "counter" | "gauge" | "bucket" | "small" | "unit" | "time" | "odd" | "info";

export interface DumpSeries {
  /** Without `__name__`; an empty value may stand there, as in a text. */
  readonly labels: Readonly<Record<string, string>>;
  /** Ascending, whole, as the text writes them. */
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
}

export interface DumpMetric {
  /** Of the samples, `http_requests_total`. */
  readonly name: string;
  readonly shape: MetricShape;
  /** Usual distance of samples; windows are chosen by it. */
  readonly intervalMs: number;
  readonly series: readonly DumpSeries[];
}

/** The same history for both engines. */
export interface Dump {
  readonly startMs: number;
  readonly endMs: number;
  readonly metrics: readonly DumpMetric[];
}

export function countOf(dump: Dump): { readonly series: number; readonly samples: number } {
  const series = dump.metrics.flatMap((metric) => metric.series);
  return { series: series.length, samples: series.reduce((sum, one) => sum + one.timesMs.length, 0) };
}
