/** Which item a key moves to, among `count`; null for a key that moves nothing. -1 = none focused yet. */
export function nextIndex(key: string, index: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case "ArrowDown":
      return (index + 1) % count;
    case "ArrowUp":
      return index <= 0 ? count - 1 : index - 1;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** The next item whose text starts with what was typed, after `index`, around the end. */
export function typeaheadIndex(texts: readonly string[], index: number, typed: string): number | null {
  const wanted = typed.toLowerCase();
  for (let step = 1; step <= texts.length; step += 1) {
    const at = (index + step) % texts.length;
    if (texts[at]?.toLowerCase().startsWith(wanted)) return at;
  }
  return null;
}
