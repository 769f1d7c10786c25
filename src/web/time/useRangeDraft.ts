import { useState } from "react";
import { formatDateIso } from "../../domain/time/formatTime.ts";
import type { RangeMoment } from "../../domain/time/makeAbsolute.ts";
import { addDays } from "../../domain/time/monthGrid.ts";
import { resolveRange } from "../../domain/time/resolveRange.ts";
import type { TimeRange } from "../../domain/time/TimeRange.ts";
import { fieldTexts, readFields, type FieldProblems } from "./readFields.ts";

export interface RangeDraft {
  readonly texts: TimeRange;
  readonly problems: FieldProblems;
  /** First and last day of what the fields say, for the calendar; null while they cannot be read. */
  readonly days: { readonly start: string; readonly end: string } | null;
  change(texts: TimeRange): void;
  /** Shows what is wrong with the fields, if they were changed; gives the range if nothing is. */
  check(): TimeRange | null;
  /** A day of the calendar: the first one starts the range, the second ends it. */
  pickDay(date: string): void;
}

/** The two fields while they are edited. Untouched, they follow the range and the zone. */
export function useRangeDraft(range: TimeRange, moment: RangeMoment): RangeDraft {
  const [edited, setEdited] = useState<TimeRange | null>(null);
  const [problems, setProblems] = useState<FieldProblems>({});
  const [pickedStart, setPickedStart] = useState<string | null>(null);
  const texts = edited ?? fieldTexts(range, moment);
  const read = edited === null ? { range } : readFields(edited, moment);
  const resolved = "range" in read ? resolveRange(read.range, moment.nowMs, moment.zone) : null;

  const change = (next: TimeRange) => {
    setEdited(next);
    setProblems({});
    setPickedStart(null);
  };
  return {
    texts,
    problems,
    days: resolved && {
      start: formatDateIso(resolved.startMs, moment.zone),
      end: formatDateIso(resolved.endMs, moment.zone),
    },
    change,
    check: () => {
      if ("range" in read) return read.range;
      setProblems(read.problems);
      return null;
    },
    pickDay: (date) => {
      const isEnd = pickedStart !== null && date > pickedStart;
      const start = isEnd ? pickedStart : date;
      change({ from: `${start} 00:00`, to: `${isEnd ? date : addDays(date, 1)} 00:00` });
      setPickedStart(isEnd ? null : date);
    },
  };
}
