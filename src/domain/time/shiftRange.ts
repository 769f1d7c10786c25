import { changedRange, unchangedRange, type RangeChange, type RangeMoment } from "./makeAbsolute.ts";
import { resolveRange } from "./resolveRange.ts";
import type { TimeRange } from "./TimeRange.ts";

/** Moves by half the width, as `t ←` and `t →` do. Later never runs past now; where nothing can move the range stays the same reference. */
export function shiftRange(
  range: TimeRange,
  direction: "earlier" | "later",
  moment: RangeMoment,
): RangeChange {
  const resolved = resolveRange(range, moment.nowMs, moment.zone);
  if (resolved === null) return unchangedRange(range);
  const halfMs = Math.ceil((resolved.endMs - resolved.startMs) / 2);
  const roomMs = Math.max(0, moment.nowMs - resolved.endMs);
  const byMs = direction === "earlier" ? -Math.min(halfMs, resolved.startMs) : Math.min(halfMs, roomMs);
  if (byMs === 0) return unchangedRange(range);
  return changedRange(range, { startMs: resolved.startMs + byMs, endMs: resolved.endMs + byMs });
}
