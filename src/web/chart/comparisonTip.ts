import { formatValueText } from "../../domain/format/formatValue.ts";
import { formatStep } from "../../domain/time/duration.ts";
import { formatTime } from "../../domain/time/formatTime.ts";
import { zoneLabel } from "../../domain/time/zone.ts";
import { paintSwatch } from "./chartTooltip.ts";
import type { ChartView } from "./chartView.ts";
import { comparisonOf, type PlacedPin } from "./pins.ts";
import { element } from "./stage.ts";

const NONE = "–";

/** The tooltip of two pinned samples: both, their difference, ratio and slope. Made anew on each click. */
export function comparisonTip(view: ChartView, pins: readonly PlacedPin[]): HTMLElement {
  const { zone, unit } = view.content;
  const root = element("div", "sg-tip-list");
  const head = element("div", "sg-tip-head");
  const [first] = pins;
  head.append(
    element("span", "", "Two pinned points"),
    element("span", "", first ? zoneLabel(zone, first.timeMs) : ""),
  );
  const points = element("div", "sg-tip-delta");
  pins.forEach((pin, i) => {
    points.append(
      element("span", "sg-pin-badge", String(i + 1)),
      element("span", "sg-tip-label", formatTime(pin.timeMs, zone)),
      element("span", "sg-tip-value", formatValueText(pin.value, unit, { zone })),
    );
  });
  const foot = element("div", "sg-tip-foot");
  foot.append(element("span", "", "Click moves point 2"), element("span", "", "Esc clears"));
  root.append(
    head,
    ...seriesRows(view, pins),
    points,
    element("div", "sg-tip-rule"),
    changeRows(view, pins),
    foot,
  );
  return root;
}

/** One row when both are on the same series, else one each. */
function seriesRows(view: ChartView, pins: readonly PlacedPin[]): HTMLElement[] {
  const orders = [...new Set(pins.map((pin) => pin.order))];
  return orders.flatMap((order) => {
    const series = view.picture.columns[order]?.series;
    if (!series) return [];
    const row = element("div", "sg-tip-row");
    const swatch = element("span", "sg-swatch");
    paintSwatch(swatch, `var(--color-series-${series.colorIndex})`, series.isDashed);
    row.append(swatch, element("span", "sg-tip-name", view.nameOf(order)));
    return [row];
  });
}

function changeRows(view: ChartView, pins: readonly PlacedPin[]): HTMLElement {
  const rows = element("div", "sg-tip-delta");
  const change = comparisonOf(pins);
  if (!change) return rows;
  const { unit } = view.content;
  const signed = (value: number) => `${value > 0 ? "+" : ""}${formatValueText(value, unit, { digits: 3 })}`;
  const slope =
    change.slope === null
      ? NONE
      : `${signed(change.slope)}/${formatStep(change.slopeUnitMs).replace(/^1 /, "")}`;
  const ratio =
    change.ratio === null
      ? NONE
      : `× ${change.ratio.toLocaleString("en-GB", { maximumSignificantDigits: 3, minimumFractionDigits: 2 })}`;
  const facts: [string, string, boolean][] = [
    ["Difference", signed(change.difference), true],
    ["Ratio", ratio, false],
    ["Slope", `${slope} over ${formatStep(change.spanMs)}`, false],
  ];
  for (const [label, text, isStrong] of facts) {
    const value = element("span", isStrong ? "sg-tip-value sg-tip-strong" : "sg-tip-value", text);
    rows.append(element("span", "sg-tip-label sg-tip-wide", label), value);
  }
  return rows;
}
