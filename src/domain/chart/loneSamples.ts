import type { IndexRange } from "./searchTimes.ts";

/** Indexes of drawable samples with nothing drawable on either side: a line cannot show them, so they become dots (D6). */
export function loneSamples(ys: Float32Array, range: IndexRange): number[] {
  const lone: number[] = [];
  let wasGap = true;
  for (let i = range.from; i < range.to; i++) {
    const y = ys[i] as number;
    if (y !== y) {
      wasGap = true;
      continue;
    }
    if (wasGap) {
      const next = i + 1 < range.to ? (ys[i + 1] as number) : NaN;
      if (next !== next) lone.push(i);
    }
    wasGap = false;
  }
  return lone;
}
