import type { IndexRange } from "./searchTimes.ts";
import { valueMapping } from "./valueScale.ts";
import type { PlotSize, TimeScale, ValueScale } from "./valueScale.ts";

/** What a line is drawn with: a canvas context, an SVG path writer, a list in a test. Pixels from the plot's top left. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

/** Everything about one plot that all its series share. */
export interface PlotFrame extends PlotSize {
  readonly time: TimeScale;
  readonly value: ValueScale;
  /** Device pixels per CSS pixel: more columns are kept apart on a dense screen. */
  readonly density: number;
}

export interface Column {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

/**
 * Pixel y of each value of a column within `range`, NaN where there is nothing to draw
 * (gap, ±Inf, or ≤ 0 on a log axis). `into` must be at least as long as the column; `shiftPx` is added.
 */
export function mapValues(
  column: Column,
  frame: PlotFrame,
  target: { readonly range: IndexRange; readonly into: Float32Array; readonly shiftPx?: number },
): void {
  const { factor, offset } = valueMapping(frame.value, frame.height);
  const { values } = column;
  const { range, into } = target;
  const zero = offset + (target.shiftPx ?? 0);
  const { isLog } = frame.value;
  for (let i = range.from; i < range.to; i++) {
    const v = values[i] as number;
    const y = zero - factor * (isLog ? Math.log10(v) : v);
    into[i] = y - y === 0 ? y : NaN;
  }
}

/** Pixel x of each time within `range`; `shiftPx` is added. */
export function mapTimes(
  timesMs: Float64Array,
  frame: PlotFrame,
  { range, shiftPx = 0 }: { readonly range: IndexRange; readonly shiftPx?: number },
): Float32Array {
  const factor = frame.width / (frame.time.endMs - frame.time.startMs);
  const xs = new Float32Array(timesMs.length);
  for (let i = range.from; i < range.to; i++) {
    xs[i] = ((timesMs[i] as number) - frame.time.startMs) * factor + shiftPx;
  }
  return xs;
}

/**
 * A line through (xs[i], ys[i]); NaN in `ys` lifts the pen, so gaps are gaps.
 * With more samples than pixel columns, each column gets at most four vertices (first, min, max, last),
 * which covers the same pixels as the whole polyline.
 */
export function traceLine(
  pen: Pen,
  points: { xs: Float32Array; ys: Float32Array; range: IndexRange },
  frame: PlotFrame,
): void {
  const columns = frame.width * frame.density;
  if (points.range.to - points.range.from <= columns) traceEvery(pen, points);
  else traceColumns(pen, points, frame.density);
}

function traceEvery(
  pen: Pen,
  { xs, ys, range }: { xs: Float32Array; ys: Float32Array; range: IndexRange },
): void {
  let isDown = false;
  for (let i = range.from; i < range.to; i++) {
    const y = ys[i] as number;
    if (y !== y) {
      isDown = false;
      continue;
    }
    if (isDown) pen.lineTo(xs[i] as number, y);
    else pen.moveTo(xs[i] as number, y);
    isDown = true;
  }
}

function traceColumns(
  pen: Pen,
  { xs, ys, range }: { xs: Float32Array; ys: Float32Array; range: IndexRange },
  density: number,
): void {
  let isDown = false;
  let column = NaN;
  let first = 0;
  let low = 0;
  let high = 0;
  let last = 0;
  const flush = () => {
    if (column !== column) return;
    const x = column / density;
    if (isDown) pen.lineTo(x, first);
    else pen.moveTo(x, first);
    isDown = true;
    if (low !== high) {
      if (low !== first && low !== last) pen.lineTo(x, low);
      if (high !== first && high !== last) pen.lineTo(x, high);
      pen.lineTo(x, last);
    }
    column = NaN;
  };
  for (let i = range.from; i < range.to; i++) {
    const y = ys[i] as number;
    if (y !== y) {
      flush();
      isDown = false;
      continue;
    }
    const at = Math.floor((xs[i] as number) * density);
    if (at !== column) {
      flush();
      column = at;
      first = low = high = last = y;
    } else {
      if (y < low) low = y;
      if (y > high) high = y;
      last = y;
    }
  }
  flush();
}
