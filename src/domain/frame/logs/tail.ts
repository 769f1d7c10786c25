import type { LogPage } from "./LogPage.ts";
import { extendTo, MOST_LINES, newestNs, type LogPlan, type LogWindow } from "./LogWindow.ts";
import { addNs, compareNs, msToNs, nsToMs } from "./ns.ts";

/** Between two requests of a live tail (features N3). */
export const TAIL_PAUSE_MS = 2000;
/**
 * Agents send lines in batches, so that one with an earlier time may arrive after the newest: the last seconds are
 * asked for again. What is held already is dropped.
 */
const LOOK_BACK_NS = 5_000_000_000n;
/** Clocks of those who write lines may be ahead of ours. */
const LOOK_AHEAD_NS = 60_000_000_000n;

/** The next request of a live tail; `withNewer(tailWindow(window, plan), page)` joins its answer. */
export function tailPlan(window: LogWindow, nowMs: number): LogPlan {
  const { limit, maxLimit, range, newer } = window;
  const most = Math.min(maxLimit, MOST_LINES);
  const newest = newestNs(window);
  const endNs = later(
    addNs(msToNs(nowMs), LOOK_AHEAD_NS),
    newest === null ? range.startNs : addNs(newest, 1n),
  );
  const plan = (startNs: string, lines: number): LogPlan => ({
    startNs,
    endNs,
    limit: Math.min(most, lines),
    direction: "forward",
    isRaised: lines === most && most > limit,
  });
  if (newest === null) return plan(range.startNs, limit);
  const back = later(addNs(newest, -LOOK_BACK_NS), range.startNs);
  const held = countSince(window, back);
  // Room for a page of new lines beside the held ones; where they fill it, time itself must be the start.
  if (held + limit <= most) return plan(back, held + limit);
  return plan(newer.isPassed ? addNs(newest, 1n) : newest, most);
}

/** The window that takes the answer to a plan of its tail. */
export function tailWindow(window: LogWindow, { endNs }: LogPlan): LogWindow {
  return extendTo(window, endNs);
}

/** Up to when a tail has asked, or null where it has not gone beyond the end of its query yet. */
export function followedToNs({ range }: LogWindow, endNs: string): string | null {
  const askedNs = addNs(range.endNs, -LOOK_AHEAD_NS);
  return compareNs(askedNs, endNs) > 0 ? askedNs : null;
}

/** How long to wait before the next request: not at all while lines come faster than one page. */
export function tailPauseMs({ lines, limit }: LogPage): number {
  return lines.length < limit ? TAIL_PAUSE_MS : 0;
}

/** How far the newest line lies behind now, at least 0; null without lines. */
export function tailLagMs(window: LogWindow, nowMs: number): number | null {
  const newest = newestNs(window);
  return newest === null ? null : Math.max(0, nowMs - nsToMs(newest));
}

function countSince({ lines, direction }: LogWindow, startNs: string): number {
  let count = 0;
  while (count < lines.length) {
    const line = direction === "backward" ? lines[count] : lines.at(-1 - count);
    if (!line || compareNs(line.ns, startNs) < 0) break;
    count++;
  }
  return count;
}

const later = (a: string, b: string) => (compareNs(a, b) >= 0 ? a : b);
