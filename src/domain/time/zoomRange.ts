import { parseDuration } from "./duration.ts";
import { changedRange, unchangedRange, type RangeChange, type RangeMoment } from "./makeAbsolute.ts";
import { lastRange } from "./quickRanges.ts";
import { resolveRange } from "./resolveRange.ts";
import type { ResolvedRange, TimeRange } from "./TimeRange.ts";

/**
 * Doubles the width around the middle, the end never past now. "Last 1 hour" becomes "Last 2 hours": its end is now
 * either way, so it keeps following the clock.
 */
export function zoomOut(range: TimeRange, moment: RangeMoment): RangeChange {
  const resolved = resolveRange(range, moment.nowMs, moment.zone);
  if (resolved === null) return unchangedRange(range);
  const widthMs = resolved.endMs - resolved.startMs;
  const lastMs = /^now-(\w+)$/.test(range.from) ? parseDuration(range.from.slice(4)) : null;
  if (lastMs !== null && range.to === "now") {
    return unchangedRange(lastRange(Math.min(lastMs * 2, moment.nowMs)));
  }
  const endMs = Math.max(Math.min(resolved.endMs + widthMs / 2, moment.nowMs), resolved.endMs);
  const startMs = Math.max(0, endMs - 2 * widthMs);
  return changedRange(range, { startMs, endMs });
}

/** A drag across the chart; at least one second wide. */
export function zoomTo(range: TimeRange, selected: ResolvedRange): RangeChange {
  const startMs = Math.floor(selected.startMs);
  return changedRange(range, { startMs, endMs: Math.max(Math.ceil(selected.endMs), startMs + 1000) });
}
