import { formatNs } from "../../../domain/frame/logs/formatNs.ts";
import { nsToMs } from "../../../domain/frame/logs/ns.ts";
import { formatDay, timeParts } from "../../../domain/time/timeParts.ts";
import { zoneLabel } from "../../../domain/time/zone.ts";

/** Length of "15:59:58.974475500" and, in it, of the digits below the millisecond. */
const CLOCK_LENGTH = 18;
const SUB_MS_DIGITS = 6;

export interface LineClock {
  /** "15:59:58.974" */
  readonly clock: string;
  /** "475500": the digits below, exactly as the source wrote them. */
  readonly subMs: string;
}

/** The wall clock of a line in a zone ("UTC" or an IANA name). */
export function lineClock(ns: string, zone: string): LineClock {
  const text = formatNs(ns, zone, "ns").slice(-CLOCK_LENGTH);
  return { clock: text.slice(0, -SUB_MS_DIGITS), subMs: text.slice(-SUB_MS_DIGITS) };
}

/** "15:59:58" */
export function lineSeconds(ns: string, zone: string): string {
  return formatNs(ns, zone, "s").slice(-"15:59:58".length);
}

/** "20 Nov, UTC" */
export function lineDay(ns: string, zone: string): string {
  const ms = nsToMs(ns);
  return `${formatDay(timeParts(ms, zone))}, ${zoneLabel(zone, ms)}`;
}

/** "20 Nov 2025 15:59:58.974475500 UTC", for names. */
export function lineTimeText(ns: string, zone: string): string {
  const { clock, subMs } = lineClock(ns, zone);
  const ms = nsToMs(ns);
  return `${formatDay(timeParts(ms, zone), true)} ${clock}${subMs} ${zoneLabel(zone, ms)}`;
}
