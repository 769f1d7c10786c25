/** Go's `math` where it differs from JavaScript's `Math`. */

/** 1 to the power of anything, and -1 to the power of ±Inf, is 1. */
export function goPow(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1;
  return base ** exponent;
}

/** +Inf wins over NaN. */
export function goMax(a: number, b: number): number {
  return a === Infinity || b === Infinity ? Infinity : Math.max(a, b);
}

/** -Inf wins over NaN. */
export function goMin(a: number, b: number): number {
  return a === -Infinity || b === -Infinity ? -Infinity : Math.min(a, b);
}

/** From the exponent and the logarithm of the fraction, which loses digits close to 1; the loss is part of the result. */
export function goLog2(value: number): number {
  if (!(value > 0 && value < Infinity)) return Math.log2(value);
  const { fraction, exponent } = splitFloat(value);
  return fraction === 0.5 ? exponent - 1 : exponent + Math.log(fraction) * (1 / Math.LN2);
}

export function goLog10(value: number): number {
  return goLog(value) * (1 / Math.LN10);
}

/** On amd64 the bits of a subnormal are taken as those of a normal number: ln(4e-320) is -709.09. */
export function goLog(value: number): number {
  if (!(value > 0 && value < SMALLEST_NORMAL)) return Math.log(value);
  return Math.log(0.5 + value * 2 ** 1021) - 1022 * Math.LN2;
}

/** Infinite from where e^x is, though half of it would still be a number. */
export function goSinh(value: number): number {
  return Math.abs(value) > HALVED_FROM
    ? Math.sign(value) * Math.exp(Math.abs(value)) * 0.5
    : Math.sinh(value);
}

export function goCosh(value: number): number {
  return Math.abs(value) > HALVED_FROM ? Math.exp(Math.abs(value)) * 0.5 : Math.cosh(value);
}

/** Beyond it e^-x is lost in the rounding of e^x. */
const HALVED_FROM = 21;

const SMALLEST_NORMAL = 2 ** -1022;
const float = new Float64Array(1);
const bits = new BigUint64Array(float.buffer);

/** A positive finite value as fraction × 2^exponent with 0.5 ≤ fraction < 1. */
function splitFloat(value: number): { fraction: number; exponent: number } {
  const lifted = value < SMALLEST_NORMAL ? 52 : 0;
  float[0] = value * 2 ** lifted;
  const pattern = bits[0] ?? 0n;
  const exponent = Number((pattern >> 52n) & 0x7ffn) - 1022 - lifted;
  bits[0] = (pattern & 0x800fffffffffffffn) | (1022n << 52n);
  return { fraction: float[0] ?? 0, exponent };
}
