import { cutZeros, formatNumber, READABLE_DIGITS } from "./formatNumber.ts";
import { formatValue, formatValueText, type FormatOptions } from "./formatValue.ts";
import { chooseScale } from "./unitScale.ts";
import { unitOf } from "./units.ts";

export interface ColumnFormat {
  /** Said once in the head of the column: "MiB". */
  readonly suffix: string;
  /** One scale and one precision for the whole column, so that figures line up: "13.90". NaN and ±Inf as words. */
  format(value: number): string;
}

/** How to print a column of values of one unit. */
export function formatColumn(
  values: Iterable<number>,
  unitId: string,
  options: FormatOptions = {},
): ColumnFormat {
  const unit = unitOf(unitId);
  if (unit.style === "boolean" || unit.style === "date" || unit.style === "duration") {
    return { suffix: "", format: (value) => formatValueText(value, unitId, options) };
  }
  const scaled = [...values].filter((value) => Number.isFinite(value)).map((value) => value * unit.factor);
  const largest = scaled.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const scale = chooseScale(unit, largest);
  const decimals = decimalsFor(scaled, scale.divisor, options.digits ?? READABLE_DIGITS);
  const format = (value: number) => {
    if (!Number.isFinite(value)) return formatValue(value, unitId).text;
    const shown = (value * unit.factor) / scale.divisor;
    const text = decimals === null ? formatNumber(shown) : shown.toFixed(decimals);
    return (Number(text) === 0 ? text.replace("-", "") : text) + scale.inline;
  };
  return { suffix: scale.suffix, format };
}

/** Enough decimals for the largest to have its digits, none when all are whole; null where an exponent is needed. */
function decimalsFor(scaled: readonly number[], divisor: number, digits: number): number | null {
  const shown = scaled.map((value) => Math.abs(value / divisor));
  const largest = shown.reduce((max, value) => Math.max(max, value), 0);
  if (largest >= 1e15 || (largest > 0 && largest < 1e-4)) return null;
  if (shown.every((value) => Number.isInteger(value))) return 0;
  const whole = largest < 1 ? 0 : Math.floor(Math.log10(largest)) + 1;
  const most = Math.min(8, Math.max(0, digits - whole));
  const longest = shown.map((value) => cutZeros(value.toFixed(most)).split(".")[1]?.length ?? 0);
  return longest.reduce((max, length) => Math.max(max, length), 0);
}
