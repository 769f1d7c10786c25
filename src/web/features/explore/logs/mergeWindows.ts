import { compareNs } from "../../../../domain/frame/logs/ns.ts";
import type { LogDirection, LogLine } from "../../../../domain/frame/logs/LogPage.ts";
import { type LogWindow, newestNs, oldestNs } from "../../../../domain/frame/logs/LogWindow.ts";

export interface MergedLines {
  readonly lines: readonly LogLine[];
  readonly direction: LogDirection;
  /** Which windows (by index) have to load before more of the list can be shown. */
  readonly behind: { readonly older: readonly number[]; readonly newer: readonly number[] };
}

/**
 * Lines of several queries as one list by time; of equal times the query that comes first. Only the span of which
 * every query's lines are loaded is shown: beyond it, one query's silence would be mistaken for there being nothing.
 */
export function mergeWindows(windows: readonly LogWindow[]): MergedLines {
  const [first] = windows;
  const direction = first?.direction ?? "backward";
  const from = edgeOf(windows, "older");
  const to = edgeOf(windows, "newer");
  const behind = { older: from.behind, newer: to.behind };
  if (windows.length <= 1) return { lines: first?.lines ?? [], direction, behind };
  const isInside = ({ ns }: LogLine) =>
    (from.ns === null || compareNs(ns, from.ns) >= 0) && (to.ns === null || compareNs(ns, to.ns) <= 0);
  const lists = windows.map((window) => {
    const inside = window.lines.filter(isInside);
    return window.direction === direction ? inside : inside.toReversed();
  });
  const sign = direction === "backward" ? -1 : 1;
  const lines = lists.reduce<readonly LogLine[]>((merged, next) => mergeTwo(merged, next, sign), []);
  return { lines, direction, behind };
}

interface Edge {
  /** Beyond it not every window is loaded; null: all are whole. */
  readonly ns: string | null;
  readonly behind: readonly number[];
}

function edgeOf(windows: readonly LogWindow[], side: "older" | "newer"): Edge {
  const open = windows.flatMap((window, index) => {
    const ns = side === "older" ? oldestNs(window) : newestNs(window);
    return window[side].isEnd || ns === null ? [] : [{ ns, index }];
  });
  const sign = side === "older" ? 1 : -1;
  const ns = open.reduce<string | null>(
    (found, one) => (found === null || compareNs(one.ns, found) * sign > 0 ? one.ns : found),
    null,
  );
  return { ns, behind: open.filter((one) => one.ns === ns).map(({ index }) => index) };
}

function mergeTwo(a: readonly LogLine[], b: readonly LogLine[], sign: 1 | -1): readonly LogLine[] {
  const merged: LogLine[] = [];
  let j = 0;
  for (const line of a) {
    for (let other = b[j]; other && compareNs(other.ns, line.ns) * sign < 0; other = b[++j])
      merged.push(other);
    merged.push(line);
  }
  for (; j < b.length; j++) merged.push(b[j] as LogLine);
  return merged;
}
