import { compareLabels } from "../labels/compareLabels.ts";
import type { LabelMatcher } from "../labels/LabelMatcher.ts";
import type { Labels } from "../labels/Labels.ts";
import type { Work } from "../work/Work.ts";
import type { Selection } from "./MetricStore.ts";

/** What the index holds. `rank` is the index' own: its place in the order of labels, or UNRANKED. */
export interface IndexedSeries {
  readonly labels: Labels;
  rank: number;
}

export const UNRANKED = -1;

/** Candidates looked at between two yields. */
const SLICE = 512;
/** Of one series in so many and above, walking through all is faster than sorting the found. */
const SORT_BELOW = 16;

/**
 * Series by label value. One writer adds and removes, then commits; readers see what was committed last, in the order
 * of `compareLabels`, also while the next commit is under way.
 */
export class SeriesIndex<T extends IndexedSeries> {
  /** By label name, then value. Lists only grow at their end; taking away makes new ones, so readers may go on. */
  readonly #postings = new Map<string, Map<string, T[]>>();
  #ordered: readonly T[] = [];
  #fresh: T[] = [];

  /** Series that readers see. */
  get size(): number {
    return this.#ordered.length;
  }

  /** Seen by readers from the next commit on. */
  add(series: T): void {
    series.rank = UNRANKED;
    this.#fresh.push(series);
    for (const [name, value] of series.labels.entries()) {
      let byValue = this.#postings.get(name);
      if (byValue === undefined) this.#postings.set(name, (byValue = new Map<string, T[]>()));
      const list = byValue.get(value);
      if (list === undefined) byValue.set(value, [series]);
      else list.push(series);
    }
  }

  /** Gone for readers at once. */
  *remove(gone: ReadonlySet<T>): Work<void> {
    if (gone.size === 0) return;
    const touched = new Map<string, Set<string>>();
    for (const series of gone) {
      series.rank = UNRANKED;
      for (const [name, value] of series.labels.entries()) {
        const values = touched.get(name);
        if (values === undefined) touched.set(name, new Set([value]));
        else values.add(value);
      }
    }
    const isKept = (series: T): boolean => !gone.has(series);
    this.#fresh = this.#fresh.filter(isKept);
    this.#rank(this.#ordered.filter(isKept));
    for (const [name, values] of touched) {
      const byValue = this.#postings.get(name);
      for (const value of values) {
        const kept = byValue?.get(value)?.filter(isKept) ?? [];
        if (kept.length > 0) byValue?.set(value, kept);
        else byValue?.delete(value);
        yield;
      }
      if (byValue?.size === 0) this.#postings.delete(name);
    }
  }

