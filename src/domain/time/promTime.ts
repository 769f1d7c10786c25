const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/;
const DURATION =
  /^(?:(\d{1,12})y)?(?:(\d{1,12})w)?(?:(\d{1,12})d)?(?:(\d{1,12})h)?(?:(\d{1,12})m)?(?:(\d{1,12})s)?(?:(\d{1,12})ms)?$/;
const UNIT_SECONDS = [365 * 86_400, 7 * 86_400, 86_400, 3_600, 60, 1, 0.001];

/** What Go clients send for "since ever" and "for ever" (web/api/v1/api.go: minTimeFormatted, maxTimeFormatted). */
const EVER: Readonly<Record<string, number>> = {
  "-292273086-05-16T16:47:06Z": Number.MIN_SAFE_INTEGER,
  "292277025-08-18T07:12:54.999999999Z": Number.MAX_SAFE_INTEGER,
};

/** Unix seconds of a time as Prometheus accepts it (seconds with a fraction, or RFC 3339), or null. */
export function promTimeSeconds(text: string): number | null {
  if (DECIMAL.test(text)) {
    const seconds = Number(text);
    return Number.isFinite(seconds) ? seconds : null;
  }
  if (RFC3339.test(text)) {
    const ms = Date.parse(text);
    return Number.isNaN(ms) ? null : ms / 1000;
  }
  return EVER[text] ?? null;
}

/** Seconds of a duration as Prometheus accepts it (a number of seconds, or "1h30m"), or null. */
export function promDurationSeconds(text: string): number | null {
  const seconds = DECIMAL.test(text) ? Number(text) : unitsOf(text);
  return seconds !== null && Math.abs(seconds) <= MAX_DURATION_SECONDS ? seconds : null;
}

/** Go's 2^63 nanoseconds. */
const MAX_DURATION_SECONDS = 2 ** 63 / 1e9;

function unitsOf(text: string): number | null {
  const parts = text === "" ? null : DURATION.exec(text);
  if (parts === null) return null;
  return UNIT_SECONDS.reduce((total, unit, i) => total + unit * Number(parts[i + 1] ?? 0), 0);
}
