import type { Tree } from "@lezer/common";

/** A stretch of one text that is another stretch in the other. */
export interface Replaced {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/**
 * Are two parse trees the same node for node, but for the length of what was replaced? `replaced` is in text order, in
 * offsets of the first text. The texts around it are taken to be equal.
 */
export function isSameStructure(before: Tree, after: Tree, replaced: readonly Replaced[]): boolean {
  const shift = (offset: number): number => {
    let moved = offset;
    for (const { from, to, length } of replaced) if (to <= offset) moved += length - (to - from);
    return moved;
  };
  const [left, right] = [before.cursor(), after.cursor()];
  for (;;) {
    const isSame =
      left.type.id === right.type.id && shift(left.from) === right.from && shift(left.to) === right.to;
    if (!isSame || right.type.isError) return false;
    const [hasLeft, hasRight] = [left.next(), right.next()];
    if (hasLeft !== hasRight) return false;
    if (!hasLeft) return true;
  }
}
