import { withoutTrailingZeros } from "../../format/withoutTrailingZeros.ts";

/**
 * Durations as Loki reads and prints them. A range is Prometheus' (`1d12h`, whole numbers, units in falling order);
 * a filter or offset may also be Go's (`1.5h`, `500us`, any order).
 */

const NS_PER: Readonly<Record<string, bigint>> = {
  y: 31_536_000_000_000_000n,
  w: 604_800_000_000_000n,
  d: 86_400_000_000_000n,
  h: 3_600_000_000_000n,
  m: 60_000_000_000n,
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ns: 1n,
};
/** Go's int64. */
const MAX_NS = 2n ** 63n - 1n;

const PROMETHEUS =
  /^(?:(\d{1,15})y)?(?:(\d{1,15})w)?(?:(\d{1,15})d)?(?:(\d{1,15})h)?(?:(\d{1,15})m)?(?:(\d{1,15})s)?(?:(\d{1,15})ms)?$/;
const PROMETHEUS_UNITS = ["y", "w", "d", "h", "m", "s", "ms"] as const;

/** Nanoseconds of a range such as `1h30m`; null when Loki refuses it. */
export function parseRangeDuration(text: string): bigint | null {
  if (text === "0") return 0n;
  const match = text === "" ? null : PROMETHEUS.exec(text);
  if (!match) return null;
  const total = PROMETHEUS_UNITS.reduce(
    (sum, unit, index) => sum + BigInt(match[index + 1] ?? 0) * (NS_PER[unit] ?? 0n),
    0n,
  );
  return total > MAX_NS ? null : total;
}

const GO_PART = /(\d{1,18})?(?:\.(\d{0,18}))?(h|ms|m|s|us|µs|μs|ns)/y;

/** Nanoseconds of a duration in a filter or offset; null when Loki refuses it. */
export function parseDuration(text: string): bigint | null {
  return parseRangeDuration(text) ?? parseGoDuration(text);
}

function parseGoDuration(text: string): bigint | null {
  const isNegative = text.startsWith("-");
  let at = isNegative ? 1 : 0;
  let total = 0n;
  if (at === text.length) return null;
  while (at < text.length) {
    GO_PART.lastIndex = at;
    const [part, whole = "", fraction = "", unit = ""] = GO_PART.exec(text) ?? [];
    if (part === undefined || (whole === "" && fraction === "")) return null;
    const per = NS_PER[unit] ?? 0n;
    total += BigInt(whole === "" ? 0 : whole) * per;
    if (fraction !== "") total += (BigInt(fraction) * per) / 10n ** BigInt(fraction.length);
    at += part.length;
  }
  if (total > MAX_NS) return null;
  return isNegative ? -total : total;
}

/** As Go's `Duration.String`: `1h30m0s`, `1.5s`, `500µs`. */
export function printGoDuration(ns: bigint): string {
  if (ns === 0n) return "0s";
  const sign = ns < 0n ? "-" : "";
  const rest = ns < 0n ? -ns : ns;
  if (rest < 1000n) return `${sign}${rest}ns`;
  if (rest < 1_000_000n) return `${sign}${decimal(rest, 3)}µs`;
  if (rest < 1_000_000_000n) return `${sign}${decimal(rest, 6)}ms`;
  const minutes = rest / 60_000_000_000n;
  const seconds = `${decimal(rest % 60_000_000_000n, 9)}s`;
  if (minutes === 0n) return sign + seconds;
  const hours = minutes / 60n;
  return `${sign}${hours > 0n ? `${hours}h` : ""}${minutes % 60n}m${seconds}`;
}

function decimal(value: bigint, digits: number): string {
  const per = 10n ** BigInt(digits);
  const fraction = withoutTrailingZeros((value % per).toString().padStart(digits, "0"));
  return `${value / per}${fraction === "" ? "" : `.${fraction}`}`;
}
