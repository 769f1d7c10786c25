import { epochText, isRelativeTime } from "./parseTime.ts";
import { resolveRange } from "./resolveRange.ts";
import type { ResolvedRange, TimeRange } from "./TimeRange.ts";

export interface RangeMoment {
  readonly nowMs: number;
  readonly zone: string;
}

export interface RangeChange {
  readonly range: TimeRange;
  /** The range followed the clock and no longer does; the page says so with `note`. */
  readonly becameAbsolute: boolean;
  /** "" when there is nothing to say. */
  readonly note: string;
}

const NO_LONGER_LIVE = "The range is now fixed and no longer follows the clock.";

/** A range of two instants, as the URL holds it. */
export function absoluteRange({ startMs, endMs }: ResolvedRange): TimeRange {
  return { from: epochText(startMs), to: epochText(endMs) };
}

/** The same range with both ends fixed at this moment; itself when it already is, or cannot be read. */
export function makeAbsolute(range: TimeRange, { nowMs, zone }: RangeMoment): TimeRange {
  if (!isRelativeTime(range.from) && !isRelativeTime(range.to)) return range;
  const resolved = resolveRange(range, nowMs, zone);
  return resolved === null ? range : absoluteRange(resolved);
}

/** A changed range and what to say about it. */
export function changedRange(from: TimeRange, to: ResolvedRange): RangeChange {
  const becameAbsolute = isRelativeTime(from.from) || isRelativeTime(from.to);
  return { range: absoluteRange(to), becameAbsolute, note: becameAbsolute ? NO_LONGER_LIVE : "" };
}

/** The same reference: nothing to run again. */
export function unchangedRange(range: TimeRange): RangeChange {
  return { range, becameAbsolute: false, note: "" };
}
