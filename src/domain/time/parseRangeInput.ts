import { endOfUnit } from "./calendar.ts";
import { parseDuration } from "./duration.ts";
import { absoluteRange, type RangeMoment } from "./makeAbsolute.ts";
import { epochText, isRelativeTime, parseTime } from "./parseTime.ts";
import { lastRange, quickRanges } from "./quickRanges.ts";
import { resolveRange } from "./resolveRange.ts";
import type { TimeRange } from "./TimeRange.ts";

/** Why a text is no range, in words for the person who typed it. */
export interface RangeInputProblem {
  readonly problem: string;
}

const AROUND_MS = 1_800_000;
/** Far above any spelling of a range; the pattern for two ends is not for long texts. */
const LONGEST_TEXT = 200;
const DAY_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * What one field takes: `90m`, `now-6h`, `now/d`, "a to b", an ISO interval "a/b", one instant (the hour around it),
 * one date (that day), a label of the list, or the JSON form of a copied range. Relative texts stay relative,
 * instants become epoch milliseconds.
 */
export function parseRangeInput(text: string, moment: RangeMoment): TimeRange | RangeInputProblem {
  const trimmed = text.trim();
  if (trimmed === "") return { problem: "Type a range, such as 90m, now-6h or 2024-10-20 to 2024-10-23." };
  if (trimmed.startsWith("{")) return parseClipboard(trimmed, moment);
  const listed = quickRanges().find((quick) => quick.label.toLowerCase() === trimmed.toLowerCase());
  if (listed) return listed.range;
  if (trimmed.length > LONGEST_TEXT) return { problem: "That is too long for a range." };
  const ends =
    /^(.+?)(?:\s+(?:to|until|-|–|—)\s+|\s*[–—]\s*)(.+)$/i.exec(trimmed) ??
    /^(\d[^/]*)\/(\d[^/]*)$/.exec(trimmed);
  if (ends?.[1] && ends[2]) return parseRangeEnds({ from: ends[1], to: ends[2] }, moment);
  return parseSingle(trimmed, moment);
}

/** The two fields From and To. */
export function parseRangeEnds(input: TimeRange, moment: RangeMoment): TimeRange | RangeInputProblem {
  const from = parseRangeEnd(input.from, moment);
  const to = parseRangeEnd(input.to, { ...moment, roundUp: true });
  if (typeof from !== "string") return from;
  if (typeof to !== "string") return to;
  const range = { from, to };
  return resolveRange(range, moment.nowMs, moment.zone) === null
    ? { problem: "The start must lie before the end." }
    : range;
}

/** One end: its text as a `TimeRange` holds it, or why not. A bare duration counts back from now. */
export function parseRangeEnd(
  text: string,
  context: RangeMoment & { readonly roundUp?: boolean },
): string | RangeInputProblem {
  const trimmed = text.trim();
  if (/\d[a-z]+$/i.test(trimmed) && (parseDuration(trimmed) ?? 0) > 0) return `now-${trimmed}`;
  const timeMs = parseTime(trimmed, context);
  if (timeMs === null) return { problem: whyNoTime(trimmed) };
  return isRelativeTime(trimmed) ? trimmed : epochText(timeMs);
}

function parseSingle(text: string, moment: RangeMoment): TimeRange | RangeInputProblem {
  const durationMs = parseDuration(text);
  if (durationMs !== null && durationMs > 0) {
    const listed = lastRange(durationMs);
    return { from: /^\d+[a-z]+$/.test(text) ? `now-${text}` : listed.from, to: "now" };
  }
  const timeMs = parseTime(text, moment);
  if (timeMs === null) return { problem: whyNoTime(text) };
  if (isRelativeTime(text)) return relativeSingle(text, moment);
  if (DAY_ONLY.test(text))
    return absoluteRange({ startMs: timeMs, endMs: endOfUnit(timeMs, "d", moment.zone) });
  return absoluteRange({ startMs: Math.max(0, timeMs - AROUND_MS), endMs: timeMs + AROUND_MS });
}

/** "now/d" is today so far, "now-1d/d" the whole of yesterday, "now-6h" everything since. */
function relativeSingle(text: string, moment: RangeMoment): TimeRange | RangeInputProblem {
  const isWholeUnit = /\/[a-zA-Z]+$/.test(text) && !/^now\/[a-zA-Z]+$/.test(text);
  const range = { from: text, to: isWholeUnit ? text : "now" };
  if (resolveRange(range, moment.nowMs, moment.zone) !== null) return range;
  return { problem: `"${text}" does not lie before now; try now-6h.` };
}

/** `{"from":"now-6h","to":"now"}`, as Grafana and Sightglass copy a range; ends may also be numbers. */
function parseClipboard(text: string, moment: RangeMoment): TimeRange | RangeInputProblem {
  const problem = { problem: 'This JSON is no range; it looks like {"from":"now-6h","to":"now"}.' };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("from" in value) || !("to" in value)) return problem;
    const { from, to } = value;
    return isEndText(from) && isEndText(to)
      ? parseRangeEnds({ from: String(from), to: String(to) }, moment)
      : problem;
  } catch {
    return problem;
  }
}

/** What `t c` copies; Grafana's paste takes it too. */
export function rangeClipboardText(range: TimeRange): string {
  return JSON.stringify({ from: clipboardEnd(range.from), to: clipboardEnd(range.to) });
}

function clipboardEnd(text: string): string {
  return isRelativeTime(text) ? text : new Date(Number(text)).toISOString();
}

function isEndText(end: unknown): end is string | number {
  return typeof end === "string" || typeof end === "number";
}

function whyNoTime(text: string): string {
  if (text === "") return "Both ends are needed; try now-6h and now.";
  const duration = /^(?:now\s*[+-]\s*)?(\d+)\s*([a-z]*)$/i.exec(text);
  if (duration?.[1] && duration[1].length <= 8) {
    const typed = `${duration[1]}${duration[2]}`;
    return `"${typed}" is no duration; try ${duration[1]}h.`;
  }
  return `"${text.slice(0, 60)}" is no time; try now-6h, 2024-10-20 00:00 or an epoch.`;
}
