import type { LogLine } from "./LogPage.ts";
import { compareNs } from "./ns.ts";
import { endOfNs, numberCopies } from "./lineOrder.ts";

/** On which side of the held lines a page was asked for: where its unknown lines of a shared nanosecond belong. */
export type Side = "older" | "newer";

export interface Merged {
  readonly lines: readonly LogLine[];
  /** How many lines were not held before. */
  readonly fresh: number;
}

/**
 * Joins a page to the held lines, both in the order of the store (ascending). What is held already is dropped:
 * the k-th line of one (ns, stream, text) is the same line in both. Neither may lack a line between its ends.
 */
export function mergeLines(held: readonly LogLine[], page: readonly LogLine[], side: Side): Merged {
  const first = page[0];
  const last = page.at(-1);
  if (!first || !last) return { lines: held, fresh: 0 };
  const from = searchNs(held, (ns) => compareNs(ns, first.ns) >= 0);
  const to = searchNs(held, (ns) => compareNs(ns, last.ns) > 0);
  const overlap = mergeOverlap(held.slice(from, to), page, side);
  if (overlap.fresh === 0) return { lines: held, fresh: 0 };
  return {
    lines: [...held.slice(0, from), ...overlap.lines, ...held.slice(to)],
    fresh: overlap.fresh,
  };
}

/** The first index whose timestamp passes, which all later ones do too. */
function searchNs(lines: readonly LogLine[], passes: (ns: string) => boolean): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes((lines[middle] as LogLine).ns)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function mergeOverlap(held: readonly LogLine[], page: readonly LogLine[], side: Side): Merged {
  const lines: LogLine[] = [];
  let fresh = 0;
  let h = 0;
  let p = 0;
  while (h < held.length || p < page.length) {
    const order = h >= held.length ? 1 : p >= page.length ? -1 : compareNs(at(held, h).ns, at(page, p).ns);
    const heldEnd = order <= 0 ? endOfNs(held, h) : h;
    const pageEnd = order >= 0 ? endOfNs(page, p) : p;
    const group = mergeNs(held.slice(h, heldEnd), page.slice(p, pageEnd), side);
    for (const line of group.lines) lines.push(line);
    fresh += group.fresh;
    h = heldEnd;
    p = pageEnd;
  }
  return { lines, fresh };
}

/** Lines of one nanosecond, stream by stream. */
function mergeNs(held: readonly LogLine[], page: readonly LogLine[], side: Side): Merged {
  if (held.length === 0) return { lines: page, fresh: page.length };
  if (page.length === 0) return { lines: held, fresh: 0 };
  const heldStreams = Map.groupBy(held, (line) => line.stream.key);
  const pageStreams = Map.groupBy(page, (line) => line.stream.key);
  const keys = [...new Set([...heldStreams.keys(), ...pageStreams.keys()])].toSorted();
  const lines: LogLine[] = [];
  let fresh = 0;
  for (const key of keys) {
    const merged = mergeStream(heldStreams.get(key) ?? [], pageStreams.get(key) ?? [], side);
    for (const line of merged.lines) lines.push(line);
    fresh += merged.fresh;
  }
  return fresh === 0 ? { lines: held, fresh } : { lines: numberCopies(lines), fresh };
}

/** Lines of one nanosecond and one stream, in the order in which the server has them. */
function mergeStream(held: readonly LogLine[], page: readonly LogLine[], side: Side): Merged {
  const left = new Map<string, number>();
  for (const { text } of held) left.set(text, (left.get(text) ?? 0) + 1);
  const extra: LogLine[] = [];
  // From the held side on, so that of equal lines those next to the held ones count as held.
  for (const line of side === "older" ? page.toReversed() : page) {
    const count = left.get(line.text) ?? 0;
    if (count > 0) left.set(line.text, count - 1);
    else extra.push(line);
  }
  const fresh = extra.length;
  if (fresh === 0) return { lines: held, fresh };
  // A page that holds all of them knows their order.
  if (page.length === held.length + fresh) return { lines: page, fresh };
  return { lines: side === "older" ? [...extra.toReversed(), ...held] : [...held, ...extra], fresh };
}

const at = (lines: readonly LogLine[], index: number) => lines[index] as LogLine;
