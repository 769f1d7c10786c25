/**
 * How a sealed chunk keeps numbers: the smallest of few simple forms that gives every one of them back bit for bit.
 * Real pages are mostly constants (half of a node exporter), counters and sizes in whole numbers, and floats; a bit
 * stream as in Gorilla would halve the rest, at ten times the code and the time to read.
 */
export type SampleColumn =
  | { readonly kind: "line"; readonly first: number; readonly step: number }
  | {
      readonly kind: "offsets";
      readonly base: number;
      readonly offsets: Uint8Array | Uint16Array | Uint32Array;
    }
  | { readonly kind: "floats"; readonly floats: Float32Array | Float64Array };

/** What a typed array costs beside its content: view, buffer and backing store (measured, Node 24). */
export const ARRAY_BYTES = 400;

/** `values` are copied where they are kept. */
export function packColumn(values: Float64Array): SampleColumn {
  const line = lineOf(values);
  if (line !== undefined) return line;
  const offsets = offsetsOf(values);
  if (offsets !== undefined) return offsets;
  const narrow = Float32Array.from(values);
  return {
    kind: "floats",
    floats: values.every((value, i) => isSame(value, narrow[i])) ? narrow : values.slice(),
  };
}

export function columnBytes(column: SampleColumn): number {
  if (column.kind === "line") return 0;
  return ARRAY_BYTES + (column.kind === "offsets" ? column.offsets : column.floats).byteLength;
}

export function columnAt(column: SampleColumn, index: number): number {
  if (column.kind === "line") return column.first + column.step * index;
  if (column.kind === "offsets") return column.base + (column.offsets[index] ?? 0);
  return column.floats[index] ?? NaN;
}

/** The numbers [from, to) of the column into `target` at `at`. */
export function unpackColumn(
  column: SampleColumn,
  range: { readonly from: number; readonly to: number },
  into: { readonly target: Float64Array; readonly at: number },
): void {
  const { from, to } = range;
  const { target, at } = into;
  if (column.kind === "line") {
    const { first, step } = column;
    if (step === 0) target.fill(first, at, at + to - from);
    else for (let i = from; i < to; i++) target[at + i - from] = first + step * i;
  } else if (column.kind === "offsets") {
    const { base, offsets } = column;
    for (let i = from; i < to; i++) target[at + i - from] = base + (offsets[i] ?? 0);
  } else target.set(column.floats.subarray(from, to), at);
}

const isSame = (a: number, b: number | undefined): boolean => Object.is(a, b);

/** A constant, or whole numbers at one distance. */
function lineOf(values: Float64Array): SampleColumn | undefined {
  const first = values[0] ?? NaN;
  const step = values.length > 1 ? (values[1] ?? NaN) - first : 0;
  if (isSame(first, values[1] ?? first) && values.every((value) => isSame(value, first)))
    return { kind: "line", first, step: 0 };
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(step)) return undefined;
  if (!values.every((value, i) => isSame(value, first + step * i))) return undefined;
  return { kind: "line", first, step };
}

/** Whole numbers not too far from each other. */
function offsetsOf(values: Float64Array): SampleColumn | undefined {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    if (!Number.isSafeInteger(value) || isSame(value, -0)) return undefined;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const span = most - least;
  if (span > 0xffff_ffff) return undefined;
  const offsets = new (span <= 0xff ? Uint8Array : span <= 0xffff ? Uint16Array : Uint32Array)(values.length);
  for (const [i, value] of values.entries()) offsets[i] = value - least;
  return { kind: "offsets", base: least, offsets };
}
