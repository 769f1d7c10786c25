import type { IndexRange } from "./searchTimes.ts";

/** Picture memory in device pixels: RGBA bytes read as little-endian words (0xAABBGGRR). */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly words: Uint32Array;
}

export interface Rgb {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

export interface RasterLine {
  /** Device pixels. */
  readonly xs: Float32Array;
  readonly ys: Float32Array;
  readonly range: IndexRange;
  readonly colour: Rgb;
  /** Device pixels. */
  readonly lineWidth: number;
  readonly isDashed: boolean;
}

/** A dash of the second round of colours, in pixel columns: 5 on, 3.5 off. */
const DASH_ON = 5;
const DASH_PERIOD = 8.5;

/**
 * Draws one line without a path: for each pixel column the vertical span the line covers, with antialiased ends.
 * `spans` is scratch memory of at least `raster.width` each, shared by all lines of a picture.
 */
export function rasterLine(
  raster: Raster,
  line: RasterLine,
  spans: { low: Float32Array; high: Float32Array },
): void {
  spans.low.fill(1e9);
  spans.high.fill(-1e9);
  widenSpans(raster.width, line, spans);
  fillSpans(raster, line, spans);
}

/** Cuts each segment at pixel-column borders and widens the span of every column it crosses. */
function widenSpans(
  width: number,
  { xs, ys, range, lineWidth }: RasterLine,
  { low, high }: { low: Float32Array; high: Float32Array },
): void {
  for (let i = range.from + 1; i < range.to; i++) {
    const y0 = ys[i - 1] as number;
    const y1 = ys[i] as number;
    if (y0 !== y0 || y1 !== y1) continue;
    const x0 = xs[i - 1] as number;
    const x1 = xs[i] as number;
    let column = Math.floor(x0);
    let last = Math.floor(x1);
    if (last < 0 || column >= width) continue;
    if (column === last) {
      const top = y0 < y1 ? y0 : y1;
      const bottom = y0 < y1 ? y1 : y0;
      if (top < (low[column] as number)) low[column] = top;
      if (bottom > (high[column] as number)) high[column] = bottom;
      continue;
    }
    const slope = (y1 - y0) / (x1 - x0);
    // A slanted line of one thickness is taller than a level one; capped, since its ends are not square.
    const extra = (lineWidth / 2) * Math.min(1.5, Math.sqrt(1 + slope * slope) - 1);
    let from = y0;
    if (column < 0) {
      from = y0 - slope * x0;
      column = 0;
    }
    if (last >= width) last = width - 1;
    for (; column <= last; column++) {
      const right = column + 1 < x1 ? column + 1 : x1;
      const to = y0 + slope * (right - x0);
      const top = (from < to ? from : to) - extra;
      const bottom = (from < to ? to : from) + extra;
      if (top < (low[column] as number)) low[column] = top;
      if (bottom > (high[column] as number)) high[column] = bottom;
      from = to;
    }
  }
}

function fillSpans(
  raster: Raster,
  line: RasterLine,
  { low, high }: { low: Float32Array; high: Float32Array },
): void {
  const { width, height, words } = raster;
  const { red, green, blue } = line.colour;
  const rgb = (blue << 16) | (green << 8) | red;
  const full = (0xff000000 | rgb) >>> 0;
  const half = line.lineWidth / 2;
  for (let column = 0; column < width; column++) {
    if (line.isDashed && column % DASH_PERIOD >= DASH_ON) continue;
    const top = (low[column] as number) - half;
    const bottom = (high[column] as number) + half;
    if (bottom < top || bottom <= 0 || top >= height) continue;
    const first = Math.floor(top);
    const last = Math.floor(bottom);
    const firstCover = first === last ? bottom - top : 1 - (top - first);
    if (first >= 0) blend(words, first * width + column, ink(rgb, firstCover));
    if (last < height && last !== first) blend(words, last * width + column, ink(rgb, bottom - last));
    const end = last > height ? height : last;
    for (let y = first < -1 ? 0 : first + 1, at = y * width + column; y < end; y++, at += width)
      words[at] = full;
  }
}

/** A colour with its coverage as alpha, in one word. */
function ink(rgb: number, coverage: number): number {
  return ((((coverage * 255) | 0) << 24) | rgb) >>> 0;
}

/** Straight (not premultiplied) alpha, as ImageData wants it. */
function blend(words: Uint32Array, at: number, over: number): void {
  const below = words[at] as number;
  const belowAlpha = below >>> 24;
  if (belowAlpha === 0) {
    words[at] = over;
    return;
  }
  const alpha = over >>> 24;
  const rest = 255 - alpha;
  const red = ((over & 255) * alpha + (below & 255) * rest) >> 8;
  const green = (((over >> 8) & 255) * alpha + ((below >> 8) & 255) * rest) >> 8;
  const blue = (((over >> 16) & 255) * alpha + ((below >> 16) & 255) * rest) >> 8;
  words[at] = (((alpha + ((belowAlpha * rest) >> 8)) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
