import { toWallMs, twoDigits } from "./zone.ts";

const monthNames = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;
const dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

/** What the wall clock of a zone shows, as text parts; a 24 h clock and month names, so that no date can be read two ways. */
export interface TimeParts {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  readonly monthName: string;
  readonly day: number;
  readonly dayName: string;
  /** "15:30" */
  readonly clock: string;
  /** "07" */
  readonly seconds: string;
  /** "045" */
  readonly millis: string;
}

export function timeParts(timeMs: number, zone: string): TimeParts {
  const wall = new Date(toWallMs(timeMs, zone));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    monthName: monthNames[wall.getUTCMonth()] ?? "",
    day: wall.getUTCDate(),
    dayName: dayNames[wall.getUTCDay()] ?? "",
    clock: `${twoDigits(wall.getUTCHours())}:${twoDigits(wall.getUTCMinutes())}`,
    seconds: twoDigits(wall.getUTCSeconds()),
    millis: String(wall.getUTCMilliseconds()).padStart(3, "0"),
  };
}

/** "15:30", "15:30:07" or "15:30:07.045": as precise as the instant is, and at least `atLeast`. */
export function formatClock(parts: TimeParts, atLeast: "m" | "s" | "ms" = "m"): string {
  if (parts.millis !== "000" || atLeast === "ms") return `${parts.clock}:${parts.seconds}.${parts.millis}`;
  return parts.seconds !== "00" || atLeast === "s" ? `${parts.clock}:${parts.seconds}` : parts.clock;
}

/** "20 Oct" or, with the year, "20 Oct 2024" */
export function formatDay(parts: TimeParts, hasYear = false): string {
  return `${parts.day} ${parts.monthName}${hasYear ? ` ${parts.year}` : ""}`;
}
