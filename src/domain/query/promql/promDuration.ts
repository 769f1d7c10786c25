import { durationUnits, parseDuration } from "../../time/duration.ts";

/** Longest Go duration, 2^63-1 ns, in whole milliseconds. */
const MAX_MS = 9_223_372_036_854;

/** Milliseconds of a literal such as `1h30m`; null when it is none or longer than Go can hold (292 years). */
export function parsePromDuration(text: string): number | null {
  const totalMs = /[a-z]$/.test(text) ? parseDuration(text) : null;
  return totalMs !== null && totalMs <= MAX_MS ? totalMs : null;
}

/**
 * Canonical text: 90000 is "1m30s". Years and weeks only where nothing remains (90d, not 12w6d);
 * unlike `formatDuration` of domain/time it prints 36 hours as the server does, `1d12h`.
 */
export function formatPromDuration(ms: number): string {
  if (ms === 0) return "0s";
  let rest = Math.abs(ms);
  let text = "";
  for (const { name, ms: unitMs } of durationUnits) {
    const isExactOnly = name === "y" || name === "w";
    if (rest < unitMs || (isExactOnly && rest % unitMs !== 0)) continue;
    text += `${Math.floor(rest / unitMs)}${name}`;
    rest %= unitMs;
  }
  return ms < 0 ? `-${text}` : text;
}

/** Go keeps a duration literal as float seconds, whole seconds plus nanoseconds over 1e9. */
export function goSeconds(ms: number): number {
  return Math.floor(ms / 1000) + ((ms % 1000) * 1e6) / 1e9;
}

/** Milliseconds of a count of nanoseconds, cut towards zero as Go's int64 division does. */
export function msOfNanoseconds(nanoseconds: number): number {
  return Number(BigInt(Math.trunc(nanoseconds)) / 1_000_000n);
}
