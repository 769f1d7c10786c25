const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const INFINITE = /^[+-]?inf(?:inity)?$/i;
/** The exponent must be there. */
const HEXADECIMAL = /^([+-]?)0x(?=\.?[\da-f])([\da-f]*)\.?([\da-f]*)p([+-]?\d+)$/i;
const HEX_PREFIX = /^[+-]?0x/i;
/** Not between digits, or after 0x. */
const STRAY_IN_DECIMAL = /(?<!\d)_|_(?!\d)/;
const STRAY_IN_HEX = /(?<![\da-f]|0x)_|_(?![\da-f])/i;

/** A number as Go's `strconv.ParseFloat(text, 64)` reads it; null for what it refuses, `1e999` too. */
export function parseGoFloat(text: string): number | null {
  if (!text.includes("_")) return parsePlain(text);
  const stray = HEX_PREFIX.test(text) ? STRAY_IN_HEX : STRAY_IN_DECIMAL;
  return stray.test(text) ? null : parsePlain(text.replaceAll("_", ""));
}

function parsePlain(text: string): number | null {
  if (NUMBER.test(text)) return finite(Number(text));
  if (INFINITE.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  if (text.toLowerCase() === "nan") return Number.NaN;
  const [, sign, whole = "", fraction = "", power] = HEXADECIMAL.exec(text) ?? [];
  if (power === undefined) return null;
  const size = Number(`0x${whole}${fraction}`) * 2 ** (Number(power) - 4 * fraction.length);
  return finite(sign === "-" ? -size : size);
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
