import { timeToX } from "../../../domain/chart/valueScale.ts";
import type { LogLevel } from "../../../domain/frame/logs/level.ts";
import { type ValueTick, valueTicks } from "../../../domain/format/valueTicks.ts";
import { timeTicks } from "../../../domain/time/timeTicks.ts";
import { zoneLabel } from "../../../domain/time/zone.ts";
import type { LogVolume } from "../../../domain/frame/logs/volume.ts";
import type { VolumeFrame } from "./VolumeState.ts";

export interface VolumeSize {
  readonly width: number;
  readonly height: number;
  readonly isNarrow: boolean;
}

export interface AxisLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
  readonly isDay: boolean;
}

/** The histogram in pixels of its SVG. */
export interface VolumeLayout {
  readonly plot: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  /** y of the horizontal lines, the ground first. */
  readonly rows: readonly number[];
  readonly marks: readonly number[];
  /** The unit of the amounts: "KiB"; "" for lines. */
  readonly unitText: string;
  readonly labels: readonly AxisLabel[];
  /** One path per level: all its boxes. */
  readonly paths: readonly { readonly level: LogLevel; readonly d: string }[];
}

const MARGIN = { left: 38, right: 2, bottom: 22 };
/** Room for the levels above the highest column: they must hide none of it. */
const TOP_PX = 24;
const TOP_NARROW_PX = 6;
const TICK_PX = 84;
const TICK_NARROW_PX = 64;
const LABEL_GAP_PX = 8;
/** Wider columns stand 2 px apart, narrower ones 1. */
const WIDE_PX = 6;

/** Ticks of fewer would be halves, and there is no half a line. */
const LEAST_LINES = 2;

const half = (at: number) => Math.round(at) + 0.5;

/** Frame, ticks and columns; the frame alone without data, so that nothing moves when it comes. */
export function volumeLayout(data: LogVolume | null, frame: VolumeFrame, size: VolumeSize): VolumeLayout {
  const top = size.isNarrow ? TOP_NARROW_PX : TOP_PX;
  const plot = {
    left: MARGIN.left,
    top,
    width: Math.max(0, size.width - MARGIN.left - MARGIN.right),
    height: Math.max(0, size.height - top - MARGIN.bottom),
  };
  const value = valueTicks(0, Math.max(frame.isBytes ? 1 : LEAST_LINES, mostOf(data)), {
    unit: frame.isBytes ? "bytes" : "none",
    count: 2,
    isLog: false,
    zone: frame.zone,
  });
  const bottom = plot.top + plot.height;
  const yOf = (amount: number) => bottom - (amount / value.high) * plot.height;
  const times = timeTicks(frame.range, {
    widthPx: plot.width,
    zone: frame.zone,
    labelPx: size.isNarrow ? TICK_NARROW_PX : TICK_PX,
  });
  const marks = times.map((tick) => half(plot.left + timeToX(frame.range, plot.width, tick.timeMs)));
  const noteY = size.height - 5;
  const right = plot.left + plot.width;
  const note = (text: string, y: number): AxisLabel => ({
    text,
    x: plot.left - LABEL_GAP_PX,
    y,
    anchor: "end",
    isDay: false,
  });
  return {
    plot,
    rows: value.ticks.map((tick) => half(yOf(tick.value))),
    marks,
    unitText: value.unitText,
    labels: [
      ...times.map((tick, index): AxisLabel => {
        const x = marks[index] ?? 0;
        const anchor = x < plot.left + 14 ? "start" : x > right - 18 ? "end" : "middle";
        return { text: tick.label, x: anchor === "end" ? right : x, y: noteY, anchor, isDay: tick.isDay };
      }),
      ...(data
        ? value.ticks.map((tick) => note(amountText(tick, frame.isBytes), half(yOf(tick.value)) + 3.5))
        : []),
      note(zoneLabel(frame.zone, frame.range.startMs), noteY),
    ],
    paths: data ? levelPaths(data, frame, { plot, yOf }) : [],
  };
}

/** "500", "1k", "20k": thousands are one way on every axis, so that a refresh does not turn "1k" into "1000". */
function amountText({ value, text }: ValueTick, isBytes: boolean): string {
  return isBytes || value < 1000 || value >= 10_000 ? text : `${value / 1000}k`;
}

/** The largest sum of a column. */
function mostOf(data: LogVolume | null): number {
  let most = 0;
  for (let column = 0; column < (data?.startsMs.length ?? 0); column += 1) {
    const sum = data?.levels.reduce((total, { counts }) => total + (counts[column] ?? 0), 0) ?? 0;
    most = Math.max(most, sum);
  }
  return most;
}

interface Drawn {
  readonly plot: VolumeLayout["plot"];
  readonly yOf: (amount: number) => number;
}

function levelPaths(data: LogVolume, { range }: VolumeFrame, { plot, yOf }: Drawn): VolumeLayout["paths"] {
  const boxes = data.levels.map(() => "");
  const edge = (timeMs: number) =>
    Math.round(plot.left + Math.min(plot.width, Math.max(0, timeToX(range, plot.width, timeMs))));
  for (let column = 0; column < data.startsMs.length; column += 1) {
    const startMs = data.startsMs[column] ?? 0;
    const x = edge(startMs);
    const roomPx = edge(startMs + data.stepMs) - x;
    const width = roomPx - (roomPx > WIDE_PX ? 2 : 1);
    if (width < 1) continue;
    let base = 0;
    data.levels.forEach(({ counts }, index) => {
      const amount = counts[column] ?? 0;
      if (!(amount > 0)) return;
      const low = Math.round(yOf(base));
      const high = Math.round(yOf(base + amount));
      // A pixel between the levels, where the upper one has room to give it; a rare level is never less than a pixel.
      const height = Math.max(1, low - high - (base > 0 && low - high > 2 ? 1 : 0));
      boxes[index] += `M${x} ${high}h${width}v${height}h${-width}z`;
      base += amount;
    });
  }
  return data.levels.map(({ level }, index) => ({ level, d: boxes[index] ?? "" }));
}

/** The column at a time; -1 outside of all. */
export function columnAt(data: LogVolume, timeMs: number): number {
  for (let column = 0; column < data.startsMs.length; column += 1) {
    const startMs = data.startsMs[column] ?? 0;
    if (timeMs >= startMs && timeMs < startMs + data.stepMs) return column;
  }
  return -1;
}
