import { withoutTrailingZeros } from "../../format/withoutTrailingZeros.ts";

/**
 * Nanoseconds since the epoch as decimal digits, without leading zeros: 1748304000123456789 is above 2⁵³, and as a
 * number it would be 1748304000123456800.
 */
const PLAIN = /^(?:0|-?[1-9]\d{0,20})$/;
const NS_PER_MS = 1_000_000n;
const NS_PER_SECOND = 1_000_000_000n;

/** The one spelling of a nanosecond timestamp, so that equal moments are equal texts; null where it is none. */
export function readNs(text: string): string | null {
  if (PLAIN.test(text)) return text;
  return /^-?\d{1,40}$/.test(text) ? BigInt(text).toString() : null;
}

/** Order of two timestamps as `readNs` gives them: negative, 0 or positive. */
export function compareNs(a: string, b: string): number {
  if (a === b) return 0;
  if (a.length === b.length && !a.startsWith("-") && !b.startsWith("-")) return a < b ? -1 : 1;
  return BigInt(a) < BigInt(b) ? -1 : 1;
}

/** Milliseconds with a fraction: exact to the microsecond or so, enough for an axis, not for a request. */
export function nsToMs(ns: string): number {
  const exact = BigInt(ns);
  return Number(exact / NS_PER_MS) + Number(exact % NS_PER_MS) / 1e6;
}

export function msToNs(ms: number): string {
  const whole = Math.floor(ms);
  return (BigInt(whole) * NS_PER_MS + BigInt(Math.round((ms - whole) * 1e6))).toString();
}

export function addNs(ns: string, delta: bigint): string {
  return (BigInt(ns) + delta).toString();
}

/** "2024-10-22T13:30:07.12Z": RFC 3339 in UTC without trailing zeros, as Go's RFC3339Nano. */
export function nsToIso(ns: string): string {
  const { secondMs, fraction } = splitSecond(ns);
  return `${new Date(secondMs).toISOString().slice(0, -5)}${decimals(withoutTrailingZeros(fraction))}Z`;
}

/** What is sent: 19 digits, since Loki takes up to 10 digits for seconds (grafana/loki:pkg/loghttp/params.go). */
export function requestNs(ns: string): string {
  return ns.startsWith("-") ? "0".repeat(19) : ns.padStart(19, "0");
}

/** "123" → ".123", nothing for no digits. */
export const decimals = (digits: string): string => (digits === "" ? "" : `.${digits}`);

/** A timestamp as a whole second and nine digits. */
export function splitSecond(ns: string): { secondMs: number; fraction: string } {
  const exact = BigInt(ns);
  const rest = ((exact % NS_PER_SECOND) + NS_PER_SECOND) % NS_PER_SECOND;
  return { secondMs: Number((exact - rest) / NS_PER_MS), fraction: rest.toString().padStart(9, "0") };
}
