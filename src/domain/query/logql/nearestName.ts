/** More edits than this make another word. */
const MAX_EDITS = 2;
const MAX_LENGTH = 40;

/** The name a misspelt word most likely stands for; null where none is near. Case does not count. */
export function nearestName(word: string, names: Iterable<string>): string | null {
  if (word === "" || word.length > MAX_LENGTH) return null;
  const lower = word.toLowerCase();
  // A short word is near to everything.
  let best = Math.min(MAX_EDITS, Math.floor(lower.length / 3)) + 1;
  let found: string | null = null;
  for (const name of names) {
    const edits = editsBetween(lower, name.toLowerCase());
    if (edits < best) {
      best = edits;
      found = name;
    }
  }
  return found;
}

/** Letters added, left out, changed or swapped with their neighbour. */
function editsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > MAX_EDITS) return Infinity;
  let before: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let edits = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      }
      row.push(edits);
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? Infinity;
}
