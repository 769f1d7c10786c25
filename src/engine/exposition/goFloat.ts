import { parseGoFloat } from "../../domain/query/promql/parseGoFloat.ts";
import { openMetricsFloat } from "../labels/openMetricsFloat.ts";
import { LineProblem, quoteBit } from "./ExpositionError.ts";

/** Whole numbers of up to this many digits are exact as they are read digit by digit. */
const EXACT_DIGITS = 15;
const ZERO = 48;

/**
 * The number in text[start, end) by the rules of Go's strconv.ParseFloat, less what Prometheus takes out ("p", "P",
 * "_": no hexadecimal floats, no digit groups). A number too large for a double is an error, not an infinity.
 */
export function readFloat(text: string, start: number, end: number): number {
  if (end - start <= EXACT_DIGITS) {
    let whole = 0;
    let at = start;
    for (; at < end; at++) {
      const digit = text.charCodeAt(at) - ZERO;
      if (digit < 0 || digit > 9) break;
      whole = whole * 10 + digit;
    }
    if (at === end && at > start) return whole;
  }
  return parseFloatOf(text.slice(start, end));
}

function parseFloatOf(text: string): number {
  const value = /[pP_]/.test(text) ? null : parseGoFloat(text);
  if (value !== null) return value;
  const isTooLarge = Math.abs(Number(text)) === Infinity && /\d/.test(text);
  throw new LineProblem(
    isTooLarge
      ? `${quoteBit(text)} is out of the range of a 64-bit float`
      : `${quoteBit(text)} is not a number`,
  );
}

/**
 * The value of a `le` or `quantile` label as OpenMetrics writes numbers: "1.0" for "1". Prometheus 3 does so for both
 * formats. What is no number stays as it is.
 */
export function canonicalBound(text: string): string {
  try {
    return openMetricsFloat(parseFloatOf(text));
  } catch {
    return text;
  }
}
