import type { ChartColors } from "./chartColors.ts";
import { drawnSeries } from "./chartSeries.ts";
import type { ChartSeries, ExportRequest } from "./ChartTypes.ts";
import { seriesNames } from "./seriesNames.ts";
import { drawMarks, drawSeries } from "./drawSeries.ts";
import { drawExemplars } from "./exemplarPlaces.ts";
import { exportSheet, PADDING_PX, plotSize, type ExportPicture } from "./exportSheet.ts";
import { layoutPicture } from "./picture.ts";
import type { Surface } from "./surface.ts";
import { measureLabel } from "./textMeasure.ts";

const LEGEND_ROW_PX = 18;
/** More names than this help nobody; the picture says how many there are. */
const LEGEND_LIMIT = 20;
const COLUMN_PX = 280;

/** Lays the export out in pixels. `density` is that of the target: 2 for a PNG, 1 for an SVG. */
export function exportPicture(request: ExportRequest, colors: ChartColors, density: number): ExportPicture {
  const { title, shownRange, zone } = request;
  const size = plotSize(request);
  const { drawn, totalCount } = drawnSeries(request);
  const measure = measureLabel(colors.fonts.sans);
  const picture = layoutPicture({ content: request, series: drawn, size, minLeft: 0, measure });
  const legend = layoutLegend(drawn, { width: size.width, totalCount });
  return exportSheet({
    title,
    shownRange,
    zone,
    colors,
    picture,
    legendHeight: legend.height,
    drawData(surface) {
      const painting = { surface, picture, colors, draw: request.draw, density };
      drawSeries(painting);
      drawMarks(painting);
      drawExemplars(painting, { picture, layers: request.layers, isHeat: false }, request.exemplars);
    },
    drawLegend: (surface, top) => drawLegend(surface, legend, { colors, top }),
  });
}

interface Legend {
  readonly entries: readonly { readonly series: ChartSeries; readonly name: string }[];
  readonly columns: number;
  readonly height: number;
  readonly rest: string;
}

function layoutLegend(
  drawn: readonly ChartSeries[],
  { width, totalCount }: { width: number; totalCount: number },
): Legend {
  const names = seriesNames(drawn);
  const entries = drawn.slice(0, LEGEND_LIMIT).map((series, order) => ({ series, name: names[order] ?? "" }));
  const columns = Math.max(1, Math.min(entries.length, Math.floor(width / COLUMN_PX)));
  const rest = restText(totalCount, drawn.length, entries.length);
  const rows = Math.ceil(entries.length / columns) + (rest === "" ? 0 : 1);
  return { entries, columns, rest, height: rows === 0 ? 0 : rows * LEGEND_ROW_PX + PADDING_PX };
}

function restText(totalCount: number, drawnCount: number, namedCount: number): string {
  const parts = drawnCount > namedCount ? [`${drawnCount - namedCount} more series drawn`] : [];
  if (totalCount > drawnCount) parts.push(`${totalCount - drawnCount} of ${totalCount} not drawn`);
  return parts.join(", ");
}

function drawLegend(
  surface: Surface,
  legend: Legend,
  { colors, top }: { colors: ChartColors; top: number },
): void {
  const perColumn = Math.ceil(legend.entries.length / legend.columns);
  legend.entries.forEach(({ series, name }, order) => {
    const x = PADDING_PX + Math.floor(order / perColumn) * COLUMN_PX;
    const y = top + (order % perColumn) * LEGEND_ROW_PX + LEGEND_ROW_PX / 2;
    const colour = colors.series[series.colorIndex - 1] ?? colors.axis;
    surface.stroke(
      (pen) => {
        pen.moveTo(x, y);
        pen.lineTo(x + 14, y);
      },
      { colour, width: 2, isDashed: series.isDashed },
    );
    const text = name.length > 38 ? `${name.slice(0, 37)}…` : name;
    surface.text(text, { x: x + 22, y: y + 4, colour: colors.textStrong, isMono: true });
  });
  if (legend.rest === "") return;
  surface.text(legend.rest, { x: PADDING_PX, y: top + perColumn * LEGEND_ROW_PX + 13, colour: colors.text });
}
