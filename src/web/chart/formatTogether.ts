import { formatColumn, type ColumnFormat } from "../../domain/format/formatColumn.ts";
import { formatValueText } from "../../domain/format/formatValue.ts";

/** In one scale, what is this much smaller than the largest would read as zero. */
const WIDEST_SPREAD = 2000;

/** Values side by side: one scale and one precision where that shows them all, else each in its own unit. */
export function formatTogether(values: readonly number[], unit: string, zone: string): ColumnFormat {
  let least = Infinity;
  let largest = 0;
  for (const value of values) {
    const size = Math.abs(value);
    if (!Number.isFinite(size) || size === 0) continue;
    if (size < least) least = size;
    if (size > largest) largest = size;
  }
  if (largest <= least * WIDEST_SPREAD) return formatColumn(values, unit, { zone });
  return { suffix: "", format: (value) => formatValueText(value, unit, { zone }) };
}
