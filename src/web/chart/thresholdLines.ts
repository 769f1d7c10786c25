import type { Extent } from "../../domain/chart/valueExtent.ts";
import { type ValueScale, valueToY } from "../../domain/chart/valueScale.ts";
import { formatValueText } from "../../domain/format/formatValue.ts";
import type { ChartContent, ChartThreshold } from "./ChartTypes.ts";
import type { Box } from "./surface.ts";

/** A threshold in pixels of the whole chart. */
export interface ThresholdLine {
  readonly level: ChartThreshold["level"];
  readonly y: number;
  /** The side that is not normal. */
  readonly shadeTop: number;
  readonly shadeHeight: number;
  /** Baseline of the words: on the side that is not normal, where there is room. */
  readonly textY: number;
  readonly text: string;
}

/** Room that the words take beside their line. */
const TEXT_PX = 20;

/** What the value axis covers: a threshold comes into view when it is no further from the values than they are spread. */
export function withThresholds(
  extent: Extent | null,
  { thresholds = [], isLog }: ChartContent,
): Extent | null {
  if (extent === null) return null;
  const spread = extent.high - extent.low || Math.abs(extent.high) || 1;
  const near = thresholds
    .map(({ value }) => value)
    .filter((value) => value >= extent.low - spread && value <= extent.high + spread)
    .filter((value) => !isLog || value > 0);
  return { low: Math.min(extent.low, ...near), high: Math.max(extent.high, ...near) };
}

/** The thresholds that lie in the plot. */
export function placeThresholds(
  { thresholds = [], unit }: ChartContent,
  value: ValueScale,
  plot: Box,
): readonly ThresholdLine[] {
  const bottom = plot.top + plot.height;
  return thresholds.flatMap((threshold) => {
    const y = Math.round(plot.top + valueToY(value, plot.height, threshold.value)) + 0.5;
    if (!(y >= plot.top && y <= bottom + 1)) return [];
    const { level, side, words } = threshold;
    const isAbove = side === "above";
    const hasRoom = isAbove ? y - plot.top > TEXT_PX : bottom - y > TEXT_PX;
    return [
      {
        level,
        y,
        shadeTop: isAbove ? plot.top : y,
        shadeHeight: Math.max(0, isAbove ? y - plot.top : bottom - y),
        textY: isAbove === hasRoom ? y - 5 : y + 14,
        text: words === "" ? formatValueText(threshold.value, unit) : words,
      },
    ];
  });
}
