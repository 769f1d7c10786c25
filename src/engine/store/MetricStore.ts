import type { Labels } from "../labels/Labels.ts";
import type { LabelMatcher } from "../labels/LabelMatcher.ts";
import type { Work } from "../work/Work.ts";

/** The samples of one series, ascending by time; equal lengths. A stale marker is a NaN of its own (`staleMarker`). */
export interface SeriesSamples {
  readonly labels: Labels;
  /** Epoch milliseconds, whole. */
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

/** Evaluation looks through windows (t − rangeMs, t] for t = firstMs, firstMs + stepMs, … ≤ lastMs. */
export interface WindowHint {
  readonly firstMs: number;
  readonly lastMs: number;
  /** Positive; any value where firstMs = lastMs. */
  readonly stepMs: number;
  readonly rangeMs: number;
  /** Only the newest sample of each window counts (an instant selector). */
  readonly isNewestOnly: boolean;
  /** More samples than this are not handed out: `tooManySamples` is thrown before they take the memory. No bound when left out. */
  readonly maxSamples?: number;
}

export interface ExemplarData {
  readonly labels: Labels;
  readonly value: number;
  readonly timeMs: number;
}

export interface SeriesExemplars {
  readonly seriesLabels: Labels;
  readonly exemplars: readonly ExemplarData[];
}

export interface MetricMetadata {
  /** counter, gauge, histogram, gaugehistogram, summary, info, stateset or unknown. */
  readonly type: string;
  readonly help: string;
  readonly unit: string;
}

/** All conditions hold; an absent label is "". */
export type Selection = readonly LabelMatcher[];

export interface TimeSpan {
  /** Both inclusive, epoch milliseconds; ±Infinity for no bound. */
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * What queries are answered from: a ring of scrapes, a dump, or functions of time. Everything is read only; what is
 * handed out is not changed afterwards.
 */
export interface MetricStore {
  /**
   * Series with at least one sample in some window, in the order of `compareLabels`. A store may hand out samples that
   * no window holds, and must hand out those that a window needs. It yields at least once per some hundred series.
   */
  select(selection: Selection, window: WindowHint): Work<SeriesSamples[]>;
  /** Labels of the series that match any of the selections (none = every series) and have a sample in the span. */
  series(selections: readonly Selection[], span: TimeSpan): Work<Labels[]>;
  /** By metric name, as Prometheus' /api/v1/metadata keys it: the family's name. */
  metadata(): ReadonlyMap<string, readonly MetricMetadata[]>;
  exemplars(selections: readonly Selection[], span: TimeSpan): Work<SeriesExemplars[]>;
}
