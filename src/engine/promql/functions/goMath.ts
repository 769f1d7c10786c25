/** Go's `math` where it differs from JavaScript's `Math`. */

/**
 * 1 to the power of anything, and -1 to the power of ±Inf, is 1. Everything else is gone through bit by bit of the
 * exponent, and what rounding takes on the way is part of the result: 1.0000001 ^ 1.7e9 differs in the ninth digit, and
 * so would x ^ 10 % y.
 */
export function goPow(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1;
  if (exponent === 0.5 && base >= 0) return Math.sqrt(base);
  if (exponent === -0.5 && base >= 0) return 1 / Math.sqrt(base);
  if (base === 0 || !Number.isFinite(base) || !(Math.abs(exponent) < 2 ** 63)) return base ** exponent;
  return powBySquaring(base, exponent);
}

/** Squares beyond 2 to this power are infinite or zero in the end. */
const MAX_POWER_OF_TWO = 2 ** 12;

/** Powers of fraction and exponent apart; what is left of a broken exponent goes through the logarithm. */
function powBySquaring(base: number, exponent: number): number {
  let whole = Math.floor(Math.abs(exponent));
  let rest = Math.abs(exponent) - whole;
  if (rest !== 0 && base < 0) return Number.NaN;
  if (rest > 0.5) {
    rest--;
    whole++;
  }
  let product = rest === 0 ? 1 : goExp(rest * goLog(base));
  let productExponent = 0;
  const split = splitFloat(Math.abs(base));
  let square = base < 0 ? -split.fraction : split.fraction;
  let squareExponent = split.exponent;
  for (let bit = whole; bit > 0; bit = Math.floor(bit / 2)) {
    if (Math.abs(squareExponent) > MAX_POWER_OF_TWO) {
      productExponent += squareExponent;
      break;
    }
    if (bit % 2 === 1) {
      product *= square;
      productExponent += squareExponent;
    }
    square *= square;
    squareExponent *= 2;
    if (square < 0.5) {
      square *= 2;
      squareExponent--;
    }
  }
  return exponent < 0 ? scale(1 / product, -productExponent) : scale(product, productExponent);
}

/** value × 2^exponent, rounded once. */
function scale(value: number, exponent: number): number {
  let scaled = value;
  let left = exponent;
  for (; left > 1000; left -= 1000) scaled *= 2 ** 1000;
  for (; left < -1000; left += 1000) scaled *= 2 ** -1000;
  return scaled * 2 ** left;
}

/** The assembly of amd64 rounds x·log2(e) to a whole power of two, which is infinite from 1023.5 on. */
export function goExp(value: number): number {
  return value > 1023.5 * Math.LN2 ? Infinity : Math.exp(value);
}

/** By the arc tangent, which loses digits close to ±1. */
export function goAsin(value: number): number {
  const size = Math.abs(value);
  if (!(size > 0 && size <= 1)) return size === 0 ? value : Number.NaN;
  const root = Math.sqrt(1 - size * size);
  const angle = size > 0.7 ? Math.PI / 2 - Math.atan(root / size) : Math.atan(size / root);
  return value < 0 ? -angle : angle;
}

export function goAcos(value: number): number {
  return Math.PI / 2 - goAsin(value);
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
  return fraction === 0.5 ? exponent - 1 : exponent + Math.log(fraction) * Math.LOG2E;
}

export function goLog10(value: number): number {
  return goLog(value) * Math.LOG10E;
}

/** On amd64 the bits of a subnormal are taken as those of a normal number: ln(4e-320) is -709.09. */
export function goLog(value: number): number {
  if (!(value > 0 && value < SMALLEST_NORMAL)) return Math.log(value);
  return Math.log(0.5 + value * 2 ** 1021) - 1022 * Math.LN2;
}

/** Infinite from where e^x is, though half of it would still be a number. */
export function goSinh(value: number): number {
  return Math.abs(value) > HALVED_FROM ? Math.sign(value) * goExp(Math.abs(value)) * 0.5 : Math.sinh(value);
}

export function goCosh(value: number): number {
  return Math.abs(value) > HALVED_FROM ? goExp(Math.abs(value)) * 0.5 : Math.cosh(value);
}

/** Beyond it e^-x is lost in the rounding of e^x. */
const HALVED_FROM = 21;

const SMALLEST_NORMAL = 2 ** -1022;
const float = new Float64Array(1);
/** Sign, exponent and the first bits of the fraction; numbers are little-endian wherever Node runs. */
const words = new Uint32Array(float.buffer);

/** A positive finite value as fraction × 2^exponent with 0.5 ≤ fraction < 1. */
function splitFloat(value: number): { fraction: number; exponent: number } {
  const lifted = value < SMALLEST_NORMAL ? 52 : 0;
  float[0] = value * 2 ** lifted;
  const high = words[1] ?? 0;
  words[1] = (high & 0x800fffff) | (1022 << 20);
  return { fraction: float[0] ?? 0, exponent: ((high >>> 20) & 0x7ff) - 1022 - lifted };
}
