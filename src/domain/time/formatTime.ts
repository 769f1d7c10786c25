import { formatClock, formatDay, timeParts } from "./timeParts.ts";
import { twoDigits } from "./zone.ts";

/** "Tue 22 Oct 15:30", for tooltips; seconds and milliseconds where the instant has them or `atLeast` asks. */
export function formatTime(timeMs: number, zone: string, atLeast: "m" | "s" | "ms" = "m"): string {
  const parts = timeParts(timeMs, zone);
  return `${parts.dayName} ${formatDay(parts)} ${formatClock(parts, atLeast)}`;
}

/** "2024-10-22 15:30", sortable and read back by `parseTime` in the same zone; for fields, tables and exports. */
export function formatTimeIso(timeMs: number, zone: string): string {
  return `${formatDateIso(timeMs, zone)} ${formatClock(timeParts(timeMs, zone))}`;
}

/** "2024-10-22" */
export function formatDateIso(timeMs: number, zone: string): string {
  const parts = timeParts(timeMs, zone);
  return `${String(parts.year).padStart(4, "0")}-${twoDigits(parts.month)}-${twoDigits(parts.day)}`;
}
