import { orderHits, type Hit } from "../../domain/chart/nearestSeries.ts";
import { formatValueText } from "../../domain/format/formatValue.ts";
import { formatTime } from "../../domain/time/formatTime.ts";
import { zoneLabel } from "../../domain/time/zone.ts";
import type { TipContent, TipRow } from "./chartTooltip.ts";
import type { ChartView } from "./chartView.ts";
import { formatTogether } from "./formatTogether.ts";
import type { Pointed } from "./Pointed.ts";

/** Rows of the tooltip without Shift; docked under the chart on phones, fewer fit. */
const SHORT_ROWS = 8;
const DOCKED_ROWS = 4;
/** With Shift: more do not fit any screen, and the table has them. */
const LONG_ROWS = 40;

export interface TipOptions {
  readonly showsAll: boolean;
  readonly isDocked: boolean;
  readonly pinCount: number;
}

/** The nearest, then those whose lines are closest to the pointer, by value. */
function chosenHits(hits: readonly Hit[], limit: number): readonly Hit[] {
  if (hits.length <= limit) return orderHits(hits);
  const closest: Hit[] = [];
  for (const hit of hits) {
    const last = closest[limit - 1];
    if (last && hit.distancePx >= last.distancePx) continue;
    let at = closest.length < limit ? closest.length : limit - 1;
    while (at > 0 && (closest[at - 1] as Hit).distancePx > hit.distancePx) {
      closest[at] = closest[at - 1] as Hit;
      at -= 1;
    }
    closest[at] = hit;
  }
  return orderHits(closest);
}

export function listContent(view: ChartView, pointed: Pointed, options: TipOptions): TipContent {
  const { content } = view;
  const limit = options.isDocked ? DOCKED_ROWS : options.showsAll ? LONG_ROWS : SHORT_ROWS;
  const chosen = chosenHits(pointed.hits, limit);
  const rest = pointed.hits.length - chosen.length;
  const zone = zoneLabel(content.zone, pointed.timeMs);
  const together = formatTogether(
    chosen.map((hit) => hit.value),
    content.unit,
    { zone: content.zone },
  );
  return {
    time: formatTime(pointed.timeMs, content.zone),
    note: together.suffix === "" ? zone : `${zone} · ${together.suffix}`,
    rows: chosen.map((hit) => ({ ...swatchOf(view, hit), value: together.format(hit.value) })),
    more: moreText(pointed.hits.length, rest, options),
    action: `${options.isDocked ? "Tap again" : "Click"} ${["pins", "pins point 2", "moves point 2"][options.pinCount] ?? "pins"}`,
  };
}

function moreText(count: number, rest: number, { isDocked, showsAll }: TipOptions): string {
  if (count === 0) return "No samples here";
  if (rest === 0) return "";
  return isDocked || showsAll ? `${rest} more in the table` : `${rest} more: hold Shift`;
}

function swatchOf(view: ChartView, hit: Hit): Omit<TipRow, "value"> {
  const series = view.picture.columns[hit.order]?.series;
  if (!series) return { color: "", isDashed: false, name: "" };
  return {
    color: `var(--color-series-${series.colorIndex})`,
    isDashed: series.isDashed,
    name: view.nameOf(hit.order),
  };
}

/** What a screen reader says when the crosshair moves by keys. */
export function spokenText(view: ChartView, pointed: Pointed): string {
  if (view.describe) return view.describe(pointed).spoken;
  const time = `${formatTime(pointed.timeMs, view.content.zone)} ${zoneLabel(view.content.zone, pointed.timeMs)}`;
  const series = pointed.nearest && view.picture.columns[pointed.nearest.order]?.series;
  if (!pointed.nearest || !series) return `${time}: no samples`;
  return `${time}: ${view.nameOf(pointed.nearest.order)} ${formatValueText(pointed.nearest.value, view.content.unit, { zone: view.content.zone })}`;
}
