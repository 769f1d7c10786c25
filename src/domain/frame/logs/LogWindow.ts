import type { LogDirection, LogLine, LogPage } from "./LogPage.ts";
import { mergeLines, type Side } from "./mergeLines.ts";
import { addNs, compareNs } from "./ns.ts";

/** Loki's default `max_entries_limit_per_query`, and the most that one page ever asks for. */
export const MOST_LINES = 5000;

/** Start inclusive, end exclusive, as Loki reads a log range. */
export interface LogRange {
  readonly startNs: string;
  readonly endNs: string;
}

/** One end of the loaded lines. */
export interface LogEdge {
  /** A short page showed that nothing lies beyond within the range. */
  readonly isEnd: boolean;
  /** The usual limit brings nothing beyond the last nanosecond, so that the next page asks for the most. */
  readonly isRaised: boolean;
  /** Not even the most does: the next page begins after that nanosecond. */
  readonly isPassed: boolean;
}

/** The loaded lines of one log query, without a gap between their ends. Never changed; every step gives another one. */
export interface LogWindow {
  readonly direction: LogDirection;
  /** In the order of `direction`. */
  readonly lines: readonly LogLine[];
  readonly range: LogRange;
  /** Lines per page. */
  readonly limit: number;
  /** The most lines the server gives at once. */
  readonly maxLimit: number;
  readonly older: LogEdge;
  readonly newer: LogEdge;
  /**
   * Nanoseconds of which as many lines came as the server gives at once: it has no way to ask for more of the same
   * nanosecond, so that some may be missing there.
   */
  readonly crowdedNs: readonly string[];
}

/** What to ask for next; `isRaised` when the limit is higher than usual because one nanosecond filled a page. */
export interface LogPlan extends LogRange {
  readonly limit: number;
  readonly direction: LogDirection;
  readonly isRaised: boolean;
}

const OPEN: LogEdge = { isEnd: false, isRaised: false, isPassed: false };
const ENDED: LogEdge = { ...OPEN, isEnd: true };
const MAX_CROWDED = 100;

/**
 * The first page of a query over `range`; its direction is the one in which the lines are listed. `atNs` where the page
 * began within the range: then there may be lines on both sides of it.
 */
export function fromPage(page: LogPage, range: LogRange & { readonly atNs?: string }): LogWindow {
  const isBackward = page.direction === "backward";
  const empty: LogWindow = {
    direction: page.direction,
    lines: [],
    range: { startNs: range.startNs, endNs: range.endNs },
    limit: page.limit,
    maxLimit: MOST_LINES,
    older: isBackward || range.atNs !== undefined ? OPEN : ENDED,
    newer: isBackward && range.atNs === undefined ? ENDED : OPEN,
    crowdedNs: [],
  };
  return withPage(empty, page, isBackward ? "older" : "newer");
}

/** The window with the answer to its `olderPlan`; the same one when that changes nothing. */
export function withOlder(window: LogWindow, page: LogPage): LogWindow {
  return withPage(window, page, "older");
}

/** The window with the answer to its `newerPlan`, or of any later lines without a gap. */
export function withNewer(window: LogWindow, page: LogPage): LogWindow {
  return withPage(window, page, "newer");
}

/** The page before the oldest line, or null when there is none to ask for. */
export function olderPlan(window: LogWindow): LogPlan | null {
  const { older, range } = window;
  const ns = oldestNs(window);
  // The oldest nanosecond is asked for again: the last page may have ended within it.
  const endNs = ns === null ? range.endNs : older.isPassed ? ns : addNs(ns, 1n);
  return plan(window, older, { startNs: range.startNs, endNs, direction: "backward" });
}

/** The page after the newest line, or null when there is none to ask for. */
export function newerPlan(window: LogWindow): LogPlan | null {
  const { newer, range } = window;
  const ns = newestNs(window);
  const startNs = ns === null ? range.startNs : newer.isPassed ? addNs(ns, 1n) : ns;
  return plan(window, newer, { startNs, endNs: range.endNs, direction: "forward" });
}

