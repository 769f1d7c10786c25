import { formatValueText } from "./formatValue.ts";
import { groupDigits } from "./groupDigits.ts";
import { timesPower } from "./niceStep.ts";
import type { Unit } from "./units.ts";
import type { ValueTicks } from "./valueTicks.ts";

export interface LogOptions {
  readonly unit: Unit;
  readonly count: number;
}

/**
 * Ticks of a logarithmic axis: powers of ten (of 1024 for bytes; 1 s, 10 s, 1 min, 10 min, 1 h … for time), thinned
 * to `count`, with 2 and 5 between them when there is room. Each carries its own unit, since they span many. Values of
 * zero and below have no place on the axis.
 */
export function logTicks(domain: { low: number; high: number }, { unit, count }: LogOptions): ValueTicks {
  const usable = positiveDomain(domain.low * unit.factor, domain.high * unit.factor);
  const marks = logMarks(unit);
  const found = marks.findLastIndex((mark) => mark <= usable.low * (1 + 1e-9));
  const firstIndex = Math.max(0, Math.min(found, marks.length - 2));
  const lastFound = marks.findIndex((mark) => mark >= usable.high * (1 - 1e-9));
  const lastIndex = Math.max(firstIndex + 1, lastFound === -1 ? marks.length - 1 : lastFound);
  const covered = marks.slice(firstIndex, lastIndex + 1);
  const stride = Math.ceil((covered.length - 1) / Math.max(1, count));
  const kept = covered.filter((_, index) => index % stride === 0 || index === covered.length - 1);
  const all = kept.length * 3 <= count + 1 && unit.style !== "time" ? withBetween(kept) : kept;
  // Dates on a logarithmic axis make no sense; as numbers they are at least distinct.
  const textUnit = unit.style === "date" ? "none" : unit.id;
  const ticks = dropEqualTexts(
    all.map((mark) => {
      const value = mark / unit.factor;
      return { value, text: groupDigits(formatValueText(value, textUnit)) };
    }),
  );
  return { ticks, low: (kept[0] ?? 1) / unit.factor, high: (kept.at(-1) ?? 10) / unit.factor, unitText: "" };
}

function positiveDomain(low: number, high: number): { low: number; high: number } {
  if (!(high > 0) || !Number.isFinite(high)) return { low: 1, high: 10 };
  return { low: low > 0 && low <= high ? low : high / 1000, high };
}

/** Far enough for any measurement, and far enough from the ends of a double for factors to apply. */
const decimalMarks = Array.from({ length: 581 }, (_, index) => timesPower(1, index - 290));
const binaryMarks = Array.from({ length: 200 }, (_, index) => 2 ** ((index - 100) * 5));
const clockMarks = [
  ...decimalMarks.filter((mark) => mark <= 10),
  60,
  600,
  3600,
  36_000,
  86_400,
  ...decimalMarks.filter((mark) => mark >= 10 && mark < 1e280).map((mark) => mark * 86_400),
];

function logMarks(unit: Unit): readonly number[] {
  if (unit.style === "iec") return binaryMarks;
  return unit.style === "time" || unit.style === "duration" ? clockMarks : decimalMarks;
}

function withBetween(marks: readonly number[]): readonly number[] {
  return marks.flatMap((mark, index) => {
    const next = marks[index + 1];
    if (next === undefined) return [mark];
    // Multiples by text, so that 2 × 0.001 is 0.002. Binary marks are 32 apart.
    const between =
      next / mark > 11
        ? [mark * 4, mark * 16]
        : [2, 5].map((factor) => Number((mark * factor).toPrecision(15)));
    return [mark, ...between.filter((value) => value < next)];
  });
}

function dropEqualTexts<T extends { readonly text: string }>(ticks: readonly T[]): readonly T[] {
  return ticks.filter((tick, index) => ticks.findIndex((other) => other.text === tick.text) === index);
}
