/** A band of a stack: drawn between `base` and `top`; NaN in both where the series has no sample. */
export interface Band {
  readonly base: Float64Array;
  readonly top: Float64Array;
}

/**
 * Stacks columns of one time grid in order. Positive values pile up from zero, negative ones down from zero,
 * so that a negative sample cannot hide a positive one. A missing or infinite sample adds nothing and leaves a gap in its own band.
 */
export function stackColumns(columns: readonly Float64Array[]): Band[] {
  const length = columns[0]?.length ?? 0;
  const above = new Float64Array(length);
  const below = new Float64Array(length);
  return columns.map((values) => {
    const base = new Float64Array(length);
    const top = new Float64Array(length);
    for (let i = 0; i < length; i++) {
      const v = values[i] as number;
      if (v - v !== 0) {
        base[i] = top[i] = NaN;
        continue;
      }
      const pile = v < 0 ? below : above;
      const from = pile[i] as number;
      base[i] = from;
      top[i] = pile[i] = from + v;
    }
    return { base, top };
  });
}
