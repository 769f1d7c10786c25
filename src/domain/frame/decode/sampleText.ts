import { formatExact } from "../../format/formatExact.ts";

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * A sample value as text → its double; `undefined` where it is no number of the Prometheus API ("", "abc",
 * "0x1p3"). "1e309" is beyond a double and becomes Infinity; the caller keeps its text.
 */
export function parseSampleText(text: string): number | undefined {
  if (DECIMAL.test(text)) return Number(text);
  if (text === "NaN") return NaN;
  if (text === "+Inf" || text === "Inf") return Infinity;
  return text === "-Inf" ? -Infinity : undefined;
}

/** True where the text can be rebuilt from the double, so that keeping it would be a waste. */
export function isRebuildable(text: string, value: number): boolean {
  return formatExact(value) === text;
}
