import { formatClock, formatDay, timeParts } from "./timeParts.ts";
import { twoDigits } from "./zone.ts";

/** "Tue 22 Oct 15:30", for tooltips; seconds and milliseconds where the instant has them or `atLeast` asks. */
export function formatTime(timeMs: number, zone: string, atLeast: "m" | "s" | "ms" = "m"): string {
  const parts = timeParts(timeMs, zone);
  return `${parts.dayName} ${formatDay(parts)} ${formatClock(parts, atLeast)}`;
}

/**
 * "2024-10-22 15:30", sortable and read back by `parseTime` in the same zone; for fields, tables and exports. Seconds
 * and milliseconds where the instant has them or `atLeast` asks.
 */
export function formatTimeIso(timeMs: number, zone: string, atLeast: "m" | "s" | "ms" = "m"): string {
  return `${formatDateIso(timeMs, zone)} ${formatClock(timeParts(timeMs, zone), atLeast)}`;
}

/** How fine all of these instants are told in one column, so that they stand under each other. */
export function finestOf(timesMs: Iterable<number>): "m" | "s" | "ms" {
  let finest: "m" | "s" = "m";
  for (const timeMs of timesMs) {
    if (timeMs % 1000 !== 0) return "ms";
    if (timeMs % 60_000 !== 0) finest = "s";
  }
  return finest;
}

/** "2024-10-22" */
export function formatDateIso(timeMs: number, zone: string): string {
  const parts = timeParts(timeMs, zone);
  return `${String(parts.year).padStart(4, "0")}-${twoDigits(parts.month)}-${twoDigits(parts.day)}`;
}
