import { formatValueText } from "../../domain/format/formatValue.ts";
import type { ChartColors } from "./chartColors.ts";
import type { ChartExemplars } from "./ChartTypes.ts";
import { drawExemplars } from "./exemplarPlaces.ts";
import { exportSheet, PADDING_PX, plotSize, type ExportPicture, type ExportSize } from "./exportSheet.ts";
import { eachHeatBox } from "./heatBoxes.ts";
import { layoutHeatmap, type HeatmapContent } from "./layoutHeatmap.ts";
import type { ChartPicture } from "./picture.ts";
import { traceBox, type Box, type Surface } from "./surface.ts";
import { measureLabel } from "./textMeasure.ts";

/** A heatmap to be saved; `title` is usually the query. */
export interface HeatmapExport extends HeatmapContent, ExportSize {
  readonly title: string;
  readonly exemplars?: readonly ChartExemplars[];
}

const KEY = { height: 30, swatchWidth: 26, swatchHeight: 10, gap: 8 };
const COUNT_DIGITS = 4;

/** Lays the export of a heatmap out in pixels: head, buckets over time, and a key of its colours. */
export function exportHeatmap(
  request: HeatmapExport,
  colors: ChartColors,
  measure: (text: string) => number = measureLabel(colors.fonts.sans),
): ExportPicture {
  const { title, shownRange, zone, frame } = request;
  const picture = layoutHeatmap(request, { size: plotSize(request), minLeft: 0, measure });
  const hasCells = frame !== null && frame.maxCount > 0;
  return exportSheet({
    title,
    shownRange,
    zone,
    colors,
    picture,
    legendHeight: hasCells ? KEY.height : 0,
    drawData(surface) {
      if (frame) drawHeatCells(surface, { frame, picture }, colors);
      drawExemplars({ surface, colors }, { picture, layers: [], isHeat: true }, request.exemplars);
    },
    drawLegend: (surface, top) => hasCells && drawKey(surface, { maxCount: frame.maxCount, top }, colors),
  });
}

/** One shape per colour, not per cell: an SVG of 50,000 cells stays a few megabytes. */
function drawHeatCells(
  surface: Surface,
  { frame, picture }: { frame: NonNullable<HeatmapContent["frame"]>; picture: ChartPicture },
  colors: ChartColors,
): void {
  const boxes = colors.heat.map((): Box[] => []);
  eachHeatBox(frame, picture, (level, box) => boxes[level]?.push(box));
  colors.heat.forEach((colour, level) =>
    surface.fill((pen) => boxes[level]?.forEach((box) => traceBox(pen, box)), { colour }),
  );
}

/** "▁▂▃ 0 to 1,234 observations": the ends of the colour scale. */
function drawKey(
  surface: Surface,
  { maxCount, top }: { maxCount: number; top: number },
  colors: ChartColors,
): void {
  const { swatchWidth, swatchHeight, gap } = KEY;
  colors.heat.forEach((colour, level) => {
    const box = { left: PADDING_PX + level * swatchWidth, top, width: swatchWidth, height: swatchHeight };
    surface.fill((pen) => traceBox(pen, box), { colour });
  });
  const most = formatValueText(maxCount, "none", { digits: COUNT_DIGITS });
  const x = PADDING_PX + colors.heat.length * swatchWidth + gap;
  surface.text(`0 to ${most} observations in a bucket`, { x, y: top + swatchHeight, colour: colors.text });
}
