/** More edits than this make another word. */
const MAX_EDITS = 2;
/** Longer than this is no name that somebody typed; it also bounds the work for one comparison. */
const MAX_LENGTH = 128;

/** The name a misspelt word most likely stands for; null where none is near. Case does not count. */
export function nearestName(word: string, names: Iterable<string>): string | null {
  if (word === "" || word.length > MAX_LENGTH) return null;
  const lower = word.toLowerCase();
  // A short word is near to everything.
  let best = Math.min(MAX_EDITS, Math.floor(lower.length / 3)) + 1;
  let found: string | null = null;
  for (const name of names) {
    if (name === word || Math.abs(name.length - word.length) >= best) continue;
    const edits = editsBetween(lower, name.toLowerCase(), best);
    if (edits < best) {
      best = edits;
      found = name;
    }
  }
  return found;
}

/** Letters added, left out, changed or swapped with their neighbour; Infinity as soon as they are `limit` or more. */
function editsBetween(a: string, b: string, limit: number): number {
  let before: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  let leastAbove = 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let edits = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      }
      row.push(edits);
      if (edits < least) least = edits;
    }
    // Whatever follows is made from these two rows, so it cannot be less than both.
    if (least >= limit && leastAbove >= limit) return Infinity;
    before = above;
    above = row;
    leastAbove = least;
  }
  return above[b.length] ?? Infinity;
}
