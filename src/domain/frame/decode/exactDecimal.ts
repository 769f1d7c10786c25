/**
 * Decimal → double without `Number()`, correctly rounded, for up to 17 significant digits.
 *
 * The digits are held as `head · 10^tailDigits + tail` with a head of at most 9 and a tail of at most 8 digits;
 * both parts are exact doubles, so the value is a double-double divided by a power of ten. The quotient carries
 * about 104 bits; Ziv's rounding test tells the rare case in which they do not suffice to round to 53
 * (A. Ziv, "Fast evaluation of elementary mathematical functions with correctly rounded last bit", 1991; the exact
 * product is T. J. Dekker's, 1971).
 */
const MAX_FRACTION_DIGITS = 44;

/** 10^k as a double and what that double lacks; the lack is 0 up to 10^22. */
const POWER = Float64Array.from({ length: MAX_FRACTION_DIGITS + 1 }, (_, k) => Number(`1e${k}`));
const POWER_REST = Float64Array.from({ length: MAX_FRACTION_DIGITS + 1 }, (_, k) =>
  Number(10n ** BigInt(k) - BigInt(POWER[k] as number)),
);
const UNIT = Float64Array.from({ length: MAX_FRACTION_DIGITS + 1 }, (_, k) => Number(`1e-${k}`));

/** Largest power of ten that is an exact double. */
const LAST_EXACT_POWER = 22;
/** Digits up to which an integer of digits is an exact double, and a decimal is always its own shortest text. */
export const FAST_DIGITS = 15;
/** More than the relative error of the quotient's low part. */
const ZIV = 1 + 2 ** -40;
const SPLITTER = 2 ** 27 + 1;

/** A decimal being read: the fields are plain numbers so that the hot loop allocates nothing. */
export interface DecimalDigits {
  head: number;
  tail: number;
  /** Significant digits in head and tail together. */
  digits: number;
  /** Digits after the decimal point. */
  fraction: number;
}

/** [0] the double, [1] digits − double (an error term of at most half a unit in the last place). */
const quotient = new Float64Array(2);

/**
 * The double nearest to the decimal, or NaN where the caller must fall back to `Number(text)`.
 * Needs digits ≤ 17.
 */
export function toDouble(decimal: DecimalDigits): number {
  const { head, tail, digits, fraction } = decimal;
  if (fraction > MAX_FRACTION_DIGITS) return NaN;
  const shift = digits > 9 ? digits - 9 : 0;
  const high = head * (POWER[shift] as number);
  if (digits <= FAST_DIGITS && fraction <= LAST_EXACT_POWER) {
    quotient[1] = 0;
    return (high + tail) / (POWER[fraction] as number);
  }
  return divide(high, tail, fraction) ? (quotient[0] as number) : NaN;
}

/** (high + low) / 10^k into `quotient`; false where the rounding is not certain. */
function divide(high: number, low: number, k: number): boolean {
  const sum = high + low;
  const rest = low - (sum - high);
  const power = POWER[k] as number;
  const first = sum / power;
  const product = first * power;
  const a = SPLITTER * first;
  const aHigh = a - (a - first);
  const aLow = first - aHigh;
  const b = SPLITTER * power;
  const bHigh = b - (b - power);
  const bLow = power - bHigh;
  const productRest = aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
  const remainder = sum - product - productRest - first * (POWER_REST[k] as number) + rest;
  const second = remainder / power;
  const value = first + second;
  const error = second - (value - first);
  quotient[0] = value;
  quotient[1] = error;
  return value + error * ZIV === value;
}

/**
 * After `toDouble` of 16 or 17 digits: true when the text is certainly the shortest one for its double, which is
 * what `formatExact` would print: no decimal with one digit less rounds to the same double, and no neighbour
 * with as many digits is nearer. False means "compare the texts".
 */
export function isCertainlyShortest(value: number, lastDigit: number, fraction: number): boolean {
  const error = quotient[1] as number;
  const unit = UNIT[fraction] as number;
  if (lastDigit === 0 || Math.abs(error) > 0.4999 * unit) return false;
  const below = (error - lastDigit * unit) * 0.9999999;
  const above = (error + (10 - lastDigit) * unit) * 0.9999999;
  return value + below !== value && value + above !== value;
}
