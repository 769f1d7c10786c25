import type { IndexRange } from "./searchTimes.ts";

/**
 * Indexes of drawable samples with nothing drawable on either side: a line cannot show them, so they become dots (D6).
 * `reach` is what is mapped to pixels; only those inside `visible` count, since the outermost lack a neighbour to judge by.
 */
export function loneSamples(ys: Float32Array, reach: IndexRange, visible: IndexRange = reach): number[] {
  const lone: number[] = [];
  let wasGap = true;
  for (let i = reach.from; i < reach.to; i++) {
    const y = ys[i] as number;
    if (y !== y) {
      wasGap = true;
      continue;
    }
    if (wasGap) {
      const next = i + 1 < reach.to ? (ys[i + 1] as number) : NaN;
      if (next !== next && i >= visible.from && i < visible.to) lone.push(i);
    }
    wasGap = false;
  }
  return lone;
}
