import type { TimeRange } from "../../../domain/time/TimeRange.ts";

const MINUTE_MS = 60_000;
const whole = (end: string) =>
  /^\d+$/.test(end) ? String(Math.floor(Number(end) / MINUTE_MS) * MINUTE_MS) : end;

/** For words: seconds and milliseconds of an instant say nothing to who chooses. A range within a minute stays. */
export function toMinutes(range: TimeRange): TimeRange {
  const rounded = { from: whole(range.from), to: whole(range.to) };
  return rounded.from === rounded.to ? range : rounded;
}
