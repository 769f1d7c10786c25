import { addUnits, endOfUnit, startOfUnit, type TimeUnit } from "./calendar.ts";
import { fromWallMs } from "./zone.ts";

export interface TimeContext {
  readonly nowMs: number;
  /** "UTC" or an IANA name; times without a zone of their own are read in it. */
  readonly zone: string;
  /** For a "to": `/d` is the end of the day, and a doubled hour its second occurrence. */
  readonly roundUp?: boolean;
}

/** Instants outside are nonsense: before 1970, or more than 14 digits of milliseconds (year 5138). */
const LAST_MS = 1e14 - 1;

/**
 * Date maths (`now-1d/d`), ISO 8601 with or without zone, `2024-10-20 00:00`, or a pasted epoch, to epoch
 * milliseconds; null when it is none of these. The end of a rounded unit is the start of the next one.
 */
export function parseTime(text: string, context: TimeContext): number | null {
  const trimmed = text.trim();
  const timeMs = parseEpoch(trimmed) ?? parseDateMaths(trimmed, context) ?? parseIso(trimmed, context);
  return timeMs !== null && timeMs >= 0 && timeMs <= LAST_MS ? Math.floor(timeMs) : null;
}

/** Whether a text follows the clock: "now", "now-6h", "now/d". */
export function isRelativeTime(text: string): boolean {
  return /^\s*now/i.test(text);
}

/** An instant as text that `parseTime` reads back exactly; padded, since fewer than 12 digits are seconds. */
export function epochText(timeMs: number): string {
  return String(Math.min(Math.max(Math.round(timeMs), 0), LAST_MS)).padStart(12, "0");
}

/** Seconds (9 to 11 digits, perhaps with a fraction), milliseconds (12–14), microseconds (15–17), nanoseconds (18–20). */
function parseEpoch(text: string): number | null {
  const match = /^(\d{9,20})(\.\d{1,9})?$/.exec(text);
  if (!match?.[1]) return null;
  const digits = match[1].length;
  if (match[2] !== undefined) return digits <= 11 ? Number(text) * 1000 : null;
  if (digits <= 11) return Number(text) * 1000;
  const dropped = digits <= 14 ? 0 : digits <= 17 ? 3 : 6;
  return Number(text.slice(0, digits - dropped));
}

const DATE_MATHS = /^now(?:[+-](?:\d{1,6}(?:ms|[smhdwMQy]))+|\/[smhdwMQy])*$/;

/** "now-1d/d", "now-1h30m", "now/w+8h" */
function parseDateMaths(text: string, context: TimeContext): number | null {
  if (!DATE_MATHS.test(text)) return null;
  let timeMs = context.nowMs;
  let sign = 1;
  for (const [, operator, count, unit] of text.matchAll(/([+\-/])?(\d*)(ms|[smhdwMQy])/g)) {
    const at = { unit: unit as TimeUnit, zone: context.zone };
    if (operator === "-" || operator === "+") sign = operator === "-" ? -1 : 1;
    if (operator === "/") timeMs = (context.roundUp ? endOfUnit : startOfUnit)(timeMs, at.unit, at.zone);
    else timeMs = addUnits(timeMs, sign * Number(count), at);
    // Far outside what a Date can hold, where calendar maths would give NaN.
    if (!(Math.abs(timeMs) < 8e15)) return null;
  }
  return timeMs;
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/i;

function parseIso(text: string, context: TimeContext): number | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
  // 24:00 is the midnight that ends a day (ISO 8601); 60 seconds is a leap second.
  if (minute > 59 || second > 60 || hour * 3600 + minute * 60 + second > 86_400) return null;
  const fractionMs = Math.floor(Number(`0.${match[7] ?? 0}`) * 1000);
  const wallMs = midnight.getTime() + (hour * 3600 + minute * 60 + second) * 1000 + fractionMs;
  const zone = match[8];
  return zone === undefined ? fromWallMs(wallMs, context.zone, context.roundUp) : wallMs - zoneOffsetMs(zone);
}

/** "Z", "UTC", "+02", "+0200", "-03:30" */
function zoneOffsetMs(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!match) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) * 60_000;
}
