import { formatTimeIso } from "../../domain/time/formatTime.ts";
import { canvasSurface } from "./canvasSurface.ts";
import { type ChartColors, readChartColors } from "./chartColors.ts";
import type { ExportRequest } from "./ChartTypes.ts";
import { exportHeatmap, type HeatmapExport } from "./exportHeatmap.ts";
import { exportPicture } from "./exportPicture.ts";
import type { ExportPicture } from "./exportSheet.ts";
import { svgSurface } from "./svgSurface.ts";

/** Sharp on dense screens and in print. */
const PNG_DENSITY = 2;

/** What can be saved as a picture: a chart of series, or a heatmap. */
export type PictureRequest = ExportRequest | HeatmapExport;

const pictureOf = (request: PictureRequest, colors: ChartColors, density: number): ExportPicture =>
  "frame" in request ? exportHeatmap(request, colors) : exportPicture(request, colors, density);

/** The chart as SVG text with real vector shapes, in the colours of the current theme, on its ground. */
export function exportSvg(request: PictureRequest): string {
  const colors = readChartColors(document.documentElement);
  const picture = pictureOf(request, colors, 1);
  const surface = svgSurface(colors.fonts);
  picture.draw(surface);
  return surface.finish(picture);
}

/** The chart as PNG, two pixels per CSS pixel. Throws when the browser gives no canvas of that size. */
export async function exportPng(request: PictureRequest): Promise<Blob> {
  const colors = readChartColors(document.documentElement);
  const picture = pictureOf(request, colors, PNG_DENSITY);
  const canvas = document.createElement("canvas");
  canvas.width = picture.width * PNG_DENSITY;
  canvas.height = picture.height * PNG_DENSITY;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser gives no canvas to draw the picture on.");
  context.scale(PNG_DENSITY, PNG_DENSITY);
  picture.draw(canvasSurface(context, colors.fonts));
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large to encode."))),
      "image/png",
    );
  });
}

/** "node_cpu-2024-10-20T00-00.png": what the title has of plain letters, and the start of the range in its zone. */
export function exportFileName(
  request: Pick<PictureRequest, "title" | "shownRange" | "zone">,
  extension: "png" | "svg" | "csv",
): string {
  const words = request.title.replaceAll(/[^A-Za-z0-9_.-]+/g, "-").replaceAll(/^[-.]+|(?<![-.])[-.]+$/g, "");
  const start = formatTimeIso(request.shownRange.startMs, request.zone)
    .replace(" ", "T")
    .replaceAll(":", "-");
  return `${words.slice(0, 60).replace(/-+$/, "") || "chart"}-${start}.${extension}`;
}
