import { comparePins, type PinComparison } from "../../domain/chart/comparePins.ts";
import { sampleIndexAt } from "../../domain/chart/nearestSeries.ts";
import type { PinnedSample } from "./ChartTypes.ts";
import type { ChartView } from "./chartView.ts";
import type { Interaction } from "./interaction.ts";
import type { Pointed } from "./Pointed.ts";
import { placeOf } from "./pointAt.ts";
import { svgElement } from "./stage.ts";

export interface Pins {
  all(): readonly PinnedSample[];
  /** Pins the nearest sample: first 1, then 2; from then on 2 moves. */
  add(pointed: Pointed): void;
  replace(pins: readonly PinnedSample[]): void;
  /** Draws the flags where the samples are now. */
  redraw(): void;
}

export interface PlacedPin extends PinnedSample {
  readonly order: number;
  /** Pixels of the whole chart. */
  readonly x: number;
  readonly y: number;
}

/** The pins whose series is drawn and whose time is shown. */
export function placePins(view: ChartView, pins: readonly PinnedSample[]): PlacedPin[] {
  const { plot, time } = view.picture;
  return pins.flatMap((pin) => {
    const order = view.orderOf(pin.key);
    const column = view.hitColumns[order];
    if (!column || pin.timeMs < time.startMs || pin.timeMs > time.endMs) return [];
    const index = sampleIndexAt(column, pin.timeMs);
    const value = column.values[index];
    if (value === undefined || Number.isNaN(value)) return [];
    const { x, y } = placeOf(view, order, { timeMs: pin.timeMs, index });
    return [{ ...pin, value, order, x: plot.left + x, y: plot.top + y }];
  });
}

export function comparisonOf(pins: readonly PlacedPin[]): PinComparison | null {
  const [first, second] = pins;
  return first && second ? comparePins(first, second) : null;
}

/** `onChange` hears of every pin set, moved or cleared by the reader. */
export function createPins(
  { stage, view }: Interaction,
  onChange: (pins: readonly PinnedSample[]) => void,
): Pins {
  let pins: readonly PinnedSample[] = [];
  const redraw = () => {
    const current = view();
    if (!current) return;
    stage.pins.replaceChildren(...drawPins(current, placePins(current, pins)));
  };
  return {
    all: () => pins,
    add({ timeMs, nearest }) {
      const key = nearest && view()?.picture.columns[nearest.order]?.series.key;
      if (!nearest || !key) return;
      pins = [...pins.slice(0, 1), { key, timeMs, value: nearest.value }];
      redraw();
      onChange(pins);
    },
    replace(next) {
      pins = next;
      redraw();
      onChange(pins);
    },
    redraw,
  };
}

/** The span between, a dotted line from sample to sample, and a numbered flag on each. */
function drawPins(view: ChartView, placed: readonly PlacedPin[]): SVGElement[] {
  const { top, height } = view.picture.plot;
  const drawn: SVGElement[] = [];
  const [first, second] = placed;
  if (first && second) {
    const x = Math.min(first.x, second.x);
    drawn.push(
      svgElement("rect", { class: "sg-pin-span", x, y: top, width: Math.abs(second.x - first.x), height }),
    );
    drawn.push(
      svgElement("line", { class: "sg-pin-link", x1: first.x, y1: first.y, x2: second.x, y2: second.y }),
    );
  }
  placed.forEach((pin, i) => {
    const x = Math.round(pin.x) + 0.5;
    drawn.push(
      svgElement("line", { class: "sg-pin-line", x1: x, x2: x, y1: top, y2: top + height }),
      svgElement("circle", { class: "sg-pin-dot", cx: x, cy: pin.y, r: 4.5 }),
      svgElement("rect", { class: "sg-pin-flag", x: x - 8, y: top - 2, width: 16, height: 16, rx: 4 }),
      svgElement("text", { class: "sg-pin-number", x, y: top + 10, "text-anchor": "middle" }, String(i + 1)),
    );
  });
  return drawn;
}
