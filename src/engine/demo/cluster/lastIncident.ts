import { HOUR_S, MINUTE_S } from "../core/weekTime.ts";
import type { HourlyIncident } from "./calendar.ts";
import { hourlyIncident, INCIDENT_MINUTE } from "./calendar.ts";

/** Until then it shows too little to be asked about. */
const SEEN_AFTER_S = 2 * MINUTE_S;

/** The newest incident of the hourly ones that can be seen: at most an hour and two minutes ago. */
export function lastIncident(nowMs: number): { readonly kind: HourlyIncident; readonly atMs: number } {
  const offsetS = INCIDENT_MINUTE * MINUTE_S;
  const hours = Math.floor((nowMs / 1_000 - offsetS - SEEN_AFTER_S) / HOUR_S);
  const hourOfDay = ((hours % 24) + 24) % 24;
  return { kind: hourlyIncident(hourOfDay), atMs: (hours * HOUR_S + offsetS) * 1_000 };
}
