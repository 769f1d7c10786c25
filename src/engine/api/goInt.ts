const MAX_INT = 2n ** 63n - 1n;
const MIN_INT = -(2n ** 63n);

/** A whole number as Go's strconv.Atoi reads it, or why it is none. */
export function parseGoInt(text: string): number | "invalid syntax" | "value out of range" {
  if (!/^[+-]?\d+$/.test(text)) return "invalid syntax";
  const value = BigInt(text.replace("+", ""));
  return value > MAX_INT || value < MIN_INT ? "value out of range" : Number(value);
}
