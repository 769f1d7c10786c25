const WHOLE = /^-?\d{1,19}$/;
const DECIMAL = /^-?\d{1,12}\.\d{1,12}$/;
const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.(\d{1,9}))?(?:[Zz]|[+-]\d{2}:\d{2})$/;
/** Up to this many characters a whole number is seconds, above nanoseconds (loghttp/params.go, parseTimestamp). */
const SECONDS_LENGTH = 10;
const NS_PER_SECOND = 1_000_000_000n;

/**
 * Nanoseconds since 1970 of a time as Loki takes it: whole seconds, seconds with a fraction, nanoseconds, or RFC 3339
 * with up to nine digits of fraction. Null for anything else.
 */
export function logTimeNs(text: string): bigint | null {
  if (WHOLE.test(text)) return text.length <= SECONDS_LENGTH ? BigInt(text) * NS_PER_SECOND : BigInt(text);
  // Loki keeps milliseconds of a fraction.
  if (DECIMAL.test(text)) return BigInt(Math.round(Number(text) * 1000)) * 1_000_000n;
  const found = RFC3339.exec(text);
  if (found === null) return null;
  const [, fraction = ""] = found;
  // Date.parse takes three digits of a fraction only.
  const seconds = Date.parse(fraction === "" ? text : text.replace(`.${fraction}`, ""));
  return Number.isNaN(seconds) ? null : BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(9, "0"));
}
