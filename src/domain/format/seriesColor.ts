/** 12 colours, solid then dashed; above 24 series the pattern starts again and the legend tells lines apart. */
const COLOR_COUNT = 12;
const SLOT_COUNT = 24;

export interface SeriesColor {
  /** 1–12: `--color-series-N`. */
  readonly colorIndex: number;
  readonly isDashed: boolean;
}

/**
 * One slot 0–23 per key, in the order given. The slot comes from the key's hash, not from its place, so a series
 * keeps its colour when others come, go or change order; only series that collide move on to the next free colour.
 * Solid colours are used up before the dashed round begins.
 */
export function assignSeriesSlots(keys: readonly string[]): readonly number[] {
  const byHash = keys
    .map((key, index) => ({ key, index, hash: hashText(key) }))
    .toSorted((a, b) => a.hash - b.hash || (a.key < b.key ? -1 : 1));
  const slots = Array.from<number>({ length: keys.length }).fill(0);
  let taken = new Set<number>();
  let round = 0;
  for (const { hash, index } of byHash) {
    if (taken.size === COLOR_COUNT) {
      taken = new Set();
      round += 1;
    }
    let color = hash % COLOR_COUNT;
    while (taken.has(color)) color = (color + 1) % COLOR_COUNT;
    taken.add(color);
    slots[index] = (round * COLOR_COUNT + color) % SLOT_COUNT;
  }
  return slots;
}

export function slotColor(slot: number): SeriesColor {
  return { colorIndex: (slot % COLOR_COUNT) + 1, isDashed: slot >= COLOR_COUNT };
}

/** FNV-1a over UTF-16 units, 32 bit, with a final mix so that keys that differ in their last letter spread over the colours. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
