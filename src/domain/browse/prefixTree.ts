import type { NameHits, NameIndex } from "./nameIndex.ts";

/** What ends a word of a name and belongs to the prefix before it: `node_`, `instance:`, `http.server.`. */
const SEPARATOR = /[_:.\-/]/;

/** Names with a common prefix: places `from` to `to` (exclusive) of the hits. */
export interface PrefixGroup {
  /** Stays the same while the search changes: the level and the prefix up to its own word. */
  readonly id: string;
  readonly level: 0 | 1;
  /** Up to the end of the word that makes the group: `container_`. */
  readonly key: string;
  /** What all its names begin with, up to the end of a word: `container_cpu_`. */
  readonly prefix: string;
  readonly from: number;
  readonly to: number;
}

/** Where the word that begins at `start` ends, its separator included; -1 where the name ends before one. */
function wordEnd(name: string, start: number): number {
  for (let at = start; at < name.length; at += 1) {
    // A name may begin with separators; they are part of its first word.
    if (at > start && SEPARATOR.test(name.charAt(at))) return at + 1;
  }
  return -1;
}

function sharedPrefix(first: string, last: string): string {
  let shared = 0;
  while (shared < first.length && first.charCodeAt(shared) === last.charCodeAt(shared)) shared += 1;
  while (shared > 0 && !SEPARATOR.test(first.charAt(shared - 1))) shared -= 1;
  return first.slice(0, shared);
}

export interface GroupSpan {
  readonly level: 0 | 1;
  /** Characters that all names of the span share; words are read behind them. */
  readonly shared: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Parts a span of hits by their next word. A name that is alone with its word is no group: it stands by itself, since
 * opening a group to find one name is a click for nothing. Hits are sorted, so equal prefixes are neighbours.
 */
export function groupSpan(
  index: NameIndex,
  hits: NameHits,
  span: GroupSpan,
): readonly (PrefixGroup | number)[] {
  const nameAt = (place: number) => index.names[hits.ids[place] ?? 0] ?? "";
  const parts: (PrefixGroup | number)[] = [];
  for (let from = span.from; from < span.to;) {
    const name = nameAt(from);
    const end = wordEnd(name, span.shared);
    const key = name.slice(0, Math.max(0, end));
    const to = end > 0 ? groupEnd((place) => nameAt(place).startsWith(key), from, span.to) : from + 1;
    if (to - from === 1) parts.push(from);
    else {
      const prefix = sharedPrefix(name, nameAt(to - 1));
      parts.push({ id: `${span.level}:${key}`, level: span.level, key, prefix, from, to });
    }
    from = to;
  }
  return parts;
}

/**
 * The first place behind `from` and before `end` that is not inside; `end` where all are. By strides that double, then by
 * halves: a group of 12,500 names takes 30 looks.
 */
function groupEnd(isInside: (place: number) => boolean, from: number, end: number): number {
  let inside = from;
  let stride = 1;
  while (inside + stride < end && isInside(inside + stride)) {
    inside += stride;
    stride *= 2;
  }
  let outside = Math.min(end, inside + stride);
  while (outside - inside > 1) {
    const middle = (inside + outside) >> 1;
    if (isInside(middle)) inside = middle;
    else outside = middle;
  }
  return outside;
}

const isRule = (name: string) => name.includes(":");

/** Reading order of the first level: by letter in any case, recording rules behind the rest. */
export function inReadingOrder(
  parts: readonly (PrefixGroup | number)[],
  nameAt: (place: number) => string,
): readonly (PrefixGroup | number)[] {
  const keyed = parts.map((part) => {
    const text = typeof part === "number" ? nameAt(part) : part.key;
    return { part, isLast: isRule(text), text: text.toLowerCase() };
  });
  const ordered = keyed.toSorted(
    (a, b) => Number(a.isLast) - Number(b.isLast) || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
  );
  return ordered.map(({ part }) => part);
}
