/** Calendar days without clock or zone, as "2024-10-20", and months as "2024-10". */

const monthNames =
  "January February March April May June July August September October November December".split(" ");
const dayNames = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** Column heads; weeks start on Monday (ISO 8601). */
export const weekdayHeads = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] as const;

export interface MonthDay {
  readonly date: string;
  readonly day: number;
  /** Of the month before or after, filling up the first and last week. */
  readonly isOutside: boolean;
}

/** Whole weeks that cover a month. */
export function monthGrid(month: string): readonly (readonly MonthDay[])[] {
  const first = `${month}-01`;
  const lead = (utc(first).getUTCDay() + 6) % 7;
  const length = utc(addDays(`${addMonths(month, 1)}-01`, -1)).getUTCDate();
  const weeks = Math.ceil((lead + length) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_day, weekday) => {
      const date = addDays(first, week * 7 + weekday - lead);
      return { date, day: utc(date).getUTCDate(), isOutside: !date.startsWith(month) };
    }),
  );
}

export function addDays(date: string, count: number): string {
  return isoDate(utc(date).getTime() + count * 86_400_000);
}

export function addMonths(month: string, count: number): string {
  const [year = 0, index = 1] = month.split("-").map(Number);
  return isoDate(Date.UTC(year, index - 1 + count, 1)).slice(0, 7);
}

/** The same day of another month, or its last one. */
export function moveMonth(date: string, count: number): string {
  const month = addMonths(date.slice(0, 7), count);
  const last = addDays(`${addMonths(month, 1)}-01`, -1);
  const wanted = `${month}-${date.slice(8)}`;
  return wanted < last ? wanted : last;
}

/** "October 2024" */
export function formatMonth(month: string): string {
  const [year, index = 1] = month.split("-").map(Number);
  return `${monthNames[index - 1] ?? ""} ${year}`;
}

/** "Sunday 20 October 2024", the name of a day's button */
export function formatLongDate(date: string): string {
  const day = utc(date);
  return `${dayNames[day.getUTCDay()] ?? ""} ${day.getUTCDate()} ${formatMonth(date.slice(0, 7))}`;
}

function utc(date: string): Date {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day));
}

function isoDate(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
