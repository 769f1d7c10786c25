import { formatTimeIso } from "./formatTime.ts";
import { isRelativeTime } from "./parseTime.ts";
import { quickRangeLabel } from "./quickRanges.ts";
import { resolveRange } from "./resolveRange.ts";
import { formatClock, formatDay, timeParts } from "./timeParts.ts";
import type { ResolvedRange, TimeRange } from "./TimeRange.ts";

/** "20 Oct 00:00 – 23 Oct 00:00"; a day is said once, the year only when it is not the year of `nowMs`. */
export function formatResolvedRange(range: ResolvedRange, nowMs: number, zone: string): string {
  const start = timeParts(range.startMs, zone);
  const end = timeParts(range.endMs, zone);
  const thisYear = timeParts(nowMs, zone).year;
  const hasYear = start.year !== thisYear || end.year !== thisYear;
  const isSameDay = start.year === end.year && formatDay(start) === formatDay(end);
  const endText = isSameDay ? formatClock(end) : `${formatDay(end, hasYear)} ${formatClock(end)}`;
  return `${formatDay(start, hasYear)} ${formatClock(start)} – ${endText}`;
}

/** The same for narrow places: whole days without clocks, "20 – 23 Oct", "28 Sep – 2 Oct". */
export function formatShortRange(range: ResolvedRange, nowMs: number, zone: string): string {
  const start = timeParts(range.startMs, zone);
  const end = timeParts(range.endMs, zone);
  const isWholeDays = formatClock(start) === "00:00" && formatClock(end) === "00:00";
  if (!isWholeDays) return formatResolvedRange(range, nowMs, zone);
  const hasYear = end.year !== timeParts(nowMs, zone).year;
  const isSameMonth = start.year === end.year && start.month === end.month;
  const startText = isSameMonth ? String(start.day) : formatDay(start, start.year !== end.year);
  return `${startText} – ${formatDay(end, hasYear)}`;
}

/** What the Time range button shows: "Last 1 hour", "Today", "now-6h/h – now", "20 Oct 00:00 – 23 Oct 00:00". */
export function formatRangeLabel(range: TimeRange, nowMs: number, zone: string): string {
  const quick = quickRangeLabel(range);
  if (quick !== null) return quick;
  const resolved = resolveRange(range, nowMs, zone);
  if (resolved === null) return `${range.from} – ${range.to}`;
  const isFromRelative = isRelativeTime(range.from);
  const isToRelative = isRelativeTime(range.to);
  if (!isFromRelative && !isToRelative) return formatResolvedRange(resolved, nowMs, zone);
  const fromText = isFromRelative ? range.from : formatTimeIso(resolved.startMs, zone);
  return `${fromText} – ${isToRelative ? range.to : formatTimeIso(resolved.endMs, zone)}`;
}
