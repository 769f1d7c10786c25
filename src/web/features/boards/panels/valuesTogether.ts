import { groupDigits } from "../../../../domain/format/groupDigits.ts";
import type { FormattedValue } from "../../../../domain/format/formatValue.ts";
import { formatTogether } from "../../../chart/formatTogether.ts";

/** Values that stand in one column: as many digits as a lone number has, the same decimals for all, thousands apart. */
export function valuesTogether(
  values: readonly number[],
  unit: string,
  zone: string,
): (value: number) => FormattedValue {
  // People count; "k" is for axes.
  const counted = unit === "" || unit === "none" ? "plain" : unit;
  const { format, suffix } = formatTogether(values, counted, { zone, digits: 3 });
  return (value) => ({ text: groupDigits(format(value)), suffix });
}
