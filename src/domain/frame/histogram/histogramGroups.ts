import { labelsKey } from "../../format/seriesKey.ts";
import { labelValue, type Labels, type NativeHistogram, type RangeResult, type Series } from "../Frame.ts";
import type { CumulativeBucket } from "./Bucket.ts";
import { parseLe, withoutLabels } from "./detectHistogram.ts";

const METRIC_NAME = "__name__";

/** One histogram over time; the buckets of a step, classic or native, are asked for by its index. */
export interface HistogramGroup {
  /** Without `le` and the metric's name, as `histogram_quantile` answers. */
  readonly labels: Labels;
  /** Cumulative buckets of a step, only those that have a sample there; empty when none has. */
  readonly classicAt: (index: number) => CumulativeBucket[];
  readonly nativeAt: (index: number) => NativeHistogram | undefined;
}

/** The histograms of a result: `le` series grouped by their other labels, native ones each by itself. */
export function histogramGroups(result: RangeResult): HistogramGroup[] {
  const classic = new Map<string, { labels: Labels; members: { upper: number; series: Series }[] }>();
  const groups: HistogramGroup[] = [];
  for (const series of result.series) {
    if (series.histograms) {
      const { histograms } = series;
      const labels = withoutLabels(series, [METRIC_NAME]);
      groups.push({ labels, classicAt: () => [], nativeAt: (index) => histograms.get(index) });
      continue;
    }
    const upper = parseLe(labelValue(series.labels, "le"));
    if (upper === undefined) continue;
    const labels = withoutLabels(series, ["le", METRIC_NAME]);
    const key = labelsKey(labels);
    const group = classic.get(key) ?? { labels, members: [] };
    group.members.push({ upper, series });
    classic.set(key, group);
  }
  for (const { labels, members } of classic.values()) {
    groups.push({ labels, classicAt: (index) => bucketsAt(members, index), nativeAt: () => undefined });
  }
  return groups;
}

function bucketsAt(members: readonly { upper: number; series: Series }[], index: number): CumulativeBucket[] {
  return members.flatMap(({ upper, series }) => {
    const count = series.values[index] as number;
    return Number.isNaN(count) ? [] : [{ upper, count }];
  });
}
