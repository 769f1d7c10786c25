/**
 * The NaN that says "this series ended here" (Prometheus model/value/value.go, StaleNaN). Only its bits tell it from
 * other NaNs, so it is written and recognised by bits and never passes through arithmetic. Copies between Float64Arrays
 * keep bits.
 */
const STALE_BITS = 0x7ff0000000000002n;

/** Writes a stale marker at `index`. */
export function writeStale(values: Float64Array, index: number): void {
  bitsOf(values)[index] = STALE_BITS;
}

export function isStale(values: Float64Array, index: number): boolean {
  // Most values are no NaN, which is found out without a view.
  return Number.isNaN(values[index]) && bitsOf(values)[index] === STALE_BITS;
}

const views = new WeakMap<ArrayBufferLike, BigUint64Array>();

function bitsOf(values: Float64Array): BigUint64Array {
  if (values.byteOffset !== 0 || values.byteLength !== values.buffer.byteLength)
    return new BigUint64Array(values.buffer, values.byteOffset, values.length);
  let view = views.get(values.buffer);
  if (view === undefined) views.set(values.buffer, (view = new BigUint64Array(values.buffer)));
  return view;
}
