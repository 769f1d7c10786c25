import type { Labels } from "../labels/Labels.ts";
import type { MetricMetadata } from "../store/MetricStore.ts";

/** A whole page, in the order in which it came. Sample i is series[seriesOf[i]] at timesMs[i] with values[i]. */
export interface ExpositionPage {
  /** Each text of a series on the page once; two of them may be equal labels written in two ways. */
  readonly series: readonly Labels[];
  readonly seriesOf: Int32Array;
  readonly values: Float64Array;
  /** NaN where the page gives no time. Whole milliseconds. */
  readonly timesMs: Float64Array;
  readonly exemplars: readonly PageExemplar[];
  /** By the family's name as HELP, TYPE and UNIT write it: `foo`, not `foo_total`, for a counter in OpenMetrics. */
  readonly metadata: ReadonlyMap<string, MetricMetadata>;
}

export interface PageExemplar {
  /** Which sample it came with. */
  readonly sample: number;
  readonly labels: Labels;
  readonly value: number;
  /** Undefined: the time of the sample. */
  readonly timeMs: number | undefined;
}
