import { formatExact } from "../format/formatExact.ts";
import type { Labels, RangeResult, Series } from "./Frame.ts";

/** Step by step, whether the source sent something: a number, a real NaN or a histogram. */
export function isPresent(series: Series, nanAt: ReadonlySet<number>, index: number): boolean {
  const value = series.values[index] as number;
  return !Number.isNaN(value) || nanAt.has(index) || series.histograms?.has(index) === true;
}

/** Indexes of the samples a series has, ascending. */
export function presentIndexes(series: Series): number[] {
  const nanAt = new Set(series.nanAt);
  const found: number[] = [];
  for (let i = 0; i < series.values.length; i++) if (isPresent(series, nanAt, i)) found.push(i);
  return found;
}

/** The exact text the source sent. */
export function textAt(series: Series, index: number): string {
  return series.texts?.get(index) ?? formatExact(series.values[index] as number);
}

export function countSamples(result: RangeResult): number {
  return result.series.reduce((sum, series) => {
    let count = series.nanAt?.length ?? 0;
    for (const value of series.values) if (!Number.isNaN(value)) count++;
    return sum + count;
  }, 0);
}

/** Prometheus' order of label sets: names ascending, then values, pair by pair; the shorter set first. */
export function compareLabels(a: Labels, b: Labels): number {
  const names = [Object.keys(a).toSorted(), Object.keys(b).toSorted()] as const;
  for (let i = 0; i < Math.min(names[0].length, names[1].length); i++) {
    const [left = "", right = ""] = [names[0][i], names[1][i]];
    if (left !== right) return left < right ? -1 : 1;
    const [leftValue = "", rightValue = ""] = [a[left], b[right]];
    if (leftValue !== rightValue) return leftValue < rightValue ? -1 : 1;
  }
  return names[0].length - names[1].length;
}
