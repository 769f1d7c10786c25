import { formatDateIso } from "../../time/formatTime.ts";
import { formatClock, timeParts } from "../../time/timeParts.ts";
import { decimals, splitSecond } from "./ns.ts";

export type NsPrecision = "s" | "ms" | "us" | "ns";
const FRACTION_DIGITS: Readonly<Record<NsPrecision, number>> = { s: 0, ms: 3, us: 6, ns: 9 };

/** "2024-10-22 15:30:07.123456789", cut (never rounded) to `precision`; read back by `parseTime` in the same zone. */
export function formatNs(ns: string, zone: string, precision: NsPrecision = "ms"): string {
  const { secondMs, fraction } = splitSecond(ns);
  const clock = formatClock(timeParts(secondMs, zone), "s");
  return `${formatDateIso(secondMs, zone)} ${clock}${decimals(fraction.slice(0, FRACTION_DIGITS[precision]))}`;
}
