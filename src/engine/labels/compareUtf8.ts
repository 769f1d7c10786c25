/**
 * Order of texts by their UTF-8 bytes, as Go compares strings. It is that of UTF-16 units but for a surrogate, which
 * comes after every other unit.
 */
export function compareUtf8(a: string, b: string): number {
  // Labels of one family share most of their texts.
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
