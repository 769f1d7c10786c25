import type { ResolvedRange } from "../time/TimeRange.ts";

const MINUTE_MS = 60_000;
/** Ends that move less than this ask nothing new (features §4.11). */
const SLACK_MS = 5_000;

/** Outwards to whole minutes, so that caches on the way hit. */
export function roundRange({ startMs, endMs }: ResolvedRange): ResolvedRange {
  return {
    startMs: Math.floor(startMs / MINUTE_MS) * MINUTE_MS,
    endMs: Math.ceil(endMs / MINUTE_MS) * MINUTE_MS,
  };
}

/** Whether an answer for one range serves the other: each end moved less than 5 s. */
export function isNear(a: ResolvedRange, b: ResolvedRange): boolean {
  return Math.abs(a.startMs - b.startMs) < SLACK_MS && Math.abs(a.endMs - b.endMs) < SLACK_MS;
}

/** What was asked for, and when. */
export interface HeldRange {
  readonly given: ResolvedRange;
  readonly asked: ResolvedRange;
  readonly atMs: number;
}

export interface SteadyOptions {
  readonly nowMs: number;
  /** How long a range that follows the clock is the same one. */
  readonly lifetimeMs: number;
}

/**
 * The range to ask for, rounded; the same object as `held` while the ends moved less than 5 s, or both moved as the
 * clock did: "last 6 hours" looked at a minute later is no other range until the lifetime is over.
 */
export function steadyRange(held: HeldRange | null, next: ResolvedRange, options: SteadyOptions): HeldRange {
  const { nowMs, lifetimeMs } = options;
  const fresh = { given: next, asked: roundRange(next), atMs: nowMs };
  if (!held) return fresh;
  if (isNear(held.given, next)) return held;
  const passedMs = nowMs - held.atMs;
  const { startMs, endMs } = held.given;
  const slid = { startMs: startMs + passedMs, endMs: endMs + passedMs };
  return passedMs < lifetimeMs && isNear(slid, next) ? held : fresh;
}
