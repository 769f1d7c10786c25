import { capSeries } from "../../domain/chart/capSeries.ts";
import { assignSeriesSlots, slotColor } from "../../domain/format/seriesColor.ts";
import { seriesKey } from "../../domain/format/seriesKey.ts";
import type { ChartLayer, ChartSeries } from "./ChartTypes.ts";

const known = new WeakMap<readonly ChartLayer[], readonly ChartSeries[]>();

/** Every series of every layer, with its key and colour. The same reference for the same layers: chart and legend both ask. */
export function chartSeries(layers: readonly ChartLayer[]): readonly ChartSeries[] {
  const before = known.get(layers);
  if (before) return before;
  const entries = layers.flatMap(({ letter, result }) =>
    result.series.map((series) => ({ key: seriesKey(letter, series.labels), letter, series, result })),
  );
  const slots = assignSeriesSlots(entries.map(({ key }) => key));
  const all = entries.map(({ key, letter, series, result }, order) => ({
    key,
    letter,
    series,
    timesMs: result.timesMs,
    stepMs: result.stepMs,
    ...slotColor(slots[order] ?? 0),
  }));
  known.set(layers, all);
  return all;
}

export interface DrawnSeries {
  /** In the order of the layers. */
  readonly drawn: readonly ChartSeries[];
  /** All there are, drawn or not. */
  readonly totalCount: number;
  /** Whether the limit left some out (not the reader's own isolating and hiding). */
  readonly isCapped: boolean;
}

/** What is on the chart: all series up to the limit, without those the reader put away. */
export function drawnSeries(choice: {
  readonly layers: readonly ChartLayer[];
  readonly isolated: readonly string[];
  readonly hidden: readonly string[];
  readonly showsAll?: boolean;
}): DrawnSeries {
  const all = chartSeries(choice.layers);
  const capped = capSeries(all, choice.showsAll);
  // What was isolated in another query's result must not leave this chart empty.
  const isolated = new Set(choice.isolated.filter((key) => capped.some((series) => series.key === key)));
  const hidden = new Set(choice.hidden);
  const drawn =
    isolated.size === 0 && hidden.size === 0
      ? capped
      : capped.filter(({ key }) => (isolated.size === 0 || isolated.has(key)) && !hidden.has(key));
  return { drawn, totalCount: all.length, isCapped: capped.length < all.length };
}
