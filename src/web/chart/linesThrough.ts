import { lowerBound } from "../../domain/chart/searchTimes.ts";
import { type TimeScale, type ValueScale, xToTime, yToValue } from "../../domain/chart/valueScale.ts";
import type { ChartSeries } from "./ChartTypes.ts";
import type { Box } from "./surface.ts";

/** Series as they lie on the plot. */
export interface DrawnLines {
  readonly columns: readonly { readonly series: ChartSeries; readonly drawn: Float64Array }[];
  readonly time: TimeScale;
  readonly value: ValueScale;
  readonly plot: Box;
}

/** More lines than these leave no place free anyway. */
const MOST_LINES = 60;

/** How many lines run through a box of the chart; one that only passes near it between two samples counts, too. */
export function linesThrough(box: Box, { columns, time, value, plot }: DrawnLines): number {
  const timeAt = (x: number) => xToTime(time, plot.width, x - plot.left);
  const valueAt = (y: number) => yToValue(value, plot.height, y - plot.top);
  const [fromMs, toMs] = [timeAt(box.left), timeAt(box.left + box.width)];
  const [top, bottom] = [valueAt(box.top), valueAt(box.top + box.height)];
  return columns.slice(0, MOST_LINES).filter(({ series: { timesMs }, drawn }) => {
    const first = Math.max(0, lowerBound(timesMs, fromMs) - 1);
    const last = Math.min(drawn.length - 1, lowerBound(timesMs, toMs));
    let least = Number.POSITIVE_INFINITY;
    let largest = Number.NEGATIVE_INFINITY;
    for (let at = first; at <= last; at++) {
      const one = drawn[at] as number;
      // NaN compares as false; a logarithmic axis has no place for zero.
      if (value.isLog && one <= 0) continue;
      if (one < least) least = one;
      if (one > largest) largest = one;
    }
    return largest >= bottom && least <= top;
  }).length;
}
