import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";

/** Where what was asked for lies, if it is not in the range that was asked. */
export interface Outside {
  /** Of the range: all of it is after it, all before it, or on both sides. */
  readonly side: "after" | "before" | "both";
  /** The first (after, both) or the last (before) moment of it, to the minute or the hour, as near as was looked. */
  readonly edgeMs: number;
  /** A range in which there is some of it, as long as the one that was asked or a little longer. */
  readonly range: ResolvedRange;
}

export interface OutsideAsk {
  /** Nothing is in here. */
  readonly range: ResolvedRange;
  /** Length of the range to offer. */
  readonly lengthMs: number;
  /** What is looked at, before and after the range. */
  readonly far: ResolvedRange;
}

/** Two days are halved to a minute in 12, a year to two hours; what is left open makes the offered range longer. */
const HALVINGS = 12;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Finds what is not in a range before or after it, by asking at most fourteen times whether there is any of it in some
 * other one; null where there is none at all.
 */
export async function outsideOf(
  has: (range: ResolvedRange) => Promise<boolean>,
  { range, lengthMs, far }: OutsideAsk,
): Promise<Outside | null> {
  const between = async (startMs: number, endMs: number) => startMs < endMs && has({ startMs, endMs });
  const [isAfter, isBefore] = await Promise.all([
    between(range.endMs, far.endMs),
    between(far.startMs, range.startMs),
  ]);
  const length = Math.max(lengthMs, MINUTE_MS);
  if (isAfter) {
    const isFull = (ms: number) => between(range.endMs, ms);
    const { empty, full } = await halve(isFull, { empty: range.endMs, full: far.endMs });
    const endMs = Math.min(Math.max(empty + length, full + length / 2), far.endMs);
    const shown = { startMs: Math.min(empty, endMs - length), endMs };
    return { side: isBefore ? "both" : "after", edgeMs: rounded({ empty, full }), range: shown };
  }
  if (!isBefore) return null;
  const isFull = (ms: number) => between(ms, range.startMs);
  const { empty, full } = await halve(isFull, { empty: range.startMs, full: far.startMs });
  const shown = { startMs: Math.min(empty - length, full - length / 2), endMs: empty };
  return { side: "before", edgeMs: rounded({ empty, full }), range: shown };
}

interface Bracket {
  /** Up to here there is nothing. */
  readonly empty: number;
  /** Up to here there is something. */
  readonly full: number;
}

function rounded({ empty, full }: Bracket): number {
  const unit = Math.abs(full - empty) > 10 * MINUTE_MS ? HOUR_MS : MINUTE_MS;
  return Math.round(full / unit) * unit;
}

async function halve(isFull: (ms: number) => Promise<boolean>, first: Bracket): Promise<Bracket> {
  let { empty, full } = first;
  for (let times = 0; times < HALVINGS && Math.abs(full - empty) > MINUTE_MS; times += 1) {
    const middle = Math.round((empty + full) / 2);
    // Each answer decides the next question.
    // oxlint-disable-next-line no-await-in-loop
    if (await isFull(middle)) full = middle;
    else empty = middle;
  }
  return { empty, full };
}
