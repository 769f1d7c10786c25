import zlib from "node:zlib";

/**
 * Writes a screenshot with at most 256 colours: charts of many antialiased lines are three times smaller so, and
 * look the same. Reads what Chromium writes (PNG specification, ISO/IEC 15948): 8 bits, RGB or RGBA, not interlaced.
 */

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 0xRRGGBB per pixel, row by row. */
  readonly colors: Uint32Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The most frequent colours are kept exactly: grounds, text, solid lines. */
const EXACT = 192;
const PALETTE = 256;

function* chunks(png: Buffer): Generator<readonly [type: string, data: Buffer]> {
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    yield [png.toString("latin1", at + 4, at + 8), png.subarray(at + 8, at + 8 + length)];
    at += length + 12;
  }
}

/** The fourth filter of the PNG specification: the neighbour closest to left + up − corner. */
function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function unfilter(raw: Buffer, height: number, { stride, size }: { stride: number; size: number }): Buffer {
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x >= size ? (out[at - size] ?? 0) : 0;
      const up = y > 0 ? (out[at - stride] ?? 0) : 0;
      const corner = x >= size && y > 0 ? (out[at - stride - size] ?? 0) : 0;
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[at] = ((raw[y * (stride + 1) + 1 + x] ?? 0) + predicted) & 255;
    }
  }
  return out;
}

function readPng(png: Buffer): Pixels {
  const parts = [...chunks(png)];
  const header = parts.find(([type]) => type === "IHDR")?.[1] ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const size = header[9] === 6 ? 4 : 3;
  const data = Buffer.concat(parts.filter(([type]) => type === "IDAT").map(([, bytes]) => bytes));
  const bytes = unfilter(zlib.inflateSync(data), height, { stride: width * size, size });
  const colors = Uint32Array.from({ length: width * height }, (_, i) => bytes.readUIntBE(i * size, 3));
  return { width, height, colors };
}

/** 4 bits of each channel: what is alike shares one palette entry. */
const bucketOf = (color: number) => color & 0xf0f0f0;

function choosePalette(colors: Uint32Array): readonly number[] {
  const counts = new Map<number, number>();
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  const byCount = [...counts].toSorted((a, b) => b[1] - a[1]).map(([color]) => color);
  const chosen = byCount.slice(0, EXACT);
  const taken = new Set(chosen.map(bucketOf));
  for (const color of byCount.slice(EXACT)) {
    if (chosen.length === PALETTE) break;
    if (!taken.has(bucketOf(color))) chosen.push(color);
    taken.add(bucketOf(color));
  }
  return chosen;
}

function nearest(palette: readonly number[], color: number): number {
  let best = 0;
  let bestDistance = Number.POSITIVE_INFINITY;
  palette.forEach((candidate, index) => {
    const distance = [16, 8, 0].reduce(
      (sum, shift) => sum + (((candidate >> shift) & 255) - ((color >> shift) & 255)) ** 2,
      0,
    );
    if (distance < bestDistance) [best, bestDistance] = [index, distance];
  });
  return best;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(zlib.crc32(body), body.length + 4);
  return out;
}

/** The same picture with a palette. */
export function palettePng(png: Buffer): Buffer {
  const { width, height, colors } = readPng(png);
  const palette = choosePalette(colors);
  const indexes = new Map(palette.map((color, index) => [color, index]));
  const indexOf = (color: number) => {
    const known = indexes.get(color) ?? nearest(palette, color);
    indexes.set(color, known);
    return known;
  };
  const raw = Buffer.alloc((width + 1) * height);
  colors.forEach((color, i) => (raw[i + Math.floor(i / width) + 1] = indexOf(color)));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const entries = Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]));
  const data = zlib.deflateSync(raw, { level: 9 });
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", entries),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
