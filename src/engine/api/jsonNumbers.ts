import { formatExact } from "../../domain/format/formatExact.ts";
import { formatGoFloat } from "../../domain/query/promql/goNumber.ts";

/** The value of a sample in JSON, with its quotes. */
export function jsonValue(value: number): string {
  // Most values are whole, and are written as they are.
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return `"${value}"`;
  return `"${formatExact(value)}"`;
}

/** A scalar in JSON, which Prometheus writes without an exponent (promql/value.go, Scalar.MarshalJSON). */
export const jsonScalar = (value: number): string => `"${formatGoFloat(value)}"`;

/** Epoch milliseconds as seconds: 1500 is 1.500, 2000 is 2 (MarshalTimestamp in the same file). */
export function jsonTime(timeMs: number): string {
  const ms = Math.abs(timeMs);
  const fraction = ms % 1000;
  const seconds = `${timeMs < 0 ? "-" : ""}${(ms - fraction) / 1000}`;
  return fraction === 0 ? seconds : `${seconds}.${String(fraction).padStart(3, "0")}`;
}
