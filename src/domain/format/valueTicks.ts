import { groupDigits } from "./groupDigits.ts";
import { formatExponent, formatNumber } from "./formatNumber.ts";
import { formatWords } from "./formatValue.ts";
import { logTicks } from "./logTicks.ts";
import { niceStep } from "./niceStep.ts";
import { chooseScale, type UnitScale } from "./unitScale.ts";
import { unitOf, type Unit } from "./units.ts";

export interface ValueTick {
  /** In the sample's own unit. */
  readonly value: number;
  readonly text: string;
}

export interface ValueTicks {
  readonly ticks: readonly ValueTick[];
  /** The domain widened to its outer ticks; low < high. */
  readonly low: number;
  readonly high: number;
  /** Said once above the axis: "MiB", "cores", "". */
  readonly unitText: string;
}

export interface ValueTickOptions {
  /** A unit id; "" for plain numbers. */
  readonly unit: string;
  /** About how many ticks fit. */
  readonly count: number;
  readonly isLog: boolean;
  /** For dates. Default UTC. */
  readonly zone?: string;
}

/** Doubles have 15 safe digits; a spread smaller than this part of the value is rounding noise (vmui draws it flat, too). */
const NOISE = 1e-10;

/** Round ticks over a domain of sample values, no two of the same text. Any doubles will do: an empty or senseless domain becomes 0–1. */
export function valueTicks(low: number, high: number, options: ValueTickOptions): ValueTicks {
  const unit = unitOf(options.unit);
  const count = Math.max(1, Math.min(100, Math.floor(options.count) || 1));
  if (options.isLog) return logTicks({ low, high }, { unit, count });
  const domain = usableDomain(clamp(low) * unit.factor, clamp(high) * unit.factor);
  const step = niceStep(unit, (domain.high - domain.low) / count);
  const first = Math.floor(domain.low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(domain.high / step - 1e-9));
  const scaled = Array.from({ length: last - first + 1 }, (_, index) => roundTo(first + index, step));
  const scale = tickScale(unit, step, Math.max(Math.abs(scaled[0] ?? 0), Math.abs(scaled.at(-1) ?? 0)));
  const texts = tickTexts(scaled, { unit, scale, zone: options.zone ?? "UTC" });
  const ticks = scaled.map((value, index) => ({ value: value / unit.factor, text: texts[index] ?? "" }));
  const isWords = unit.style === "boolean" || unit.style === "duration" || unit.style === "date";
  return {
    ticks,
    low: ticks[0]?.value ?? 0,
    high: ticks.at(-1)?.value ?? 1,
    unitText: isWords ? "" : scale.suffix,
  };
}

/** Leaves room for a unit's factor and the outer ticks; infinities stay, to be refused. */
function clamp(value: number): number {
  const limit = Number.MAX_VALUE / 4096;
  return Number.isFinite(value) ? Math.max(-limit, Math.min(limit, value)) : value;
}

/** Finite, ascending and wide enough for steps that differ as doubles. */
function usableDomain(low: number, high: number): { low: number; high: number } {
  if (!Number.isFinite(low) || !Number.isFinite(high) || low > high) return { low: 0, high: 1 };
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size < Number.MIN_VALUE * 2 ** 60) return { low: 0, high: 1 };
  if (high - low > size * NOISE) return { low, high };
  return { low: low - size * 0.1, high: high + size * 0.1 };
}

/** `index * step` without the noise of the product: 3 × 0.1 is 0.3. */
function roundTo(index: number, step: number): number {
  return index === 0 ? 0 : Number((index * step).toPrecision(15));
}

/** Clock units follow the step, so that 0–60 min reads "0 15 30 45 60", not "0 0.25 h …". */
function tickScale(unit: Unit, step: number, largest: number): UnitScale {
  if (unit.style !== "time" || largest < 1) return chooseScale(unit, largest);
  return chooseScale(unit, Math.max(1, step));
}

interface TextOptions {
  readonly unit: Unit;
  readonly scale: UnitScale;
  readonly zone: string;
}

function tickTexts(scaled: readonly number[], { unit, scale, zone }: TextOptions): readonly string[] {
  const words = scaled.map((value) => formatWords(value / unit.factor, unit, zone));
  if (words.every((text) => text !== null) && isDistinct(words)) return words;
  const shown = scaled.map((value) => value / scale.divisor);
  const withInline = (text: string) => (text === "0" ? text : text + scale.inline);
  return distinctTexts(shown).map((text) => withInline(groupDigits(text)));
}

/** The fewest decimals that show every tick truly and no two alike; an exponent where plain figures would be too long. */
function distinctTexts(shown: readonly number[]): readonly string[] {
  const largest = shown.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const gap = Math.abs((shown[1] ?? 1) - (shown[0] ?? 0));
  const mostDecimals = largest < 1e15 && largest >= 1e-4 ? 12 : -1;
  for (let decimals = 0; decimals <= mostDecimals; decimals += 1) {
    const texts = shown.map((value) => unsignZero(value.toFixed(decimals)));
    const isTrue = texts.every((text, index) => Math.abs(Number(text) - (shown[index] ?? 0)) <= gap / 100);
    if (isTrue && isDistinct(texts)) return texts;
  }
  for (let digits = 3; digits <= 17; digits += 1) {
    const texts = shown.map((value) => (value === 0 ? "0" : formatExponent(value, digits)));
    if (isDistinct(texts)) return texts;
  }
  return shown.map((value) => formatNumber(value, 17));
}

function unsignZero(text: string): string {
  return Number(text) === 0 ? "0" : text;
}

function isDistinct(texts: readonly (string | null)[]): boolean {
  return new Set(texts).size === texts.length;
}
