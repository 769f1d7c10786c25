import type { IndexRange } from "./searchTimes.ts";

export type MarkKind = "nan" | "above" | "below";

/** A sample that cannot be drawn as a height: NaN as sent, or ±Inf (and ≤ 0 on a log axis), which stands clipped at the edge. */
export interface Mark {
  readonly index: number;
  readonly kind: MarkKind;
}

export function clippedMarks(
  series: { readonly values: Float64Array; readonly nanAt?: Uint32Array },
  range: IndexRange,
  isLog: boolean,
): Mark[] {
  const marks: Mark[] = [];
  for (const index of series.nanAt ?? []) {
    if (index >= range.from && index < range.to) marks.push({ index, kind: "nan" });
  }
  const floor = isLog ? 0 : -Infinity;
  for (let index = range.from; index < range.to; index++) {
    const v = series.values[index] as number;
    if (v === Infinity) marks.push({ index, kind: "above" });
    else if (v <= floor) marks.push({ index, kind: "below" });
  }
  return marks;
}

/** Leaves out marks nearer than `minPx` to the one before of the same kind: a run of them reads as well and costs nothing. */
export function thinMarks(marks: readonly Mark[], xOf: (index: number) => number, minPx: number): Mark[] {
  const lastX = new Map<MarkKind, number>();
  return marks.filter((mark) => {
    const x = xOf(mark.index);
    if (x - (lastX.get(mark.kind) ?? -Infinity) < minPx) return false;
    lastX.set(mark.kind, x);
    return true;
  });
}
