import { formatTimeIso } from "../../domain/time/formatTime.ts";
import type { RangeMoment } from "../../domain/time/makeAbsolute.ts";
import { parseRangeEnd, parseRangeEnds, parseRangeInput } from "../../domain/time/parseRangeInput.ts";
import { isRelativeTime, parseTime } from "../../domain/time/parseTime.ts";
import type { TimeRange } from "../../domain/time/TimeRange.ts";

/** What is wrong, by field. */
export interface FieldProblems {
  readonly from?: string;
  readonly to?: string;
}

export type FieldsResult = { readonly range: TimeRange } | { readonly problems: FieldProblems };

/** The texts of both fields as a range. A whole range pasted into one field ("a to b", copied JSON) counts alone. */
export function readFields(texts: TimeRange, moment: RangeMoment): FieldsResult {
  for (const key of ["from", "to"] as const) {
    if (!/^\s*\{|\s(?:to|until)\s|[–—]|\d\/\d/i.test(texts[key])) continue;
    const whole = parseRangeInput(texts[key], moment);
    return "problem" in whole ? { problems: { [key]: whole.problem } } : { range: whole };
  }
  const from = parseRangeEnd(texts.from, moment);
  const to = parseRangeEnd(texts.to, { ...moment, roundUp: true });
  if (typeof from !== "string" || typeof to !== "string") {
    return {
      problems: {
        ...(typeof from === "string" ? {} : { from: from.problem }),
        ...(typeof to === "string" ? {} : { to: to.problem }),
      },
    };
  }
  const range = parseRangeEnds(texts, moment);
  return "problem" in range ? { problems: { to: range.problem } } : { range };
}

/** A range as the fields show it: date maths as typed, instants on the zone's wall clock. */
export function fieldTexts(range: TimeRange, moment: RangeMoment): TimeRange {
  const text = (end: string) => {
    const timeMs = isRelativeTime(end) ? null : parseTime(end, moment);
    return timeMs === null ? end : formatTimeIso(timeMs, moment.zone);
  };
  return { from: text(range.from), to: text(range.to) };
}
