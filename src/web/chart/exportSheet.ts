import { formatTime } from "../../domain/time/formatTime.ts";
import type { ResolvedRange } from "../../domain/time/TimeRange.ts";
import { zoneLabel } from "../../domain/time/zone.ts";
import type { ChartColors } from "./chartColors.ts";
import type { ChartPicture } from "./picture.ts";
import { placeTicks, type PlacedTick } from "./placeTicks.ts";
import { traceBox, type Surface } from "./surface.ts";

const DEFAULT_SIZE = { width: 1200, height: 480 };
const HEAD_PX = 36;
export const PADDING_PX = 12;

/** A picture to be saved: title, range and zone above, the plot, its legend below. */
export interface ExportPicture {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  draw(surface: Surface): void;
}

/** What an export may say about its size, in pixels of the whole picture without the legend. Default 1200 × 480. */
export interface ExportSize {
  readonly widthPx?: number;
  readonly heightPx?: number;
}

export interface Sheet {
  readonly title: string;
  readonly shownRange: ResolvedRange;
  /** "UTC" or a resolved IANA name. */
  readonly zone: string;
  readonly colors: ChartColors;
  /** Laid out in `plotSize`. */
  readonly picture: ChartPicture;
  readonly legendHeight: number;
  /** The data, with the origin at the corner of the plot. */
  drawData(surface: Surface): void;
  /** `top` is where the legend starts. */
  drawLegend(surface: Surface, top: number): void;
}

/** Room for axes and plot. */
export function plotSize({ widthPx, heightPx }: ExportSize): {
  readonly width: number;
  readonly height: number;
} {
  const { width, height } = DEFAULT_SIZE;
  return { width: (widthPx ?? width) - 2 * PADDING_PX, height: (heightPx ?? height) - HEAD_PX };
}

/** Puts head, axes, data and legend of one chart on a ground of the theme's colour. */
export function exportSheet(sheet: Sheet): ExportPicture {
  const { title, colors, picture, legendHeight } = sheet;
  const { size } = picture;
  const width = size.width + 2 * PADDING_PX;
  const height = HEAD_PX + size.height + legendHeight + PADDING_PX;
  return {
    width,
    height,
    title,
    draw(surface) {
      surface.fill((pen) => traceBox(pen, { left: 0, top: 0, width, height }), { colour: colors.surface });
      drawHead(surface, { sheet, width });
      surface.inside({ left: PADDING_PX, top: HEAD_PX, ...size }, () => {
        drawAxes(surface, picture, colors);
        surface.inside(picture.plot, () => sheet.drawData(surface));
      });
      sheet.drawLegend(surface, HEAD_PX + size.height + PADDING_PX);
    },
  };
}

function drawHead(surface: Surface, { sheet, width }: { sheet: Sheet; width: number }): void {
  const { colors, title: fullTitle, zone } = sheet;
  const { startMs, endMs } = sheet.shownRange;
  const range = `${formatTime(startMs, zone)} – ${formatTime(endMs, zone)} ${zoneLabel(zone, endMs)}`;
  const y = 22;
  const room = Math.floor((width - 2 * PADDING_PX) / 7) - range.length;
  const title = fullTitle.length > room ? `${fullTitle.slice(0, Math.max(0, room - 1))}…` : fullTitle;
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
