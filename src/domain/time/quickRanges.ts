import { formatDay, timeParts } from "./timeParts.ts";
import { formatDuration, parseDuration } from "./duration.ts";
import { epochText } from "./parseTime.ts";
import type { TimeRange } from "./TimeRange.ts";

export interface QuickRange {
  /** Also the accessible name of the option. */
  readonly label: string;
  readonly range: TimeRange;
}

const LAST = ["5m", "15m", "30m", "1h", "3h", "6h", "12h", "24h", "2d", "7d", "14d", "30d", "90d"];
const unitWords: Record<string, string> = {
  s: "second",
  m: "minute",
  h: "hour",
  d: "day",
  w: "week",
  y: "year",
};
const WEEK_MS = 604_800_000;

const fixedRanges: readonly QuickRange[] = [
  ...LAST.map((duration) => ({ label: lastLabel(duration), range: { from: `now-${duration}`, to: "now" } })),
  { label: "Today", range: { from: "now/d", to: "now" } },
  { label: "Yesterday", range: { from: "now-1d/d", to: "now-1d/d" } },
  { label: "This week", range: { from: "now/w", to: "now" } },
];

export interface QuickRangeOptions {
  /** For a source with a legacy pair: the week before the cut-over is offered as "Before 21 Oct 2024". */
  readonly cutOverMs?: number;
  readonly zone?: string;
}

/** The list of the picker, in its order. */
export function quickRanges(options: QuickRangeOptions = {}): readonly QuickRange[] {
  const { cutOverMs, zone = "UTC" } = options;
  if (cutOverMs === undefined) return fixedRanges;
  const range = { from: epochText(cutOverMs - WEEK_MS), to: epochText(cutOverMs) };
  return [...fixedRanges, { label: `Before ${formatDay(timeParts(cutOverMs, zone), true)}`, range }];
}

/** "Last 1 hour" for now-1h → now and so on, also for durations that are not in the list; null for other ranges. */
export function quickRangeLabel(range: TimeRange): string | null {
  const listed = fixedRanges.find((quick) => quick.range.from === range.from && quick.range.to === range.to);
  if (listed) return listed.label;
  const duration = range.to === "now" && range.from.startsWith("now-") ? range.from.slice(4) : "";
  return parseDuration(duration) === null || duration === "0" ? null : lastLabel(duration);
}

/** The range of the last so many milliseconds, spelled as in the list where it is there: 24h, not 1d. */
export function lastRange(durationMs: number): TimeRange {
  const listed = LAST.find((duration) => parseDuration(duration) === durationMs);
  return { from: `now-${listed ?? formatDuration(durationMs)}`, to: "now" };
}

/** "90m" → "Last 90 minutes"; a compound duration stays as it is: "Last 1h30m". */
function lastLabel(duration: string): string {
  const match = /^(\d+)([smhdwy])$/.exec(duration);
  const word = match?.[2] === undefined ? undefined : unitWords[match[2]];
  if (!match || word === undefined) return `Last ${duration}`;
  return `Last ${match[1]} ${word}${match[1] === "1" ? "" : "s"}`;
}
