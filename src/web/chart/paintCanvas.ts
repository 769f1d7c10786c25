import { prefersRaster } from "../../domain/chart/chooseRaster.ts";
import { loneSamples } from "../../domain/chart/loneSamples.ts";
import { rasterLine } from "../../domain/chart/rasterLines.ts";
import { canvasSurface } from "./canvasSurface.ts";
import type { ChartColors } from "./chartColors.ts";
import type { SeriesDraw } from "./ChartTypes.ts";
import { DOT_RADIUS, drawMarks, drawSeries, lineWidth, pixelMapper, plotFrame } from "./drawSeries.ts";
import type { ChartPicture } from "./picture.ts";

const BLACK = { red: 0, green: 0, blue: 0 };

/** The canvas reaches this far beyond the plot, so that a line along its edge keeps its full width. */
export const BLEED = 4;

/** Places the canvas over the plot area and gives it the screen's pixels. Clears it. */
export function fitCanvas(
  canvas: HTMLCanvasElement,
  picture: ChartPicture,
  density: number,
): CanvasRenderingContext2D | null {
  const { left, top, width, height } = picture.plot;
  const cssWidth = width + 2 * BLEED;
  const cssHeight = height + 2 * BLEED;
  const pixelWidth = Math.round(cssWidth * density);
  const pixelHeight = Math.round(cssHeight * density);
  const context = canvas.getContext("2d");
  if (canvas.width !== pixelWidth || canvas.height !== pixelHeight) {
    canvas.width = pixelWidth;
    canvas.height = pixelHeight;
    canvas.style.width = `${cssWidth}px`;
    canvas.style.height = `${cssHeight}px`;
  } else {
    context?.setTransform(1, 0, 0, 1, 0, 0);
    context?.clearRect(0, 0, pixelWidth, pixelHeight);
  }
  canvas.style.transform = `translate(${left - BLEED}px, ${top - BLEED}px)`;
  context?.setTransform(density, 0, 0, density, BLEED * density, BLEED * density);
  return context;
}

export interface CanvasPainting {
  readonly picture: ChartPicture;
  readonly colors: ChartColors;
  readonly draw: SeriesDraw;
  readonly density: number;
}

/** Draws all series: stroked by the browser, or rasterised by us when there are very many points. */
export function paintCanvas(canvas: HTMLCanvasElement, painting: CanvasPainting): void {
  const context = fitCanvas(canvas, painting.picture, painting.density);
  if (!context) return;
  const surface = canvasSurface(context, painting.colors.fonts);
  if (painting.draw === "lines" && isDense(painting)) {
    paintRaster(context, painting);
    context.setTransform(
      painting.density,
      0,
      0,
      painting.density,
      BLEED * painting.density,
      BLEED * painting.density,
    );
  } else {
    drawSeries({ ...painting, surface });
  }
  drawMarks({ ...painting, surface });
}

function isDense({ picture, density }: CanvasPainting): boolean {
  const points = picture.columns.reduce((sum, { visible }) => sum + visible.to - visible.from, 0);
  return prefersRaster({
    points,
    seriesCount: picture.columns.length,
    columns: picture.plot.width * density,
  });
}

/** Kept between draws of charts of one size: 1.7 MB at 1200 × 350. */
let scratch: { image: ImageData; words: Uint32Array<ArrayBuffer> } | null = null;

function scratchImage(width: number, height: number) {
  if (scratch?.image.width !== width || scratch.image.height !== height) {
    const image = new ImageData(width, height);
    scratch = { image, words: new Uint32Array(image.data.buffer) };
  } else {
    scratch.words.fill(0);
  }
  return scratch;
}

function paintRaster(context: CanvasRenderingContext2D, { picture, colors, density }: CanvasPainting): void {
  const { width, height } = context.canvas;
  const { image, words } = scratchImage(width, height);
  const raster = { width, height, words };
  const spans = { low: new Float32Array(width), high: new Float32Array(width) };
  // Device pixels all through, counted from the corner of the canvas, not of the plot.
  const css = plotFrame(picture, density);
  const frame = { ...css, width: css.width * density, height: css.height * density };
  const map = pixelMapper(frame, BLEED * density);
  const lineWidthPx = lineWidth(picture.columns.length) * density;
  const lone: { colour: string; xs: number[]; ys: number[] }[] = [];
  for (const column of picture.columns) {
    const { colorIndex, isDashed } = column.series;
    const { xs, ys } = map(column);
    const colour = colors.seriesRgb[colorIndex - 1] ?? BLACK;
    rasterLine(raster, { xs, ys, range: column.reach, colour, lineWidth: lineWidthPx, isDashed }, spans);
    // A line of one sample has no span: dots for those follow over the raster.
    const indexes = loneSamples(ys, column.reach, column.visible);
    if (indexes.length === 0) continue;
    lone.push({
      colour: colors.series[colorIndex - 1] ?? colors.axis,
      xs: indexes.map((i) => xs[i] ?? 0),
      ys: indexes.map((i) => ys[i] ?? 0),
    });
  }
  context.putImageData(image, 0, 0);
  context.setTransform(1, 0, 0, 1, 0, 0);
  const surface = canvasSurface(context, colors.fonts);
  for (const { colour, xs, ys } of lone) surface.dots({ xs, ys, radius: DOT_RADIUS * density }, colour);
}
