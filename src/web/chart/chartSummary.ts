import { formatValueText } from "../../domain/format/formatValue.ts";
import { formatTime } from "../../domain/time/formatTime.ts";
import { zoneLabel } from "../../domain/time/zone.ts";
import type { ChartContent, SeriesDraw } from "./ChartTypes.ts";
import type { ChartPicture } from "./picture.ts";

const drawWords: Record<SeriesDraw, string> = {
  lines: "Line chart",
  area: "Area chart",
  stacked: "Stacked area chart",
  bars: "Bar chart",
  points: "Point chart",
};

/** What the picture shows, for who cannot see it. The numbers themselves are in the Table tab. */
export function chartSummary(content: ChartContent, picture: ChartPicture): string {
  const { startMs, endMs } = content.shownRange;
  const span = `${formatTime(startMs, content.zone)} to ${formatTime(endMs, content.zone)} ${zoneLabel(content.zone, endMs)}`;
  const count = picture.columns.length;
  if (count === 0) return `Empty chart, ${span}.`;
  const series = count === 1 ? "1 series" : `${count} series`;
  const extent = picture.extent;
  const between = extent
    ? `, from ${formatValueText(extent.low, content.unit)} to ${formatValueText(extent.high, content.unit)}`
    : "";
  const missing = countNotDrawn(picture);
  const notDrawn = missing > 0 ? ` ${missing} samples are NaN or infinite and marked at the edge.` : "";
  return `${drawWords[content.draw]} of ${series}, ${span}${between}.${notDrawn} Arrow keys move the crosshair, Enter pins. The Table tab has the numbers.`;
}

function countNotDrawn(picture: ChartPicture): number {
  let count = 0;
  for (const { series, visible } of picture.columns) {
    const { values, nanAt } = series.series;
    count += nanAt?.length ?? 0;
    for (let i = visible.from; i < visible.to; i++)
      if (values[i] === Infinity || values[i] === -Infinity) count += 1;
  }
  return count;
}
