/** Where values stand in a box: the extent of all lines together. */
export interface SparkExtent {
  readonly min: number;
  readonly max: number;
}

export interface SparkBox {
  readonly width: number;
  readonly height: number;
  /** Left free above and below, for the width of the line. */
  readonly pad: number;
}

/** The smallest and largest finite value; null where there is none. */
export function sparkExtent(lines: readonly Float64Array[]): SparkExtent | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const values of lines) {
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min > max ? null : { min, max };
}

/** A change of less than this part of the number itself is drawn for what it is: next to nothing. */
const LEAST_SHARE = 0.04;

/**
 * The extent for a line under a number, which has no axis: were it stretched over every extent, 118,093 after 118,122
 * would look like a slide, and the noise of 99.3 % like an illness.
 */
export function calmExtent({ min, max }: SparkExtent): SparkExtent {
  const spread = Math.max(max - min, LEAST_SHARE * Math.max(Math.abs(min), Math.abs(max)));
  const middle = min + (max - min) / 2;
  return { min: middle - spread / 2, max: middle + spread / 2 };
}

/** An SVG path through the finite values; gaps stay gaps, a lone value is a dot (a line of no length with round ends). */
export function sparkPath(values: Float64Array, { min, max }: SparkExtent, box: SparkBox): string {
  const xStep = box.width / Math.max(1, values.length - 1);
  const spread = max - min;
  const height = box.height - 2 * box.pad;
  // A line of one value runs in the middle.
  const yOf = (value: number) => box.pad + height - (spread === 0 ? 0.5 : (value - min) / spread) * height;
  let path = "";
  let isDown = false;
  values.forEach((value, at) => {
    if (!Number.isFinite(value)) {
      isDown = false;
      return;
    }
    const point = `${(at * xStep).toFixed(1)} ${yOf(value).toFixed(1)}`;
    const isLone = !isDown && !Number.isFinite(values[at + 1] ?? Number.NaN);
    path += isDown ? `L${point}` : `M${point}${isLone ? "h0" : ""}`;
    isDown = true;
  });
  return path;
}
