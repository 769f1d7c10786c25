import { fromWallMs, toWallMs } from "./zone.ts";

/** Units of date maths as Grafana and Prometheus users type them; `M` is a month, `m` a minute. Weeks start on Monday. */
export type TimeUnit = "ms" | "s" | "m" | "h" | "d" | "w" | "M" | "Q" | "y";

const DAY_MS = 86_400_000;
const fixedMs: Partial<Record<TimeUnit, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const monthsIn: Partial<Record<TimeUnit, number>> = { M: 1, Q: 3, y: 12 };

/** Moves an instant by whole units. Hours and below are elapsed time; days and above keep the wall clock across a clock change. */
export function addUnits(instantMs: number, count: number, at: { unit: TimeUnit; zone: string }): number {
  const fixed = fixedMs[at.unit];
  if (fixed !== undefined || count === 0) return instantMs + count * (fixed ?? 0);
  const wallMs = toWallMs(instantMs, at.zone);
  const months = monthsIn[at.unit];
  if (months !== undefined) return fromWallMs(addMonths(wallMs, count * months), at.zone);
  return fromWallMs(wallMs + count * (at.unit === "w" ? 7 : 1) * DAY_MS, at.zone);
}

/** The start of the unit an instant lies in, by the zone's wall clock. */
export function startOfUnit(instantMs: number, unit: TimeUnit, zone: string): number {
  const wallMs = toWallMs(instantMs, zone);
  const fixed = fixedMs[unit];
  // Not through the wall clock and back: the second 02:30 of a doubled hour stays the second one.
  if (fixed !== undefined) return instantMs - (wallMs - Math.floor(wallMs / fixed) * fixed);
  return fromWallMs(startOfWallUnit(wallMs, unit), zone);
}

/** The start of the next unit: the end of the one the instant lies in. */
export function endOfUnit(instantMs: number, unit: TimeUnit, zone: string): number {
  return addUnits(startOfUnit(instantMs, unit, zone), 1, { unit, zone });
}

function startOfWallUnit(wallMs: number, unit: TimeUnit): number {
  const dayMs = Math.floor(wallMs / DAY_MS) * DAY_MS;
  if (unit === "d") return dayMs;
  const day = new Date(dayMs);
  if (unit === "w") return dayMs - ((day.getUTCDay() + 6) % 7) * DAY_MS;
  const months = monthsIn[unit] ?? 1;
  return Date.UTC(day.getUTCFullYear(), Math.floor(day.getUTCMonth() / months) * months, 1);
}

/** 31 January plus one month is the last day of February. */
function addMonths(wallMs: number, count: number): number {
  const from = new Date(wallMs);
  const month = from.getUTCMonth() + count;
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const timeOfDay = wallMs - Math.floor(wallMs / DAY_MS) * DAY_MS;
  return Date.UTC(from.getUTCFullYear(), month, Math.min(from.getUTCDate(), lastDay)) + timeOfDay;
}
