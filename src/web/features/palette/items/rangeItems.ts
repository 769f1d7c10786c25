import { parseRangeInput } from "../../../../domain/time/parseRangeInput.ts";
import { quickRanges } from "../../../../domain/time/quickRanges.ts";
import { formatRangeLabel } from "../../../../domain/time/rangeLabel.ts";
import { isRelativeTime } from "../../../../domain/time/parseTime.ts";
import type { TimeRange } from "../../../../domain/time/TimeRange.ts";
import type { PaletteItem } from "../PaletteTypes.ts";

export interface RangeContext {
  readonly nowMs: number;
  /** A resolved zone: for times without one, and for what is shown. */
  readonly zone: string;
  /** The range of the page. */
  readonly current: TimeRange;
  readonly onChoose: (range: TimeRange) => void;
}

/** "90m", "2024-10-20 to 2024-10-23", an epoch. */
const MAY_BE_RANGE = /^(?:now|last|today|yesterday|\{)|\d/i;
/** A status code or a port, rather than a second of 1970. */
const SHORT_NUMBER = /^\d{1,8}$/;

/** The quick ranges, and what was typed where it is a range itself. Ranges are chosen at once, as in the picker. */
export function rangeItems(typed: string, context: RangeContext): readonly PaletteItem[] {
  const quick = quickRanges({ zone: context.zone }).map(({ label, range }) =>
    rangeItem(label, range, context),
  );
  const read = readRange(typed, context);
  if (!read) return quick;
  const rest = quick.filter((item) => item.id !== idOf(read));
  return [{ ...namedRangeItem(read, context), isExact: true }, ...rest];
}

/** A range by what it is called: "Last 90 minutes", "20 Oct 00:00 – 23 Oct 00:00". */
export function namedRangeItem(range: TimeRange, context: RangeContext): PaletteItem {
  return rangeItem(formatRangeLabel(range, context.nowMs, context.zone), range, context);
}

const idOf = ({ from, to }: TimeRange) => `range:${from} to ${to}`;

function readRange(typed: string, { nowMs, zone }: RangeContext): TimeRange | null {
  const text = typed.replace(/^last\s+(?=\d)/i, "").trim();
  if (!MAY_BE_RANGE.test(text) || SHORT_NUMBER.test(text)) return null;
  const read = parseRangeInput(text, { nowMs, zone });
  return "problem" in read ? null : read;
}

function rangeItem(label: string, range: TimeRange, { current, onChoose }: RangeContext): PaletteItem {
  const isCurrent = range.from === current.from && range.to === current.to;
  return {
    id: idOf(range),
    group: "Time ranges",
    icon: "clock",
    text: label,
    // "now-6h", where the label does not say it.
    also: `time range ${isRelativeTime(range.from) ? range.from.replace("now-", "") : ""}`,
    ...(isCurrent && { note: "current" }),
    run: () => onChoose(range),
  };
}
