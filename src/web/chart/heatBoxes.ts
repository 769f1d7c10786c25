import { heatLevel } from "../../domain/chart/heatCells.ts";
import { visibleIndexes } from "../../domain/chart/searchTimes.ts";
import { timeToX, valueToY, type ValueScale } from "../../domain/chart/valueScale.ts";
import type { HeatmapFrame } from "../../domain/frame/histogram/heatmap.ts";
import type { ChartPicture } from "./picture.ts";
import type { Box } from "./surface.ts";

/** An open bucket is drawn to the end of the axis. */
function edgeY(scale: ValueScale, height: number, edge: number): number {
  if (edge === Infinity) return 0;
  if (edge === -Infinity || (scale.isLog && edge <= 0)) return height;
  return valueToY(scale, height, edge);
}

/** Cells wider than this have a pixel of ground between them. */
const GAP_FROM_PX = 5;

const spanOf = (from: number, to: number) => Math.max(1, to - from - (to - from > GAP_FROM_PX ? 1 : 0));

/** Calls back with every cell of the shown range: its colour, 0–8, and its box on the plot in whole pixels. */
export function eachHeatBox(
  frame: HeatmapFrame,
  { plot, time, value }: ChartPicture,
  visit: (level: number, box: Box) => void,
): void {
  const visible = visibleIndexes(frame.timesMs, time.startMs - frame.stepMs, time.endMs + frame.stepMs);
  for (let step = visible.from; step < visible.to; step++) {
    const centre = frame.timesMs[step] ?? 0;
    const left = Math.round(timeToX(time, plot.width, centre - frame.stepMs / 2));
    const right = Math.round(timeToX(time, plot.width, centre + frame.stepMs / 2));
    for (let i = frame.offsets[step] ?? 0; i < (frame.offsets[step + 1] ?? 0); i++) {
      const top = Math.round(edgeY(value, plot.height, frame.yHigh[i] ?? 0));
      const bottom = Math.round(edgeY(value, plot.height, frame.yLow[i] ?? 0));
      const level = heatLevel(frame.counts[i] ?? 0, frame.maxCount);
      visit(level, { left, top, width: spanOf(left, right), height: spanOf(top, bottom) });
    }
  }
}
