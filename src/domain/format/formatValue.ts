import { formatTimeIso } from "../time/formatTime.ts";
import { formatNumber, READABLE_DIGITS } from "./formatNumber.ts";
import { chooseScale } from "./unitScale.ts";
import { unitOf, type Unit } from "./units.ts";

export interface FormattedValue {
  /** "1.5", "1.5k", "NaN", "yes", "2024-10-20 00:00" */
  readonly text: string;
  /** "MiB", "req/s" or "". */
  readonly suffix: string;
}

export interface FormatOptions {
  /** Significant digits. Default 4. */
  readonly digits?: number;
  /** For dates: "UTC" or an IANA name. Default UTC. */
  readonly zone?: string;
}

/** A sample's value for reading: short, in the scale that fits it. Anything a double can hold has a text. */
export function formatValue(value: number, unitId: string, options: FormatOptions = {}): FormattedValue {
  if (Number.isNaN(value)) return { text: "NaN", suffix: "" };
  if (!Number.isFinite(value)) return { text: value > 0 ? "+Inf" : "-Inf", suffix: "" };
  const unit = unitOf(unitId);
  const words = formatWords(value, unit, options.zone ?? "UTC");
  if (words !== null) return { text: words, suffix: "" };
  const scaled = value * unit.factor;
  if (!Number.isFinite(scaled)) return { text: formatNumber(value), suffix: "" };
  const digits = options.digits ?? READABLE_DIGITS;
  const scale = chooseScale(unit, Math.abs(Number(scaled.toPrecision(digits))));
  return { text: formatNumber(scaled / scale.divisor, digits) + scale.inline, suffix: scale.suffix };
}

/** "1.5 MiB", "50 %", "/s" and "req/s" after a space: the value in one piece. */
export function formatValueText(value: number, unitId: string, options?: FormatOptions): string {
  return joinUnit(formatValue(value, unitId, options));
}

/** A number and its unit as one text. A percent sign at the start of a line says nothing: it stays with its number. */
export function joinUnit({ text, suffix }: FormattedValue): string {
  if (suffix === "") return text;
  return `${text}${suffix === "%" ? "\u00a0" : " "}${suffix}`;
}

/** Values that are no plain number: null when the unit is one of numbers, or the value does not fit the words. */
export function formatWords(value: number, unit: Unit, zone: string): string | null {
  if (unit.style === "boolean") return value === 0 ? "no" : value === 1 ? "yes" : null;
  if (unit.style === "duration") return formatLongDuration(value * unit.factor);
  if (unit.style !== "date") return null;
  const timeMs = value * unit.factor * 1000;
  // What a Date can hold; a counter shown as a date by mistake stays a number.
  return timeMs >= 0 && timeMs < 2.5e14 ? formatTimeIso(Math.round(timeMs), zone) : null;
}

const parts: readonly (readonly [seconds: number, symbol: string])[] = [
  [86_400, "d"],
  [3600, "h"],
  [60, "min"],
  [1, "s"],
];

/** "1 d 2 h": the two largest parts. Below a minute, and above what seconds can count, null. */
function formatLongDuration(seconds: number): string | null {
  const size = Math.abs(seconds);
  if (size < 60 || size > Number.MAX_SAFE_INTEGER) return null;
  const first = parts.findIndex(([partSeconds]) => size >= partSeconds);
  const [major, minor] = [parts[first], parts[first + 1]];
  if (!major || !minor) return null;
  const minorCount = Math.round(size / minor[0]);
  const perMajor = major[0] / minor[0];
  const rest = minorCount % perMajor;
  const text = `${Math.floor(minorCount / perMajor)} ${major[1]}${rest === 0 ? "" : ` ${rest} ${minor[1]}`}`;
  return seconds < 0 ? `-${text}` : text;
}
