import type { Share } from "./Share.ts";

/** The dump's span: a leap day begins in it, and three blocks of two hours hold it. */
export const START_MS = Date.UTC(2024, 1, 28, 21, 30);
export const END_MS = Date.UTC(2024, 1, 29, 1, 30);

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

const WHOLE: Span = { fromMs: START_MS, toMs: END_MS };

/** Every `intervalMs` from `fromMs` + `phaseMs`; the last at `toMs` at the latest. */
export function regular(intervalMs: number, phaseMs = 0, span: Span = WHOLE): number[] {
  const times: number[] = [];
  for (let time = span.fromMs + phaseMs; time <= span.toMs; time += intervalMs) times.push(time);
  return times;
}

/** Between `leastMs` and `mostMs` apart, to the millisecond. */
export function irregular(leastMs: number, mostMs: number, share: Share): number[] {
  const times: number[] = [];
  const next = () => Math.round(leastMs + share() * (mostMs - leastMs));
  for (let time = START_MS + next(); time <= END_MS; time += next()) times.push(time);
  return times;
}

/** Without the samples inside any of the gaps. */
export function withGaps(times: readonly number[], gaps: readonly Span[]): number[] {
  return times.filter((time) => !gaps.some((gap) => time >= gap.fromMs && time < gap.toMs));
}

/** A span of `lengthMs` somewhere in the dump. */
export function spanWithin(lengthMs: number, share: Share): Span {
  const fromMs = START_MS + Math.floor(share() * (END_MS - START_MS - lengthMs));
  return { fromMs, toMs: fromMs + lengthMs };
}