/** The window of a range that ends later, as time goes on: there may be newer lines again. */
export function extendTo(window: LogWindow, endNs: string): LogWindow {
  const { range, newer } = window;
  if (compareNs(endNs, range.endNs) <= 0) return window;
  return { ...window, range: { ...range, endNs }, newer: { ...newer, isEnd: false } };
}

/** Keeps the newest `count` lines of a tail that runs all day; the older ones can be asked for again. */
export function keepNewest(window: LogWindow, count: number): LogWindow {
  if (window.lines.length <= count) return window;
  const lines = window.direction === "backward" ? window.lines.slice(0, count) : window.lines.slice(-count);
  return { ...window, lines, older: OPEN };
}

export function oldestNs({ lines, direction }: LogWindow): string | null {
  return (direction === "backward" ? lines.at(-1) : lines[0])?.ns ?? null;
}

export function newestNs({ lines, direction }: LogWindow): string | null {
  return (direction === "backward" ? lines[0] : lines.at(-1))?.ns ?? null;
}

function plan(
  { limit, maxLimit }: LogWindow,
  { isEnd, isRaised }: LogEdge,
  ask: LogRange & { readonly direction: LogDirection },
): LogPlan | null {
  if (isEnd || compareNs(ask.startNs, ask.endNs) >= 0) return null;
  const isHigher = isRaised && maxLimit > limit;
  return { ...ask, limit: isHigher ? maxLimit : limit, isRaised: isHigher };
}

function withPage(window: LogWindow, page: LogPage, side: Side): LogWindow {
  const isSame = window.direction === "forward";
  const held = isSame ? window.lines : window.lines.toReversed();
  const incoming = page.direction === "forward" ? page.lines : page.lines.toReversed();
  const { lines, fresh } = mergeLines(held, incoming, side);
  const maxLimit = Math.min(window.maxLimit, page.maxLimit ?? window.maxLimit);
  const limit = Math.min(window.limit, maxLimit);
  const edge = edgeAfter({ ...window, limit, maxLimit }, page, { side, fresh, ascending: lines });
  const ns = (side === "older" ? lines[0] : lines.at(-1))?.ns;
  const isCrowded = edge.isPassed && ns !== undefined && !window.crowdedNs.includes(ns);
  return {
    ...window,
    lines: fresh === 0 ? window.lines : isSame ? lines : lines.toReversed(),
    limit,
    maxLimit,
    [side]: edge,
    crowdedNs: isCrowded ? [...window.crowdedNs, ns].slice(-MAX_CROWDED) : window.crowdedNs,
  };
}

interface Joined {
  readonly side: Side;
  readonly fresh: number;
  readonly ascending: readonly LogLine[];
}

function edgeAfter(window: LogWindow, page: LogPage, { side, fresh, ascending }: Joined): LogEdge {
  if (page.lines.length < page.limit) return ENDED;
  const isOneNs = page.lines[0]?.ns === page.lines.at(-1)?.ns;
  if (page.limit >= window.maxLimit && (isOneNs || fresh === 0)) {
    // A server that ignores the range's end would be asked for ever.
    return window[side].isPassed && fresh === 0 ? ENDED : { ...OPEN, isPassed: true };
  }
  return { ...OPEN, isRaised: fresh === 0 || sharedAt(ascending, side) >= window.limit };
}

/** How many lines share the nanosecond at the edge. */
function sharedAt(ascending: readonly LogLine[], side: Side): number {
  const ns = (side === "older" ? ascending[0] : ascending.at(-1))?.ns;
  let count = 0;
  while (count < ascending.length) {
    const line = side === "older" ? ascending[count] : ascending.at(-1 - count);
    if (line?.ns !== ns) break;
    count++;
  }
  return count;
}
