import { tzOffset } from "@date-fns/tz/tzOffset";
import type { TimeZone } from "./TimeRange.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The IANA name behind a zone choice. `browserZone` is what the browser reports, read at the edge. */
export function resolveZone(zone: TimeZone, browserZone: string): string {
  if (zone === "utc") return "UTC";
  const name = zone === "browser" ? browserZone : zone;
  return isIanaZone(name) ? name : "UTC";
}

/** Whether the runtime knows this IANA name. Bare offsets ("+02:00") are refused: they have no daylight saving. */
export function isIanaZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/.test(name)) return false;
  try {
    return Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Milliseconds east of UTC at an instant: 7,200,000 for Paris in summer. An unknown zone counts as UTC. */
export function offsetMs(zone: string, instantMs: number): number {
  if (zone === "UTC") return 0;
  const minutes = tzOffset(zone, new Date(instantMs));
  return Number.isNaN(minutes) ? 0 : minutes * MINUTE_MS;
}

/** What a clock on the wall shows, as if it were UTC: read it with the getUTC… functions. */
export function toWallMs(instantMs: number, zone: string): number {
  return instantMs + offsetMs(zone, instantMs);
}

/**
 * The instant at which the wall clock shows `wallMs`. An hour that occurs twice gives its first occurrence, or its
 * second with `isLater`; an hour that does not exist gives the instant as far after the change ("02:30" → 03:30).
 */
export function fromWallMs(wallMs: number, zone: string, isLater = false): number {
  if (zone === "UTC") return wallMs;
  const before = wallMs - offsetMs(zone, wallMs - DAY_MS);
  const after = wallMs - offsetMs(zone, wallMs + DAY_MS);
  const fitting = [before, after].filter((instantMs) => toWallMs(instantMs, zone) === wallMs);
  if (fitting.length === 0) return before;
  return isLater ? Math.max(...fitting) : Math.min(...fitting);
}

/** "UTC", "UTC+02:00", "UTC−03:30": what the axis prints. */
export function zoneLabel(zone: string, instantMs: number): string {
  const offset = offsetMs(zone, instantMs);
  if (offset === 0) return "UTC";
  const minutes = Math.round(Math.abs(offset) / MINUTE_MS);
  return `UTC${offset < 0 ? "−" : "+"}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

export function twoDigits(part: number): string {
  return String(part).padStart(2, "0");
}
