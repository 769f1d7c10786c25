import { formatClock, formatDay, timeParts } from "../../domain/time/timeParts.ts";
import { preferences } from "./preferences.ts";
import { zoneName } from "./zoneName.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** "18 Nov 13:47 UTC", with the year where it is another one; in the zone this reader likes. */
export function momentText(timeMs: number, nowMs: number): string {
  const zone = zoneName(preferences.get().zone);
  const parts = timeParts(timeMs, zone);
  const hasYear = parts.year !== timeParts(nowMs, zone).year;
  return `${formatDay(parts, hasYear)} ${formatClock({ ...parts, seconds: "00", millis: "000" })} ${zone === "UTC" || zone === "Etc/UTC" ? "UTC" : zone}`;
}

/** "18 Nov", with the year where it is another one. */
export function dayText(timeMs: number, nowMs: number): string {
  const zone = zoneName(preferences.get().zone);
  const parts = timeParts(timeMs, zone);
  return formatDay(parts, parts.year !== timeParts(nowMs, zone).year);
}

const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`;

const HOUR_MINUTES = 60;
const DAY_HOURS = 24;

/** To the nearest: what was made for 30 days some minutes ago ends in 30 days, and 60 minutes are one hour. */
function spanText(spanMs: number): string {
  const minutes = Math.max(1, Math.round(spanMs / MINUTE_MS));
  if (minutes < HOUR_MINUTES) return counted(minutes, "minute");
  const hours = Math.round(spanMs / HOUR_MS);
  return hours < DAY_HOURS ? counted(hours, "hour") : counted(Math.round(spanMs / DAY_MS), "day");
}

/** "just now", "3 days ago" */
export function agoText(timeMs: number, nowMs: number): string {
  return nowMs - timeMs < MINUTE_MS ? "just now" : `${spanText(nowMs - timeMs)} ago`;
}

/** "in 30 days", or "now" when there is nothing left of it. */
export function untilText(timeMs: number, nowMs: number): string {
  return timeMs - nowMs < MINUTE_MS ? "now" : `in ${spanText(timeMs - nowMs)}`;
}
