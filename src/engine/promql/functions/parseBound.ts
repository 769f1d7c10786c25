const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const INFINITE = /^[+-]?inf(?:inity)?$/i;

/** The value of a label `le` as Go's ParseFloat reads it (but for hexadecimal); null for what it refuses, `1e999` too. */
export function parseBound(text: string): number | null {
  if (NUMBER.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : null;
  }
  if (INFINITE.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  return text.toLowerCase() === "nan" ? Number.NaN : null;
}
