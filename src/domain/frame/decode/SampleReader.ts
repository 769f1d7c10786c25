import { FAST_DIGITS, isCertainlyShortest, toDouble, type DecimalDigits } from "./exactDecimal.ts";

/** Below it `formatExact` writes an exponent. */
const SMALLEST_PLAIN = 1e-6;
const THOUSANDTHS = [1000, 100, 10, 1];
/** Digits that fit into the two integers of `DecimalDigits`. */
const MAX_DIGITS = 17;

/**
 * Reads one sample of the spelling every Prometheus writes, `[1700000000.123,"-12.5"]`, and nothing else: any
 * other byte (a space, `e+22`, `+Inf`) makes `read` return false and leaves the sample to the general path.
 * Results stand in fields, so that 700,000 samples allocate nothing.
 */
export class SampleReader {
  /** Offset after the closing bracket. */
  end = 0;
  timeMs = 0;
  value = 0;
  /** True when the text can be rebuilt from the double, and the value is no NaN. */
  isPlain = true;
  #textStart = 0;
  #textEnd = 0;
  readonly #decimal: DecimalDigits = { head: 0, tail: 0, digits: 0, fraction: 0 };

  read(bytes: Uint8Array, at: number): boolean {
    if (bytes[at] !== 91) return false;
    const afterTime = this.#readTime(bytes, at + 1);
    if (afterTime < 0 || bytes[afterTime] !== 44 || bytes[afterTime + 1] !== 34) return false;
    const p = this.#readValue(bytes, afterTime + 2);
    if (p < 0 || bytes[p] !== 34 || bytes[p + 1] !== 93) return false;
    this.#textStart = afterTime + 2;
    this.#textEnd = p;
    this.end = p + 2;
    return true;
  }

  /** The value as it was written. */
  text(bytes: Uint8Array): string {
    let text = "";
    for (let i = this.#textStart; i < this.#textEnd; i++) text += String.fromCharCode(bytes[i] as number);
    return text;
  }

  /** Seconds with at most three decimals → `timeMs`; returns the offset after them or −1. */
  #readTime(bytes: Uint8Array, at: number): number {
    let p = at;
    let seconds = 0;
    for (let d = (bytes[p] as number) - 48; d >= 0 && d <= 9; d = (bytes[++p] as number) - 48) {
      seconds = seconds * 10 + d;
    }
    const digits = p - at;
    if (digits === 0 || digits > 12 || (digits > 1 && bytes[at] === 48)) return -1;
    let thousandths = 0;
    if (bytes[p] === 46) {
      const start = ++p;
      for (let d = (bytes[p] as number) - 48; d >= 0 && d <= 9; d = (bytes[++p] as number) - 48) {
        thousandths = thousandths * 10 + d;
      }
      const decimals = p - start;
      if (decimals === 0 || decimals > 3) return -1;
      thousandths *= THOUSANDTHS[decimals] as number;
    }
    this.timeMs = seconds * 1000 + thousandths;
    return p;
  }

  /** A plain decimal or NaN → `value`; returns the offset after it or −1. */
  #readValue(bytes: Uint8Array, at: number): number {
    const isNegative = bytes[at] === 45;
    const start = isNegative ? at + 1 : at;
    const decimal = this.#decimal;
    const end = scanDecimal(bytes, start, decimal);
    if (end < 0) {
      if (bytes[at] !== 78 || bytes[at + 1] !== 97 || bytes[at + 2] !== 78) return -1;
      this.value = NaN;
      this.isPlain = false;
      return at + 3;
    }
    const hasExponent = bytes[end] === 101;
    const after = hasExponent ? scanExponent(bytes, end + 1, decimal) : end;
    if (after < 0) return -1;
    const value = toDouble(decimal);
    if (Number.isNaN(value)) return -1;
    const lastDigit = (bytes[end - 1] as number) - 48;
    // Exponents begin below 10^-6, with one digit before the point (see `formatExact`).
    const isUsualForm = hasExponent
      ? value < SMALLEST_PLAIN && value > 0
      : value >= SMALLEST_PLAIN || value === 0;
    const endsWell = lastDigit !== 0 || (!hasExponent && decimal.fraction === 0);
    const isShortest =
      decimal.digits <= FAST_DIGITS
        ? !isNegative || value !== 0
        : decimal.fraction > 0 && isCertainlyShortest(value, lastDigit, decimal.fraction);
    this.isPlain = isUsualForm && endsWell && isShortest;
    this.value = isNegative ? -value : value;
    return after;
  }
}

/** Two digits after `e-`, as every double from 10^-99 up is written, onto `decimal.fraction`; −1 for anything else. */
function scanExponent(bytes: Uint8Array, at: number, decimal: DecimalDigits): number {
  const tens = (bytes[at + 1] as number) - 48;
  const ones = (bytes[at + 2] as number) - 48;
  if (bytes[at] !== 45 || !(tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9)) return -1;
  // One digit before the point, else the spelling is not the usual one.
  if (decimal.fraction > 0 && decimal.digits !== decimal.fraction + 1) return -1;
  if (decimal.fraction === 0 && decimal.digits !== 1) return -1;
  decimal.fraction += tens * 10 + ones;
  return at + 3;
}

/** Digits with an optional point into `decimal`; −1 for anything `toDouble` does not take. */
function scanDecimal(bytes: Uint8Array, start: number, decimal: DecimalDigits): number {
  let head = 0;
  let tail = 0;
  let digits = 0;
  let p = start;
  let pointAt = -1;
  for (;;) {
    const d = (bytes[p] as number) - 48;
    if (d >= 0 && d <= 9) {
      if (digits < 9) head = head * 10 + d;
      else tail = tail * 10 + d;
      if (digits > 0 || d > 0) digits++;
      if (digits > MAX_DIGITS) return -1;
    } else if (d === -2 && pointAt < 0) pointAt = p;
    else break;
    p++;
  }
  const whole = (pointAt < 0 ? p : pointAt) - start;
  if (whole === 0 || (whole > 1 && bytes[start] === 48)) return -1;
  const fraction = pointAt < 0 ? 0 : p - pointAt - 1;
  if (pointAt >= 0 && fraction === 0) return -1;
  decimal.head = head;
  decimal.tail = tail;
  decimal.digits = digits;
  decimal.fraction = fraction;
  return p;
}
