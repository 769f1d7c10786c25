import { BOARD_LIMITS, type BoardItem } from "../../../../domain/panel/Board.ts";

/** The item that stood at `from` stands at `to`; the others keep their order. */
export function moveItem(items: readonly BoardItem[], from: number, to: number): readonly BoardItem[] {
  const target = Math.max(0, Math.min(items.length - 1, to));
  const item = items[from];
  if (item === undefined || target === from) return items;
  return items.toSpliced(from, 1).toSpliced(target, 0, item);
}

export interface ItemSize {
  readonly width: number;
  readonly height: number;
}

/** Within what a board allows. */
export function clampSize({ width, height }: ItemSize): ItemSize {
  const { minWidth, columns, minHeight, maxHeight } = BOARD_LIMITS;
  return {
    width: Math.max(minWidth, Math.min(columns, Math.round(width))),
    height: Math.max(minHeight, Math.min(maxHeight, Math.round(height))),
  };
}

export function sizeItem(items: readonly BoardItem[], at: number, size: ItemSize): readonly BoardItem[] {
  const item = items[at];
  if (item === undefined) return items;
  const { width, height } = clampSize(size);
  if (width === item.width && height === item.height) return items;
  return items.with(at, { ...item, width, height });
}

export interface Arranged {
  readonly items: readonly BoardItem[];
  /** What a screen reader hears; "" where the key is none of ours. */
  readonly words: string;
}

export interface ArrangeKey {
  readonly key: string;
  readonly shiftKey: boolean;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** Arrows move an item before or behind its neighbour; with Shift they make it narrower, wider, lower, higher. */
export function arrangeByKey(
  items: readonly BoardItem[],
  at: number,
  { key, shiftKey }: ArrangeKey,
): Arranged | null {
  const step = STEPS[key];
  const item = items[at];
  if (step === undefined || item === undefined) return null;
  if (!shiftKey) {
    const next = moveItem(items, at, at + step);
    return { items: next, words: placeWords(next, next.indexOf(item)) };
  }
  const isWidth = key === "ArrowLeft" || key === "ArrowRight";
  const size = isWidth
    ? { width: item.width + step, height: item.height }
    : { width: item.width, height: item.height + step };
  const next = sizeItem(items, at, size);
  return { items: next, words: sizeWords(next[at] ?? item) };
}

export const placeWords = (items: readonly BoardItem[], at: number) => `Place ${at + 1} of ${items.length}`;

export const sizeWords = ({ width, height }: ItemSize) =>
  `${width} of ${BOARD_LIMITS.columns} columns wide, ${height} rows high`;
