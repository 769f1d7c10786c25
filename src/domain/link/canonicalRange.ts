import { epochText, isRelativeTime, parseTime } from "../time/parseTime.ts";
import { resolveRange } from "../time/resolveRange.ts";
import type { TimeRange } from "../time/TimeRange.ts";

/** Any moment will do to see whether relative text can be read. */
const SOME_MS = 2_000_000_000_000;

/**
 * A range as links hold it: relative ends as they are, all others as epoch milliseconds, so that it means the same
 * for everybody. `zone` is for times without one. Null when an end is unreadable or the start is not before the end.
 */
export function canonicalRange(range: TimeRange, zone: string): TimeRange | null {
  const from = canonicalEnd(range.from, zone);
  const to = canonicalEnd(range.to, zone);
  if (from === null || to === null) return null;
  // From an instant until now: whether that is a range shows only when it is used.
  const isMixed = isRelativeTime(from) !== isRelativeTime(to);
  return isMixed || resolveRange({ from, to }, SOME_MS, zone) !== null ? { from, to } : null;
}

function canonicalEnd(text: string, zone: string): string | null {
  const timeMs = parseTime(text, { nowMs: SOME_MS, zone });
  if (timeMs === null) return null;
  return isRelativeTime(text) ? text.trim() : epochText(timeMs);
}
