import { formatValueText } from "../../domain/format/formatValue.ts";
import { visibleText } from "../../domain/format/visibleText.ts";
import { formatTime } from "../../domain/time/formatTime.ts";
import { zoneLabel } from "../../domain/time/zone.ts";
import type { TipContent } from "./chartTooltip.ts";
import type { ShownExemplar } from "./exemplarPlaces.ts";

/** Labels of its series shown under its own; the dialog has all. */
const ROWS = 8;

const timeText = ({ exemplar }: ShownExemplar, zone: string) =>
  `${formatTime(exemplar.timeMs, zone, "s")} ${zoneLabel(zone, exemplar.timeMs)}`;
const valueText = ({ exemplar, group }: ShownExemplar, zone: string) =>
  formatValueText(exemplar.value, group.unit, { zone });

/** What the tooltip says of a diamond: its value, its own labels first, and when it was observed. */
export function exemplarTip(shown: ShownExemplar, zone: string, isDocked: boolean): TipContent {
  const { labels, seriesLabels } = shown.exemplar;
  const rows = [...Object.entries(labels), ...Object.entries(seriesLabels)].map(([name, value]) => ({
    color: "",
    isDashed: false,
    name,
    value: visibleText(value),
  }));
  const rest = rows.length - ROWS;
  return {
    time: timeText(shown, zone),
    note: "exemplar",
    isPlain: true,
    rows: [
      { color: "", isDashed: false, name: "Value", value: valueText(shown, zone) },
      ...rows.slice(0, ROWS),
    ],
    more: rest > 0 ? `${rest} more labels` : "",
    action: `${isDocked ? "Tap" : "Click"} for its trace`,
  };
}

/** The same for a screen reader. */
export function exemplarSpoken(shown: ShownExemplar, zone: string, count: string): string {
  const labels = Object.entries(shown.exemplar.labels).map(
    ([name, value]) => `${name} ${visibleText(value)}`,
  );
  return `Exemplar ${count}: ${[valueText(shown, zone), timeText(shown, zone), ...labels].join(", ")}. Enter opens it.`;
}
