/** The vertical axis: `low` at the bottom of the plot, `high` at its top; with `isLog` both are > 0. */
export interface ValueScale {
  readonly low: number;
  readonly high: number;
  readonly isLog: boolean;
}

/** The horizontal axis in epoch milliseconds. */
export interface TimeScale {
  readonly startMs: number;
  readonly endMs: number;
}

export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

/** What a value is multiplied and shifted by: y = offset - factor · position(v), in pixels from the top of the plot. */
export interface Mapping {
  readonly factor: number;
  readonly offset: number;
}

function valuePosition(scale: ValueScale, value: number): number {
  return scale.isLog ? Math.log10(value) : value;
}

export function valueMapping(scale: ValueScale, height: number): Mapping {
  const low = valuePosition(scale, scale.low);
  const span = valuePosition(scale, scale.high) - low;
  const factor = span > 0 ? height / span : 0;
  return { factor, offset: height + low * factor };
}

/** Pixels from the top of the plot; NaN for what a log axis cannot show (≤ 0). */
export function valueToY(scale: ValueScale, height: number, value: number): number {
  if (scale.isLog && value <= 0) return NaN;
  const { factor, offset } = valueMapping(scale, height);
  return offset - factor * valuePosition(scale, value);
}

export function yToValue(scale: ValueScale, height: number, y: number): number {
  const low = valuePosition(scale, scale.low);
  const high = valuePosition(scale, scale.high);
  const position = high - (y / height) * (high - low);
  return scale.isLog ? 10 ** position : position;
}

export function timeToX(scale: TimeScale, width: number, timeMs: number): number {
  return ((timeMs - scale.startMs) / (scale.endMs - scale.startMs)) * width;
}

export function xToTime(scale: TimeScale, width: number, x: number): number {
  return scale.startMs + (x / width) * (scale.endMs - scale.startMs);
}

/** The times between two places of a drag, inside the plot; null when they are nearer than `minPx`, which is a click. */
export function draggedRange(
  scale: TimeScale,
  width: number,
  drag: { readonly fromX: number; readonly toX: number; readonly minPx: number },
): { startMs: number; endMs: number } | null {
  if (Math.abs(drag.toX - drag.fromX) < drag.minPx) return null;
  const clamp = (x: number) => Math.min(width, Math.max(0, x));
  const left = clamp(Math.min(drag.fromX, drag.toX));
  const right = clamp(Math.max(drag.fromX, drag.toX));
  const startMs = Math.round(xToTime(scale, width, left));
  const endMs = Math.round(xToTime(scale, width, right));
  return endMs > startMs ? { startMs, endMs } : null;
}
