import { parseGoFloat } from "../query/promql/parseGoFloat.ts";

/** As Go reads it: capital letters only, a comma may stand for the point. */
const RFC3339 = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
const DURATION =
  /^(?:(\d{1,12})y)?(?:(\d{1,12})w)?(?:(\d{1,12})d)?(?:(\d{1,12})h)?(?:(\d{1,12})m)?(?:(\d{1,12})s)?(?:(\d{1,12})ms)?$/;
const DAY_MS = 86_400_000;
const UNIT_MS = [365 * DAY_MS, 7 * DAY_MS, DAY_MS, 3_600_000, 60_000, 1_000, 1];

/** What Go clients send for "since ever" and "for ever" (web/api/v1/api.go: minTimeFormatted, maxTimeFormatted). */
const EVER: Readonly<Record<string, number>> = {
  "-292273086-05-16T16:47:06Z": Number.MIN_SAFE_INTEGER,
  "292277025-08-18T07:12:54.999999999Z": Number.MAX_SAFE_INTEGER,
};

/** Unix seconds of a time as Prometheus accepts it (seconds with a fraction, or RFC 3339), or null. */
export function promTimeSeconds(text: string): number | null {
  const seconds = parseGoFloat(text);
  if (seconds !== null) return Number.isFinite(seconds) ? seconds : null;
  const [, date] = RFC3339.exec(text) ?? [];
  if (date === undefined) return EVER[text] ?? null;
  const ms = isDate(date) ? Date.parse(text.replace(",", ".")) : NaN;
  return Number.isNaN(ms) ? null : ms / 1000;
}

/** JavaScript makes the first of March of February 30. */
function isDate(date: string): boolean {
  const midnightMs = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(midnightMs) && new Date(midnightMs).toISOString().startsWith(date);
}

/** Milliseconds, in steps of a nanosecond, of a duration as Prometheus accepts it (a number of seconds, or "1h30m"), or null. */
export function promDurationMs(text: string): number | null {
  // Go cuts a number to nanoseconds: 1.001 is 1000.999999 ms, while 1s1ms is 1001 ms.
  const seconds = parseGoFloat(text);
  const ms = seconds === null ? unitsMs(text) : Math.trunc(seconds * 1e9) / 1e6;
  return ms !== null && Math.abs(ms) <= MAX_DURATION_MS ? ms : null;
}

/** Go's 2^63 nanoseconds. */
const MAX_DURATION_MS = 2 ** 63 / 1e6;

function unitsMs(text: string): number | null {
  const parts = text === "" ? null : DURATION.exec(text);
  if (parts === null) return null;
  return UNIT_MS.reduce((total, unit, i) => total + unit * Number(parts[i + 1] ?? 0), 0);
}
