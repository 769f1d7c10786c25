import { parseTime } from "./parseTime.ts";
import type { ResolvedRange, TimeRange } from "./TimeRange.ts";

/** The range at one moment, in a resolved zone; null when an end is unreadable or the start is not before the end. */
export function resolveRange(range: TimeRange, nowMs: number, zone: string): ResolvedRange | null {
  const startMs = parseTime(range.from, { nowMs, zone });
  const endMs = parseTime(range.to, { nowMs, zone, roundUp: true });
  return startMs === null || endMs === null || startMs >= endMs ? null : { startMs, endMs };
}
