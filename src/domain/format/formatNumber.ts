/** Digits a reader compares at a glance; the exact value is in the table and the exports. */
export const READABLE_DIGITS = 4;

const SMALLEST_PLAIN = 1e-4;
const LARGEST_PLAIN = 1e15;

/** A finite number with so many significant digits, zeros at the end cut: 73.53, 0.0012, 12346, 2e-7. */
export function formatNumber(value: number, digits = READABLE_DIGITS): string {
  const size = Math.abs(value);
  if (value === 0) return "0";
  if (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN) return formatExponent(value, digits);
  const whole = Math.floor(Math.log10(size)) + 1;
  return cutZeros(value.toFixed(Math.min(100, Math.max(0, digits - whole))));
}

/** 1.5e+21 → "1.5e21" */
export function formatExponent(value: number, digits: number): string {
  const [mantissa = "", exponent = ""] = value.toExponential(Math.max(0, digits - 1)).split("e");
  return `${cutZeros(mantissa)}e${exponent.replace("+", "")}`;
}

export function cutZeros(text: string): string {
  const cut = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return cut === "-0" ? "0" : cut;
}
