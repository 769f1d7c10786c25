import type { Work } from "../../work/Work.ts";

const CHUNK = 512;

/** A sort that lets others in between: chunks by themselves, then merged pair by pair. Stable. */
export function* sortWork<T>(items: readonly T[], compare: (a: T, b: T) => number): Work<T[]> {
  let chunks: T[][] = [];
  for (let start = 0; start < items.length; start += CHUNK) {
    chunks.push(items.slice(start, start + CHUNK).toSorted(compare));
    yield;
  }
  while (chunks.length > 1) {
    const merged: T[][] = [];
    for (let i = 0; i < chunks.length; i += 2)
      merged.push(yield* mergeWork([chunks[i] ?? [], chunks[i + 1] ?? []], compare));
    chunks = merged;
  }
  return chunks[0] ?? [];
}

function* mergeWork<T>([left, right]: readonly [T[], T[]], compare: (a: T, b: T) => number): Work<T[]> {
  if (right.length === 0) return left;
  const merged: T[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const a = left[i] as T;
    const b = right[j] as T;
    if (compare(a, b) <= 0) {
      merged.push(a);
      i++;
    } else {
      merged.push(b);
      j++;
    }
    if (merged.length % CHUNK === 0) yield;
  }
  return merged.concat(left.slice(i), right.slice(j));
}
