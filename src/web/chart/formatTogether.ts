import { formatColumn, type ColumnFormat } from "../../domain/format/formatColumn.ts";
import { READABLE_DIGITS } from "../../domain/format/formatNumber.ts";
import { formatValueText, type FormatOptions } from "../../domain/format/formatValue.ts";

/** In one scale, what is smaller than the largest by more than this would read as zero: 2000 for four digits. */
const widestSpread = (digits: number) => 2 * 10 ** (digits - 1);

/** Values side by side: one scale and one precision where that shows them all, else each in its own unit. */
export function formatTogether(
  values: readonly number[],
  unit: string,
  options: FormatOptions,
): ColumnFormat {
  let least = Infinity;
  let largest = 0;
  for (const value of values) {
    const size = Math.abs(value);
    if (!Number.isFinite(size) || size === 0) continue;
    if (size < least) least = size;
    if (size > largest) largest = size;
  }
  const isNear = largest <= least * widestSpread(options.digits ?? READABLE_DIGITS);
  if (isNear) return formatColumn(values, unit, options);
  return { suffix: "", format: (value) => formatValueText(value, unit, options) };
}
