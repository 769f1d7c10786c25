import type { NativeHistogram, RangeResult, Series } from "../Frame.ts";
import { repairBuckets } from "./Bucket.ts";
import { histogramGroups, type HistogramGroup } from "./histogramGroups.ts";
import { classicQuantile, nativeQuantile } from "./quantileOf.ts";

/** The quantiles of features D7. */
const SHOWN_QUANTILES = [0.5, 0.9, 0.99] as const;

/** One line per histogram and quantile, labelled `quantile="0.9"`, as `histogram_quantile` would draw it. */
export function histogramQuantiles(
  result: RangeResult,
  quantiles: readonly number[] = SHOWN_QUANTILES,
): RangeResult {
  return derive(result, (group) =>
    quantiles.map((phi) => ({
      label: ["quantile", String(phi)],
      valueAt: (index) => {
        const native = group.nativeAt(index);
        return native ? nativeQuantile(phi, native) : classicQuantile(phi, group.classicAt(index));
      },
    })),
  );
}

/**
 * Count and, for native histograms, sum as lines, labelled `histogram="count"` and `histogram="sum"`. Classic
 * buckets do not hold the sum (it is the `_sum` series of its own).
 */
export function histogramTotals(result: RangeResult): RangeResult {
  return derive(result, (group) => {
    const native = (pick: (histogram: NativeHistogram) => number) => (index: number) => {
      const histogram = group.nativeAt(index);
      return histogram ? pick(histogram) : NaN;
    };
    const countOf = native(({ count }) => count);
    const count = (index: number) => {
      const top = repairBuckets(group.classicAt(index)).at(-1);
      return top?.upper === Infinity ? top.count : countOf(index);
    };
    return [
      { label: ["histogram", "count"], valueAt: count },
      { label: ["histogram", "sum"], valueAt: native(({ sum }) => sum) },
    ];
  });
}

interface Line {
  readonly label: readonly [name: string, value: string];
  readonly valueAt: (index: number) => number;
}

function derive(result: RangeResult, linesOf: (group: HistogramGroup) => readonly Line[]): RangeResult {
  const series = histogramGroups(result).flatMap((group) =>
    linesOf(group).map(({ label, valueAt }): Series => {
      const labels = Object.fromEntries([...Object.entries(group.labels), label]);
      return { labels, values: Float64Array.from(result.timesMs, (_, index) => valueAt(index)) };
    }),
  );
  const hasSample = ({ values }: Series) => values.some((value) => !Number.isNaN(value));
  return { ...result, series: series.filter(hasSample) };
}
