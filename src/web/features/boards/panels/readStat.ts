import type { PanelReading } from "../../../../contract/panels.ts";
import type { QueryResult, RangeResult } from "../../../../domain/frame/Frame.ts";
import { formatDuration } from "../../../../domain/time/duration.ts";
import { groupDigits } from "../../../../domain/format/groupDigits.ts";
import { type FormattedValue, formatValue, joinUnit } from "../../../../domain/format/formatValue.ts";
import { type Standing, thresholdOf } from "../../../../domain/panel/thresholdOf.ts";
import type { LetterAnswer } from "../data/usePanelAnswers.ts";

/** A panel of one number, in words. */
export interface Stat {
  readonly value: number;
  readonly text: string;
  readonly suffix: string;
  /** When the value is from, where that is not the end of the range. */
  readonly olderMs: number | null;
  readonly standing: Standing | null;
  /** "Was 99.1 % yesterday." or "". */
  readonly comparison: string;
  /** The first series over time; null where there is only a moment. */
  readonly line: Float64Array | null;
}

interface Last {
  readonly value: number;
  readonly timeMs: number;
}

function lastOfRange({ series, timesMs }: RangeResult): Last | null {
  const values = series[0]?.values;
  if (!values) return null;
  for (let i = values.length - 1; i >= 0; i--) {
    const value = values[i] as number;
    if (!Number.isNaN(value)) return { value, timeMs: timesMs[i] as number };
  }
  return null;
}

function lastOf(result: QueryResult | undefined): Last | null {
  switch (result?.kind) {
    case "range":
      return lastOfRange(result);
    case "vector":
      return result.rows[0]?.sample ?? null;
    case "scalar":
      return result.sample;
    default:
      return null;
  }
}

const GROUPED_TO = 1e7;
/** As many as one reads out. */
const DIGITS = 3;
const isPlain = (unit: string) => unit === "" || unit === "none" || unit === "plain";

/** A number for people: grouped by thousands, three digits of it; in its unit's scale where it has one. */
export function statText(value: number, unit: string, zone: string): FormattedValue {
  if (isPlain(unit) && Math.abs(value) < GROUPED_TO) {
    const size = Math.abs(value);
    const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 1 ? 1 : 3;
    return { text: value.toLocaleString("en-GB", { maximumFractionDigits: digits }), suffix: "" };
  }
  const { text, suffix } = formatValue(value, unit, { zone, digits: DIGITS });
  return { text: suffix === "%" ? withTenth(text) : groupDigits(text), suffix };
}

/** "96.0" beside "99.3": a share is compared with others and with what is normal. Nothing and all stay as they are. */
function withTenth(text: string): string {
  return /^-?[1-9]\d?$/.test(text) ? `${text}.0` : text;
}

const PERIODS = new Map([
  [3_600_000, "an hour before"],
  [86_400_000, "yesterday"],
  [604_800_000, "a week before"],
]);

function comparisonOf(panel: PanelReading, before: LetterAnswer | undefined, zone: string): string {
  const last = lastOf(before?.decoded?.result);
  if (last === null || panel.compareMs === 0) return "";
  const was = joinUnit(statText(last.value, panel.options.unit, zone));
  const when = PERIODS.get(panel.compareMs) ?? `${formatDuration(panel.compareMs)} before`;
  return `Was ${was} ${when}.`;
}

/** Samples this far before the end are said to be older. */
const LATE_STEPS = 3;

/** The newest value of the first query; null where it has none. */
export function readStat(
  panel: PanelReading,
  { answer, before, zone }: { answer: LetterAnswer; before: LetterAnswer | undefined; zone: string },
): Stat | null {
  const result = answer.decoded?.result;
  const last = lastOf(result);
  if (last === null) return null;
  const { startMs, endMs } = answer.range;
  const stepMs = result?.kind === "range" ? result.stepMs : endMs - startMs;
  return {
    value: last.value,
    ...statText(last.value, panel.options.unit, zone),
    olderMs: last.timeMs < endMs - LATE_STEPS * stepMs ? last.timeMs : null,
    standing: thresholdOf(last.value, panel.thresholds),
    comparison: comparisonOf(panel, before, zone),
    line: result?.kind === "range" ? (result.series[0]?.values ?? null) : null,
  };
}
