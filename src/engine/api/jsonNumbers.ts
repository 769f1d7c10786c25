/** A sample's value as Prometheus writes it in JSON, with its quotes (util/jsonutil/marshal.go, MarshalFloat). */
export function jsonValue(value: number): string {
  // Shortest digits, an exponent below 1e-6 and from 1e21 on: JavaScript's own choice, but for these.
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return Object.is(value, -0) ? '"-0"' : `"${value}"`;
  if (Number.isNaN(value)) return '"NaN"';
  if (!Number.isFinite(value)) return value > 0 ? '"+Inf"' : '"-Inf"';
  const text = String(value);
  const exponentAt = text.indexOf("e");
  if (exponentAt < 0 || text.length - exponentAt > 3) return `"${text}"`;
  // 1e-7 is 1e-07 there.
  return `"${text.slice(0, exponentAt + 2)}0${text.slice(exponentAt + 2)}"`;
}

/** Epoch milliseconds as seconds: 1500 is 1.500, 2000 is 2 (MarshalTimestamp in the same file). */
export function jsonTime(timeMs: number): string {
  const ms = Math.abs(timeMs);
  const fraction = ms % 1000;
  const seconds = `${timeMs < 0 ? "-" : ""}${(ms - fraction) / 1000}`;
  return fraction === 0 ? seconds : `${seconds}.${String(fraction).padStart(3, "0")}`;
}
