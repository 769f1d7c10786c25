import type { Labels } from "../frame/Frame.ts";

/** One observation that a counter or a histogram bucket kept as an example, mostly with the id of its trace. */
export interface Exemplar {
  /** Its own labels, such as `trace_id`. */
  readonly labels: Labels;
  /** Of the series it was kept for, with `__name__` and, for a bucket, `le`. */
  readonly seriesLabels: Labels;
  readonly value: number;
  /** When it was observed (or scraped, where the target names no time), milliseconds since the epoch; not on any step. */
  readonly timeMs: number;
}

/** The exemplars of one query over one range. */
export interface ExemplarAnswer {
  /** Thinned, by time. */
  readonly exemplars: readonly Exemplar[];
  /** How many the source sent. */
  readonly total: number;
  /** The answer was longer than what was read. */
  readonly isCut: boolean;
}
