import { fitOf, hasWords, wordRanges, wordsOf } from "./nameSearch.ts";

/** All names of a source, ready to be searched. Hits are ids: places in `names`, ascending. */
export interface NameIndex {
  /** Each once, by UTF-16 units, so that names with a common prefix stand together. */
  readonly names: readonly string[];
  /** Made by the first search: the tree of all names is shown without. */
  readonly lower: readonly string[];
}

export function buildNameIndex(given: readonly string[]): NameIndex {
  const names = isInOrder(given) ? given : [...new Set(given)].toSorted();
  let lower: readonly string[] | null = null;
  return {
    names,
    get lower() {
      return (lower ??= names.map((name) => name.toLowerCase()));
    },
  };
}

/** As sources send them, mostly: sorting 150,000 names anew takes a quarter of a second. */
function isInOrder(names: readonly string[]): boolean {
  for (let at = 1; at < names.length; at += 1) if ((names[at - 1] ?? "") >= (names[at] ?? "")) return false;
  return true;
}

/** What was found for a text; the next text may only narrow it. */
export interface NameHits {
  readonly typed: string;
  readonly ids: Uint32Array;
}

/**
 * The names that have the words of `typed` in order. Where `before` was found for the beginning of this text, only its
 * hits are looked at: more letters never bring names back.
 */
export function searchNames(index: NameIndex, typed: string, before: NameHits | null = null): NameHits {
  const words = wordsOf(typed);
  const isNarrowing = before !== null && typed.startsWith(before.typed);
  if (isNarrowing && before.typed === typed) return before;
  if (words.length === 0 && !isNarrowing) return { typed, ids: allIds(index.names.length) };
  const { lower } = index;
  const found = new Uint32Array(isNarrowing ? before.ids.length : lower.length);
  let count = 0;
  for (let at = 0; at < found.length; at += 1) {
    const id = isNarrowing ? (before.ids[at] ?? 0) : at;
    if (hasWords(lower[id] ?? "", words)) {
      found[count] = id;
      count += 1;
    }
  }
  return { typed, ids: found.slice(0, count) };
}

function allIds(count: number): Uint32Array {
  const ids = new Uint32Array(count);
  for (let id = 0; id < count; id += 1) ids[id] = id;
  return ids;
}

export interface RankedName {
  readonly name: string;
  /** From, to, from, to …: what to highlight. */
  readonly ranges: readonly number[];
}

/** The best of the hits: the exact name, then by where the first word stands, shorter before longer, then by name. */
export function bestNames(index: NameIndex, hits: NameHits, limit: number): readonly RankedName[] {
  const words = wordsOf(hits.typed);
  const wanted = hits.typed.trim().toLowerCase();
  const best: { readonly id: number; readonly score: number }[] = [];
  for (const id of hits.ids) {
    const lower = index.lower[id] ?? "";
    const score = lower === wanted ? -1 : fitOf(lower, words) * LONGEST + Math.min(lower.length, LONGEST - 1);
    if (best.length === limit && score >= (best.at(-1)?.score ?? 0)) continue;
    const place = best.findLastIndex((one) => one.score <= score) + 1;
    best.splice(place, 0, { id, score });
    if (best.length > limit) best.pop();
  }
  return best.map(({ id }) => {
    const name = index.names[id] ?? "";
    return { name, ranges: wordRanges(name, words) };
  });
}

/** Beyond this many characters a name is as long as any. */
const LONGEST = 4096;
