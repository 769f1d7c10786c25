import { momentMs, weekOf } from "./weekTime.ts";

/** A stretch in which one process ran: counters start at 0 with it. [fromMs, toMs); toMs may be Infinity. */
export interface Segment {
  readonly fromMs: number;
  readonly toMs: number;
}

/** When something was there, and when it started anew. */
export interface Lives {
  /** Those that overlap [startMs, endMs], whole, in order. */
  between(startMs: number, endMs: number): readonly Segment[];
}

/** A time in every week at which a process is down. */
export interface WeeklyDown {
  readonly atS: number;
  readonly durationS: number;
}

export function oneLife(segment: Segment): Lives {
  return {
    between: (startMs, endMs) => (segment.fromMs <= endMs && segment.toMs > startMs ? [segment] : []),
  };
}

/** The segments between downs, within `bounds`. Downs are in order and do not touch. */
export function weeklyLives(bounds: Segment, downs: readonly WeeklyDown[]): Lives {
  if (downs.length === 0) return oneLife(bounds);
  let last: { startMs: number; endMs: number; segments: readonly Segment[] } | undefined;
  return {
    between: (startMs, endMs) => {
      // The series of one process are asked for one after another.
      if (last?.startMs === startMs && last.endMs === endMs) return last.segments;
      const from = Math.max(startMs, bounds.fromMs);
      const to = Math.min(endMs, bounds.toMs);
      const segments = from <= to ? splitByDowns({ fromMs: from, toMs: to }, { bounds, downs }) : [];
      last = { startMs, endMs, segments };
      return segments;
    },
  };
}

function splitByDowns(
  span: Segment,
  life: { readonly bounds: Segment; readonly downs: readonly WeeklyDown[] },
): Segment[] {
  const { bounds, downs } = life;
  const segments: Segment[] = [];
  let startMs = bounds.fromMs;
  const add = (endMs: number): void => {
    const segment = { fromMs: Math.max(startMs, bounds.fromMs), toMs: Math.min(endMs, bounds.toMs) };
    const isSeen = segment.fromMs <= span.toMs && segment.toMs > span.fromMs;
    if (isSeen && segment.toMs > segment.fromMs) segments.push(segment);
  };
  const firstWeek = weekOf(span.fromMs) - 1;
  const lastWeek = weekOf(span.toMs) + 1;
  startMs = momentMs(firstWeek, downs[0]?.atS ?? 0);
  for (let week = firstWeek; week <= lastWeek; week++)
    for (const down of downs) {
      const downMs = momentMs(week, down.atS);
      if (downMs > startMs) add(downMs);
      startMs = downMs + down.durationS * 1_000;
    }
  return segments;
}
