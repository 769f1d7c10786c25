import type { Pen, PlotFrame } from "../../domain/chart/traceLine.ts";
import { valueToY } from "../../domain/chart/valueScale.ts";
import type { PictureColumn } from "./picture.ts";
import { traceBox } from "./surface.ts";

type PixelMap = (
  column: PictureColumn,
  values?: Float64Array,
) => { readonly xs: Float32Array; readonly ys: Float32Array };

/** Pixel y of the line a band or a bar stands on: zero when in view, else the edge of the plot nearest to it. */
function baselineY({ value, height }: PlotFrame): number {
  if (value.isLog || value.low > 0) return height;
  if (value.high < 0) return 0;
  return valueToY(value, height, 0);
}

/** The ground under a line, one closed subpath per stretch without a gap; down to its band's base when stacked. */
export function traceArea(
  pen: Pen,
  { column, frame, map }: { column: PictureColumn; frame: PlotFrame; map: PixelMap },
): void {
  const floor = baselineY(frame);
  // The mapper reuses its memory, so the lower edge is kept.
  const bases = column.base ? map(column, column.base).ys.slice() : null;
  const { xs, ys } = map(column);
  const baseAt = (i: number) => (bases ? (bases[i] as number) : floor);
  const { from, to } = column.reach;
  let start = from;
  for (let i = from; i <= to; i++) {
    const y = i < to ? (ys[i] as number) : NaN;
    if (y === y) continue;
    if (i - start > 1) traceStretch(pen, { xs, ys, baseAt, from: start, to: i });
    start = i + 1;
  }
}

function traceStretch(
  pen: Pen,
  stretch: { xs: Float32Array; ys: Float32Array; baseAt: (i: number) => number; from: number; to: number },
): void {
  const { xs, ys, baseAt, from, to } = stretch;
  pen.moveTo(xs[from] as number, ys[from] as number);
  for (let i = from + 1; i < to; i++) pen.lineTo(xs[i] as number, ys[i] as number);
  for (let i = to - 1; i >= from; i--) pen.lineTo(xs[i] as number, baseAt(i));
}

/** Bars of one step stand side by side, one per series. */
export function traceBars(
  pen: Pen,
  bars: { column: PictureColumn; frame: PlotFrame; place: { order: number; count: number }; map: PixelMap },
): void {
  const { column, frame, place, map } = bars;
  const { xs, ys } = map(column);
  const floor = baselineY(frame);
  const stepPx = (column.series.stepMs / (frame.time.endMs - frame.time.startMs)) * frame.width;
  const groupPx = stepPx > 4 ? stepPx - Math.min(2, stepPx / 4) : stepPx;
  const width = Math.max(1, groupPx / place.count);
  const shift = (groupPx / place.count) * place.order - groupPx / 2;
  for (let i = column.visible.from; i < column.visible.to; i++) {
    const y = ys[i] as number;
    if (y !== y) continue;
    const top = Math.min(y, floor);
    traceBox(pen, {
      left: (xs[i] as number) + shift,
      top,
      width,
      height: Math.max(0.5, Math.abs(y - floor)),
    });
  }
}
