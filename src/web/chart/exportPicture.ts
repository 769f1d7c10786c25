import { formatTime } from "../../domain/time/formatTime.ts";
import { zoneLabel } from "../../domain/time/zone.ts";
import type { ChartColors } from "./chartColors.ts";
import { drawnSeries } from "./chartSeries.ts";
import type { ChartSeries, ExportRequest } from "./ChartTypes.ts";
import { seriesNames } from "./chartView.ts";
import { drawMarks, drawSeries } from "./drawSeries.ts";
import { layoutPicture, type ChartPicture } from "./picture.ts";
import { placeTicks, type PlacedTick } from "./placeTicks.ts";
import { traceBox, type Surface } from "./surface.ts";
import { measureLabel } from "./textMeasure.ts";

const DEFAULT_SIZE = { width: 1200, height: 480 };
const HEAD_PX = 36;
const PADDING_PX = 12;
const LEGEND_ROW_PX = 18;
/** More names than this help nobody; the picture says how many there are. */
const LEGEND_LIMIT = 20;
const COLUMN_PX = 280;

/** A picture to be saved: title, range and zone above, the chart, its legend below. */
export interface ExportPicture {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  draw(surface: Surface): void;
}

/** Lays the export out in pixels. `density` is that of the target: 2 for a PNG, 1 for an SVG. */
export function exportPicture(request: ExportRequest, colors: ChartColors, density: number): ExportPicture {
  const width = request.widthPx ?? DEFAULT_SIZE.width;
  const chartHeight = (request.heightPx ?? DEFAULT_SIZE.height) - HEAD_PX;
  const { drawn, totalCount } = drawnSeries(request);
  const measure = measureLabel(colors.fonts.sans);
  const size = { width: width - 2 * PADDING_PX, height: chartHeight };
  const picture = layoutPicture({ content: request, series: drawn, size, minLeft: 0, measure });
  const legend = layoutLegend(drawn, { width: size.width, totalCount });
  const height = HEAD_PX + chartHeight + legend.height + PADDING_PX;
  return {
    width,
    height,
    title: request.title,
    draw(surface) {
      surface.fill((pen) => traceBox(pen, { left: 0, top: 0, width, height }), { colour: colors.surface });
      drawHead(surface, { request, colors, width });
      surface.inside({ left: PADDING_PX, top: HEAD_PX, width: size.width, height: chartHeight }, () => {
        drawAxes(surface, picture, colors);
        surface.inside(picture.plot, () => {
          const painting = { surface, picture, colors, draw: request.draw, density };
          drawSeries(painting);
          drawMarks(painting);
        });
      });
      drawLegend(surface, legend, { colors, top: HEAD_PX + chartHeight + PADDING_PX });
    },
  };
}

function drawHead(
  surface: Surface,
  { request, colors, width }: { request: ExportRequest; colors: ChartColors; width: number },
): void {
  const { startMs, endMs } = request.shownRange;
  const { zone } = request;
  const range = `${formatTime(startMs, zone)} – ${formatTime(endMs, zone)} ${zoneLabel(zone, endMs)}`;
  const y = 22;
  const room = Math.floor((width - 2 * PADDING_PX) / 7) - range.length;
  const title =
    request.title.length > room ? `${request.title.slice(0, Math.max(0, room - 1))}…` : request.title;
  surface.text(title, {
    x: PADDING_PX,
    y,
    colour: colors.textStrong,
    isMono: true,
    isStrong: true,
    sizePx: 12,
  });
  surface.text(range, { x: width - PADDING_PX, y, colour: colors.text, anchor: "end", sizePx: 12 });
}

function drawAxes(surface: Surface, picture: ChartPicture, colors: ChartColors): void {
  const { plot } = picture;
  const placed = placeTicks(picture);
  const bottom = plot.top + plot.height;
  const grid = { colour: colors.grid, width: 1 };
  surface.stroke((pen) => {
    for (const y of placed.rows) {
      pen.moveTo(plot.left, y);
      pen.lineTo(plot.left + plot.width, y);
    }
    for (const x of placed.days) {
      pen.moveTo(x, plot.top);
      pen.lineTo(x, bottom);
    }
  }, grid);
  surface.stroke(
    (pen) => {
      pen.moveTo(plot.left, Math.round(bottom) + 0.5);
      pen.lineTo(plot.left + plot.width, Math.round(bottom) + 0.5);
      for (const x of placed.marks) {
        pen.moveTo(x, bottom);
        pen.lineTo(x, bottom + 4);
      }
    },
    { colour: colors.baseline, width: 1 },
  );
  const write = (tick: PlacedTick, colour: string) =>
    surface.text(tick.text, { x: tick.x, y: tick.y, anchor: tick.anchor, isStrong: tick.isStrong, colour });
  for (const label of placed.labels) write(label, label.isStrong ? colors.textStrong : colors.axis);
  for (const label of placed.notes) write(label, colors.text);
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
