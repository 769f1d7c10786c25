import type { Labels } from "../Frame.ts";
import type { LogLine, LogPage } from "./LogPage.ts";
import { findLine, lineRef } from "./lineRef.ts";
import {
  extendTo,
  fromPage,
  newerPlan,
  oldestNs,
  olderPlan,
  withNewer,
  type LogPlan,
  type LogWindow,
} from "./LogWindow.ts";
import { addNs, compareNs } from "./ns.ts";

/** Lines of context to each side of a line. */
const CONTEXT_LINES = 50;
/** How far around a line its context is looked for. */
const REACH_NS = 2n * 3_600_000_000_000n;

/** The first two pages of a line's context; both hold its nanosecond. */
export interface ContextPlan {
  /** The whole stream of the line, without the query's filters. */
  readonly expr: string;
  readonly older: LogPlan;
  readonly newer: LogPlan;
}

/** A selector of exactly one stream's labels. Names that LogQL cannot spell in a selector are left out. */
export function streamSelector(labels: Labels, isIndexed: (name: string) => boolean = () => true): string {
  const pairs = Object.keys(labels)
    .filter((name) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && labels[name] !== "" && isIndexed(name))
    .toSorted()
    .map((name) => `${name}=${JSON.stringify(labels[name])}`);
  return `{${pairs.join(", ")}}`;
}

export interface ContextOptions {
  readonly linesPerSide?: number;
  readonly reachNs?: bigint;
  /** Tells the source's own label names, where its answers do not (`LogPage.isCategorized`). */
  readonly isIndexed?: (name: string) => boolean;
}

export function contextPlan(anchor: LogLine, options: ContextOptions = {}): ContextPlan {
  const { linesPerSide = CONTEXT_LINES, reachNs = REACH_NS, isIndexed } = options;
  const { ns, stream } = anchor;
  // One more than the lines of a side, for the anchor itself.
  const ask = { limit: linesPerSide + 1, isRaised: false };
  return {
    expr: streamSelector(stream.labels, isIndexed),
    older: { ...ask, startNs: addNs(ns, -reachNs), endNs: addNs(ns, 1n), direction: "backward" },
    newer: { ...ask, startNs: ns, endNs: addNs(ns, reachNs), direction: "forward" },
  };
}

/** The lines of both pages in the order in which they were written. */
export function contextWindow(
  { older, newer }: ContextPlan,
  olderPage: LogPage,
  newerPage: LogPage,
): LogWindow {
  const begun = extendTo(fromPage(olderPage, older), newer.endNs);
  const window = withNewer(begun, newerPage);
  return { ...window, direction: "forward", lines: window.lines.toReversed() };
}

/**
 * The next page to load before the context is whole: first all lines of the anchor's own nanosecond, without which
 * its place among them is not known, then as many lines as wanted to each side. Null when it is whole.
 */
export function contextNext(
  window: LogWindow,
  anchor: LogLine,
  linesPerSide: number = CONTEXT_LINES,
): LogPlan | null {
  const oldest = oldestNs(window);
  if (oldest === null || compareNs(oldest, anchor.ns) >= 0) {
    const plan = olderPlan(window);
    if (plan) return plan;
  }
  const { index } = findAnchor(window, anchor);
  const after = window.lines.length - 1 - index;
  if (index < linesPerSide) {
    const plan = olderPlan(window);
    if (plan) return plan;
  }
  return after < linesPerSide ? newerPlan(window) : null;
}

/**
 * Where the anchor is among its context (in a forward window). A query that rewrites lines (`line_format`) shows a
 * text that the stream does not hold: then it is the line of the same time, and not `isExact`.
 */
export function findAnchor(
  { lines }: LogWindow,
  anchor: LogLine,
): { readonly index: number; readonly isExact: boolean } {
  const exact = findLine(lines, lineRef(anchor));
  if (exact >= 0) return { index: exact, isExact: true };
  const after = lines.findIndex(({ ns }) => compareNs(ns, anchor.ns) >= 0);
  return { index: after < 0 ? lines.length - 1 : after, isExact: false };
}
