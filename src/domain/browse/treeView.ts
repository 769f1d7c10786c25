import type { MetricKind } from "./metricKind.ts";
import type { NameHits, NameIndex } from "./nameIndex.ts";
import { wordRanges, wordsOf } from "./nameSearch.ts";
import { groupSpan, inReadingOrder, type PrefixGroup } from "./prefixTree.ts";

/** One line of the tree as it is shown. */
export type TreeRow = GroupRow | MetricRow;

export interface GroupRow {
  readonly kind: "group";
  readonly id: string;
  readonly level: 0 | 1;
  /** All of it is the prefix; `key` of it (behind `shared`) is what the group is called by. */
  readonly prefix: string;
  readonly keyLength: number;
  /** Characters shared with the group around it. */
  readonly shared: number;
  readonly count: number;
  readonly isOpen: boolean;
  /** Place of the group around it among all rows. */
  readonly parent: number | null;
}

export interface MetricRow {
  readonly kind: "metric";
  readonly level: 0 | 1 | 2;
  readonly name: string;
  readonly shared: number;
  readonly type: MetricKind;
  /** From, to, from, to …: where the words of the search stand. */
  readonly ranges: readonly number[];
  readonly parent: number | null;
}

interface Segment {
  readonly group: PrefixGroup | null;
  /** A run of names, places among the hits; one group otherwise. */
  readonly from: number;
  readonly to: number;
  readonly level: 0 | 1 | 2;
  readonly shared: number;
  readonly isOpen: boolean;
  /** Place among all rows of its first row, and of the group around it. */
  readonly start: number;
  readonly parent: number | null;
}

/** A tree of any size, laid out: what is open is known, rows are made when they are looked at. */
export interface TreeView {
  readonly count: number;
  readonly segments: readonly Segment[];
  readonly index: NameIndex;
  readonly hits: NameHits;
}

export interface TreeOptions {
  /** What the reader opened or closed, by group id. */
  readonly toggled: ReadonlyMap<string, boolean>;
  /** Whose groups are open unless closed; "" for none. */
  readonly revealed: string;
}

/** Up to this many hits every group is open: they fit on one screen or two. */
const OPEN_ALL = 40;

export function layOutTree(index: NameIndex, hits: NameHits, options: TreeOptions): TreeView {
  const segments: Segment[] = [];
  let count = 0;
  const opensAll = hits.ids.length <= OPEN_ALL;
  const isOpen = (group: PrefixGroup, isOnly: boolean) =>
    options.toggled.get(group.id) ??
    (opensAll || isOnly || (options.revealed !== "" && options.revealed.startsWith(group.key)));
  const addRun = (run: Pick<Segment, "from" | "to" | "level" | "shared" | "parent">) => {
    const last = segments.at(-1);
    if (last && !last.group && last.to === run.from && last.parent === run.parent) {
      segments[segments.length - 1] = { ...last, to: run.to };
    } else segments.push({ group: null, isOpen: false, start: count, ...run });
    count += run.to - run.from;
  };
  const addParts = (parts: readonly (PrefixGroup | number)[], shared: number, parent: number | null) => {
    for (const part of parts) {
      if (typeof part === "number") {
        addRun({ from: part, to: part + 1, level: parent === null ? 0 : 1, shared, parent });
        continue;
      }
      const isPartOpen = isOpen(part, parts.length === 1);
      const start = count;
      const { level, from, to } = part;
      segments.push({ group: part, from, to, level, shared, isOpen: isPartOpen, start, parent });
      count += 1;
      if (!isPartOpen) continue;
      const inner = part.prefix.length;
      if (level === 1) addRun({ from, to, level: 2, shared: inner, parent: start });
      else addParts(groupSpan(index, hits, { level: 1, shared: inner, from, to }), inner, start);
    }
  };
  const whole = groupSpan(index, hits, { level: 0, shared: 0, from: 0, to: hits.ids.length });
  addParts(
    inReadingOrder(whole, (place) => index.names[hits.ids[place] ?? 0] ?? ""),
    0,
    null,
  );
  return { count, segments, index, hits };
}

/** The rows `from` to `to` (exclusive). */
export function rowsOf(
  view: TreeView,
  span: { readonly from: number; readonly to: number },
  typeOf: (id: number) => MetricKind,
): readonly TreeRow[] {
  const words = wordsOf(view.hits.typed);
  const rows: TreeRow[] = [];
  const first = Math.max(0, segmentAt(view.segments, span.from));
  const end = Math.min(span.to, view.count);
  for (let at = first; at < view.segments.length; at += 1) {
    const segment = view.segments[at];
    if (!segment || segment.start >= end) break;
    if (segment.group) {
      rows.push(groupRow(segment, segment.group));
      continue;
    }
    const { start, from, to, level, shared, parent } = segment;
    const stop = Math.min(to, from + end - start);
    for (let place = from + Math.max(0, span.from - start); place < stop; place += 1) {
      const id = view.hits.ids[place] ?? 0;
      const name = view.index.names[id] ?? "";
      rows.push({
        kind: "metric",
        level,
        name,
        shared,
        type: typeOf(id),
        ranges: wordRanges(name, words),
        parent,
      });
    }
  }
  return rows;
}

function groupRow({ shared, isOpen, parent }: Segment, group: PrefixGroup): GroupRow {
  const { id, level, prefix, key, from, to } = group;
  return {
    kind: "group",
    id,
    level,
    prefix,
    keyLength: key.length,
    shared,
    count: to - from,
    isOpen,
    parent,
  };
}

function segmentAt(segments: readonly Segment[], row: number): number {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.start ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The place of a name among the rows; -1 while it is inside a closed group or no hit. */
export function placeOf(view: TreeView, name: string): number {
  for (const { group, from, to, start } of view.segments) {
    if (group) continue;
    for (let place = from; place < to; place += 1) {
      if (view.index.names[view.hits.ids[place] ?? 0] === name) return start + place - from;
    }
  }
  return -1;
}