  /** Shows readers what was added. */
  *commit(): Work<void> {
    if (this.#fresh.length === 0) return;
    const fresh = this.#fresh;
    const runs: T[][] = [];
    for (let from = 0; from < fresh.length; from += SLICE) {
      runs.push(fresh.slice(from, from + SLICE).toSorted(bySeries));
      yield;
    }
    let sorted = runs;
    while (sorted.length > 1) sorted = yield* mergePairs(sorted);
    this.#fresh = [];
    this.#rank(mergeFew(this.#ordered, sorted[0] ?? []));
  }

  /** Series that fulfil every condition, in the order of their labels. */
  *select(selection: Selection): Work<T[]> {
    return yield* this.selectAny([selection]);
  }

  /** Series that fulfil any of the selections; all of them where there is none. */
  *selectAny(selections: readonly Selection[]): Work<T[]> {
    if (selections.length === 0) return [...this.#ordered];
    const found = new Set<T>();
    for (const selection of selections) yield* this.#collect(selection, found);
    return this.#inOrder(found);
  }

  /** Adds the matching series to `found`. */
  *#collect(selection: Selection, found: Set<T>): Work<void> {
    const [lists, rest] = yield* this.#narrowest(selection);
    let looked = 0;
    for (const list of lists) {
      // What is added meanwhile is not committed, and has no rank yet.
      for (const series of list) {
        if (++looked % SLICE === 0) yield;
        if (series.rank !== UNRANKED && isMatch(series.labels, rest)) found.add(series);
      }
    }
  }

  /**
   * The lists that hold all matching series, by the condition that leaves the fewest; and the conditions still to be
   * checked. A condition that an absent label fulfils has no lists.
   */
  *#narrowest(selection: Selection): Work<readonly [lists: readonly (readonly T[])[], rest: Selection]> {
    let lists: readonly (readonly T[])[] = [this.#ordered];
    let fewest = Infinity;
    let best: LabelMatcher | undefined;
    for (const matcher of selection) {
      if (matcher.matches("")) continue;
      const matching = yield* this.#listsOf(matcher);
      const count = matching.reduce((sum, list) => sum + list.length, 0);
      if (count >= fewest) continue;
      fewest = count;
      lists = matching;
      best = matcher;
    }
    return [lists, selection.filter((matcher) => matcher !== best)];
  }

  *#listsOf(matcher: LabelMatcher): Work<(readonly T[])[]> {
    const byValue = this.#postings.get(matcher.name);
    if (byValue === undefined) return [];
    if (matcher.operator === "=") {
      const list = byValue.get(matcher.value);
      return list === undefined ? [] : [list];
    }
    const lists: (readonly T[])[] = [];
    let looked = 0;
    for (const [value, list] of byValue) {
      if (++looked % SLICE === 0) yield;
      if (matcher.matches(value)) lists.push(list);
    }
    return lists;
  }

  /** Without a pause, so that all ranks are of one commit. What was removed meanwhile has none. */
  #inOrder(found: ReadonlySet<T>): T[] {
    const ranked = [...found].filter((series) => series.rank !== UNRANKED);
    if (ranked.length < this.#ordered.length / SORT_BELOW) return ranked.toSorted((a, b) => a.rank - b.rank);
    const isFound = new Uint8Array(this.#ordered.length);
    for (const series of ranked) isFound[series.rank] = 1;
    return this.#ordered.filter((_, rank) => isFound[rank] === 1);
  }

  #rank(ordered: readonly T[]): void {
    for (const [rank, series] of ordered.entries()) series.rank = rank;
    this.#ordered = ordered;
  }
}

const bySeries = (a: IndexedSeries, b: IndexedSeries): number => compareLabels(a.labels, b.labels);

function isMatch(labels: Labels, selection: Selection): boolean {
  for (const matcher of selection) if (!matcher.matches(labels.get(matcher.name))) return false;
  return true;
}

function* mergePairs<T extends IndexedSeries>(runs: readonly T[][]): Work<T[][]> {
  const merged: T[][] = [];
  for (let i = 0; i < runs.length; i += 2) {
    const left = runs[i] ?? [];
    const right = runs[i + 1];
    merged.push(right === undefined ? left : yield* merge(left, right));
  }
  return merged;
}

function* merge<T extends IndexedSeries>(left: readonly T[], right: readonly T[]): Work<T[]> {
  const merged: T[] = [];
  let l = 0;
  let r = 0;
  for (;;) {
    const a = left[l];
    const b = right[r];
    if (a === undefined && b === undefined) return merged;
    if (b === undefined || (a !== undefined && bySeries(a, b) <= 0)) {
      if (a !== undefined) merged.push(a);
      l++;
    } else {
      merged.push(b);
      r++;
    }
    if (merged.length % SLICE === 0) yield;
  }
}

/** Few new ones into many: their places by halving, the rest copied in one go and in no time. */
function mergeFew<T extends IndexedSeries>(many: readonly T[], few: readonly T[]): T[] {
  const merged: T[] = [];
  let from = 0;
  for (const series of few) {
    let low = from;
    let high = many.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = many[middle];
      if (other !== undefined && bySeries(other, series) < 0) low = middle + 1;
      else high = middle;
    }
    for (; from < low; from++) {
      const other = many[from];
      if (other !== undefined) merged.push(other);
    }
    merged.push(series);
  }
  for (; from < many.length; from++) {
    const other = many[from];
    if (other !== undefined) merged.push(other);
  }
  return merged;
}
