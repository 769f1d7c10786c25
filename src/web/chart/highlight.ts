import { canvasSurface } from "./canvasSurface.ts";
import type { ChartView } from "./chartView.ts";
import { plotFrame, pixelMapper } from "./drawSeries.ts";
import { fitCanvas } from "./paintCanvas.ts";
import { traceLine } from "../../domain/chart/traceLine.ts";

const WIDTH = 2.25;
const HALO = 5;

/** Lifts one series above the others: a wider line over a halo of the ground. Order -1 lifts none. */
export function paintHighlight(canvas: HTMLCanvasElement, view: ChartView, order: number): void {
  const context = fitCanvas(canvas, view.picture, view.density);
  const column = view.picture.columns[order];
  const { draw } = view.content;
  if (!context || !column || view.picture.columns.length < 2 || draw === "bars" || draw === "points") return;
  const surface = canvasSurface(context, view.colors.fonts);
  const frame = plotFrame(view.picture, view.density);
  const { xs, ys } = pixelMapper(frame)(column);
  const points = { xs, ys, range: column.reach };
  const colour = view.colors.series[column.series.colorIndex - 1] ?? view.colors.axis;
  surface.stroke((pen) => traceLine(pen, points, frame), { colour: view.colors.surface, width: HALO });
  surface.stroke((pen) => traceLine(pen, points, frame), {
    colour,
    width: WIDTH,
    isDashed: column.series.isDashed,
  });
}
