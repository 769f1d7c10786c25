import type { Pen } from "../../domain/chart/traceLine.ts";
import { placeExemplars, type PlacedExemplar } from "../../domain/exemplar/placeExemplars.ts";
import type { ChartColors } from "./chartColors.ts";
import { chartSeries } from "./chartSeries.ts";
import type { ChartExemplars, ChartLayer } from "./ChartTypes.ts";
import type { ChartPicture } from "./picture.ts";
import type { Surface } from "./surface.ts";

/** Half of the diamond's 9 px. */
export const HALF_PX = 4.5;
const EDGE_PX = 1.25;
/** Diamonds of one line do not touch. */
const GAP_PX = 10;

/** A diamond as it stands on a chart. */
export interface ShownExemplar extends PlacedExemplar {
  readonly group: ChartExemplars;
}

/** What exemplars are placed on. */
export interface PaintedChart {
  readonly picture: ChartPicture;
  readonly layers: readonly ChartLayer[];
  /** A heatmap has no lines, and its axis is what was observed. */
  readonly isHeat: boolean;
}

/** The exemplars of one query on the lines of that query. */
export function placeGroup(
  { picture, layers, isHeat }: PaintedChart,
  group: ChartExemplars,
): readonly ShownExemplar[] {
  const drawn = new Map(picture.columns.map((column) => [column.series, column.drawn]));
  const own = isHeat ? [] : chartSeries(layers).filter(({ letter }) => letter === group.letter);
  const placed = placeExemplars(group.exemplars, {
    time: picture.time,
    value: picture.value,
    width: picture.plot.width,
    height: picture.plot.height,
    place: isHeat ? "value" : group.place,
    stepMs: group.stepMs,
    gapPx: GAP_PX,
    lines: own.map((entry) => ({
      labels: entry.series.labels,
      timesMs: entry.timesMs,
      drawn: drawn.get(entry) ?? null,
    })),
  });
  return placed.map((entry) => ({ ...entry, group }));
}

export function traceDiamond(
  pen: Pen,
  { x, y, halfPx }: { readonly x: number; readonly y: number; readonly halfPx: number },
): void {
  pen.moveTo(x, y - halfPx);
  pen.lineTo(x + halfPx, y);
  pen.lineTo(x, y + halfPx);
  pen.lineTo(x - halfPx, y);
}

/** The diamonds of a picture that is saved, in plot pixels. */
export function drawExemplars(
  { surface, colors }: { readonly surface: Surface; readonly colors: ChartColors },
  painted: PaintedChart,
  groups: readonly ChartExemplars[] = [],
): void {
  for (const { x, y } of groups.flatMap((group) => placeGroup(painted, group))) {
    const place = { x, y, halfPx: HALF_PX };
    surface.fill((pen) => traceDiamond(pen, place), { colour: colors.textStrong });
    surface.fill((pen) => traceDiamond(pen, { ...place, halfPx: HALF_PX - EDGE_PX }), {
      colour: colors.surface,
    });
  }
}
