import { overValues } from "./define.ts";
import type { PromFunction } from "./PromFunction.ts";

const MS_PER_DAY = 86_400_000;

function daysInMonth(date: Date): number {
  return new Date(
    Date.UTC(LEAP_CYCLE + (date.getUTCFullYear() % LEAP_CYCLE), date.getUTCMonth() + 1, 0),
  ).getUTCDate();
}

function dayOfYear(date: Date): number {
  const newYear = new Date(date);
  newYear.setUTCMonth(0, 1);
  newYear.setUTCHours(0, 0, 0, 0);
  return Math.floor((date.getTime() - newYear.getTime()) / MS_PER_DAY) + 1;
}

const fields: Readonly<Record<string, (date: Date) => number>> = {
  days_in_month: daysInMonth,
  day_of_month: (date) => date.getUTCDate(),
  day_of_week: (date) => date.getUTCDay(),
  day_of_year: dayOfYear,
  hour: (date) => date.getUTCHours(),
  minute: (date) => date.getUTCMinutes(),
  month: (date) => date.getUTCMonth() + 1,
};

/** The calendar repeats after this many years, weekdays too. */
const LEAP_CYCLE = 400;
const SECONDS_PER_CYCLE = 146_097n * 86_400n;
/** ±100,000,000 days: what a Date holds. */
const MAX_DATE_SECONDS = 8_640_000_000_000;
/** Go makes this second of every value that is no 64-bit integer, NaN among them; seen in year(vector(NaN)). */
const BEYOND_INT64 = 2n ** 63n;

interface CycleTime {
  readonly cycle: number;
  /** In the years around 1970. */
  readonly date: Date;
}

/** Of Unix seconds; fractions are cut off. */
function cycleTimeOf(value: number): CycleTime {
  if (Math.abs(value) <= MAX_DATE_SECONDS) return { cycle: 0, date: new Date(Math.trunc(value) * 1000) };
  const isInt64 = value >= -(2 ** 63) && value < 2 ** 63;
  const seconds = isInt64 ? BigInt(Math.trunc(value)) : BEYOND_INT64;
  const rest = seconds % SECONDS_PER_CYCLE;
  return { cycle: Number((seconds - rest) / SECONDS_PER_CYCLE), date: new Date(Number(rest) * 1000) };
}

function year(seconds: number): number {
  const { cycle, date } = cycleTimeOf(seconds);
  return date.getUTCFullYear() + cycle * LEAP_CYCLE;
}

/** Fields of each value as Unix seconds, in UTC; without an argument, of the evaluation time. */
export const calendar: readonly PromFunction[] = [
  ...Object.entries(fields).map(([name, field]) =>
    overValues(name, (seconds) => field(cycleTimeOf(seconds).date), { variadic: 1 }),
  ),
  overValues("year", year, { variadic: 1 }),
];
