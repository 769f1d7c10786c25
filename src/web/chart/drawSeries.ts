import { clippedMarks, thinMarks } from "../../domain/chart/clippedMarks.ts";
import { loneSamples } from "../../domain/chart/loneSamples.ts";
import { mapTimes, mapValues, traceLine } from "../../domain/chart/traceLine.ts";
import type { PlotFrame } from "../../domain/chart/traceLine.ts";
import type { ChartColors } from "./chartColors.ts";
import type { SeriesDraw } from "./ChartTypes.ts";
import { traceArea, traceBars } from "./drawShapes.ts";
import type { ChartPicture, PictureColumn } from "./picture.ts";
import type { Surface } from "./surface.ts";

export const DOT_RADIUS = 2.25;
const FEW_SERIES = 6;
const MANY_DOTS = 4000;
const AREA_ALPHA = 0.12;
const STACK_ALPHA = 0.24;
const MARK_GAP_PX = 8;
const MARK_PX = 3;

export function lineWidth(seriesCount: number): number {
  return seriesCount <= FEW_SERIES ? 1.5 : 1.25;
}

export function plotFrame(picture: ChartPicture, density: number): PlotFrame {
  const { plot, time, value } = picture;
  return { width: plot.width, height: plot.height, time, value, density };
}

/** Pixels of each sample of a column; the memory is shared by all columns of one time grid. */
export interface Pixels {
  readonly xs: Float32Array;
  readonly ys: Float32Array;
}

/** Maps columns to pixels, with one x column per time grid and one reused y column; `shiftPx` moves both. */
export function pixelMapper(
  frame: PlotFrame,
  shiftPx = 0,
): (column: PictureColumn, values?: Float64Array) => Pixels {
  const xsOf = new Map<Float64Array, Float32Array>();
  let ys = new Float32Array(0);
  return (column, values = column.drawn) => {
    const { timesMs } = column.series;
    let xs = xsOf.get(timesMs);
    if (!xs) xsOf.set(timesMs, (xs = mapTimes(timesMs, frame, { range: column.reach, shiftPx })));
    if (ys.length < values.length) ys = new Float32Array(values.length);
    mapValues({ timesMs, values }, frame, { range: column.reach, into: ys, shiftPx });
    return { xs, ys };
  };
}

export interface SeriesPainting {
  readonly surface: Surface;
  readonly picture: ChartPicture;
  readonly colors: ChartColors;
  readonly draw: SeriesDraw;
  readonly density: number;
}

/** All series of a picture, in plot pixels. */
export function drawSeries(painting: SeriesPainting): void {
  const { picture, colors, draw } = painting;
  const frame = plotFrame(picture, painting.density);
  const map = pixelMapper(frame);
  const width = lineWidth(picture.columns.length);
  picture.columns.forEach((column, order) => {
    const colour = colors.series[column.series.colorIndex - 1] ?? colors.axis;
    drawOne({ ...painting, draw }, { column, order, frame, map, colour, width });
  });
}

export interface OneSeries {
  readonly column: PictureColumn;
  readonly order: number;
  readonly frame: PlotFrame;
  readonly map: ReturnType<typeof pixelMapper>;
  readonly colour: string;
  readonly width: number;
}

function drawOne({ surface, picture, draw }: SeriesPainting, one: OneSeries): void {
  const { column, order, frame, map, colour, width } = one;
  if (draw === "bars") {
    const place = { order, count: picture.columns.length };
    surface.fill((pen) => traceBars(pen, { column, frame, place, map }), { colour });
    return;
  }
  if (draw === "area" || draw === "stacked") {
    const alpha = draw === "stacked" ? STACK_ALPHA : AREA_ALPHA;
    surface.fill((pen) => traceArea(pen, { column, frame, map }), { colour, alpha });
  }
  const { xs, ys } = map(column);
  if (draw === "points") {
    drawPoints(surface, one, { xs, ys });
    return;
  }
  const style = { colour, width, isDashed: column.series.isDashed };
  surface.stroke((pen) => traceLine(pen, { xs, ys, range: column.reach }, frame), style);
  drawLone(surface, one, { xs, ys });
}

function drawLone(
  surface: Surface,
  { column, colour }: { column: PictureColumn; colour: string },
  { xs, ys }: Pixels,
): void {
  const lone = loneSamples(ys, column.reach, column.visible);
  if (lone.length === 0) return;
  surface.dots(
    { xs: lone.map((i) => xs[i] ?? 0), ys: lone.map((i) => ys[i] ?? 0), radius: DOT_RADIUS },
    colour,
  );
}

/** One dot per sample, one per pixel at most; smaller where they crowd. */
function drawPoints(surface: Surface, { column, frame, colour }: OneSeries, pixels: Pixels): void {
  const xs: number[] = [];
  const ys: number[] = [];
  let lastX = NaN;
  let lastY = NaN;
  for (let i = column.visible.from; i < column.visible.to; i++) {
    const y = pixels.ys[i] as number;
    const x = pixels.xs[i] as number;
    if (y !== y || (Math.abs(x - lastX) < 1 && Math.abs(y - lastY) < 1)) continue;
    xs.push((lastX = x));
    ys.push((lastY = y));
  }
  const isCrowded = xs.length > frame.width / 4 || xs.length > MANY_DOTS;
  surface.dots({ xs, ys, radius: isCrowded ? 1.25 : DOT_RADIUS }, colour);
}

/** A small cross on the time axis for NaN as sent, a triangle at the edge for what lies beyond it. */
export function drawMarks(painting: SeriesPainting): void {
  for (const column of painting.picture.columns) drawColumnMarks(painting, column);
}

function drawColumnMarks({ surface, picture, colors }: SeriesPainting, column: PictureColumn): void {
  const found = clippedMarks(column.series.series, column.visible, picture.value.isLog);
  if (found.length === 0) return;
  const { width, height } = picture.plot;
  const span = picture.time.endMs - picture.time.startMs;
  const xOf = (i: number) => (((column.series.timesMs[i] ?? 0) - picture.time.startMs) / span) * width;
  const marks = thinMarks(found, xOf, MARK_GAP_PX);
  const colour = colors.series[column.series.colorIndex - 1] ?? colors.axis;
  const bottom = height - MARK_PX - 1;
  const cross = (pen: { moveTo(x: number, y: number): void; lineTo(x: number, y: number): void }) => {
    for (const { index, kind } of marks) {
      if (kind !== "nan") continue;
      const x = xOf(index);
      pen.moveTo(x - MARK_PX, bottom - MARK_PX);
      pen.lineTo(x + MARK_PX, bottom + MARK_PX);
      pen.moveTo(x - MARK_PX, bottom + MARK_PX);
      pen.lineTo(x + MARK_PX, bottom - MARK_PX);
    }
  };
  const triangles = (pen: Parameters<typeof cross>[0]) => {
    for (const { index, kind } of marks) {
      if (kind === "nan") continue;
      const x = xOf(index);
      const [edge, tip] = kind === "above" ? [2 * MARK_PX, 0] : [height - 2 * MARK_PX, height];
      pen.moveTo(x - MARK_PX - 1, edge);
      pen.lineTo(x + MARK_PX + 1, edge);
      pen.lineTo(x, tip);
    }
  };
  surface.stroke(cross, { colour, width: 1.25 });
  surface.fill(triangles, { colour });
}
