import { timeToX, valueToY } from "../../domain/chart/valueScale.ts";
import type { Axes } from "./axisStore.ts";

export interface PlacedTick {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
  readonly isStrong: boolean;
}

/** Ticks, grid and notes in pixels of the whole chart; shared by the page and the exports. Lines sit on half pixels, so they are sharp. */
export interface PlacedAxes {
  readonly labels: readonly PlacedTick[];
  readonly notes: readonly PlacedTick[];
  /** y of each horizontal line, the lowest first. */
  readonly rows: readonly number[];
  /** x of the lines at the start of days. */
  readonly days: readonly number[];
  /** x of the tick marks under the plot. */
  readonly marks: readonly number[];
}

const DAY_MS = 86_400_000;
const EDGE_PX = 4;
const LABEL_GAP = 8;

/** The middle of a pixel, where a 1 px line is sharp. */
const half = (at: number) => Math.round(at) + 0.5;

export function placeTicks(axes: Axes): PlacedAxes {
  const { plot, time, size, value } = axes;
  const right = plot.left + plot.width;
  const isLong = time.endMs - time.startMs > DAY_MS;
  const xs = axes.xTicks.map((tick) => half(plot.left + timeToX(time, plot.width, tick.timeMs)));
  const ys = axes.yTicks.map((tick) => half(plot.top + valueToY(value, plot.height, tick.value)));
  const baseY = size.height - 5;
  const xLabels = axes.xTicks.map((tick, i): PlacedTick => {
    const x = xs[i] ?? 0;
    const anchor = x < plot.left + 14 ? "start" : x > right - 18 ? "end" : "middle";
    return { text: tick.label, x: anchor === "end" ? right : x, y: baseY, anchor, isStrong: tick.isDay };
  });
  const yLabels = axes.yTicks.map((tick, i): PlacedTick => ({
    text: tick.text,
    x: plot.left - LABEL_GAP,
    y: (ys[i] ?? 0) + 3.5,
    anchor: "end",
    isStrong: false,
  }));
  const note = (text: string, y: number): PlacedTick => ({
    text,
    x: plot.left - LABEL_GAP,
    y,
    anchor: "end",
    isStrong: false,
  });
  return {
    labels: [...xLabels, ...yLabels],
    notes: [note(axes.unitText, plot.top - LABEL_GAP), note(axes.zoneText, baseY)].filter(
      ({ text }) => text !== "",
    ),
    rows: ys,
    days: xs.filter(
      (x, i) => isLong && axes.xTicks[i]?.isDay === true && x > plot.left + EDGE_PX && x < right - EDGE_PX,
    ),
    marks: xs,
  };
}
