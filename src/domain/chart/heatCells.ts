import type { HeatmapFrame } from "../frame/histogram/heatmap.ts";

/** Stops of the heatmap's palette. */
const HEAT_LEVELS = 9;

/**
 * 0–8 for a count above zero. By the square root: most cells of a latency histogram are far below the fullest one,
 * and would all look alike on a linear scale.
 */
export function heatLevel(count: number, maxCount: number): number {
  if (!(maxCount > 0)) return 0;
  return Math.min(HEAT_LEVELS - 1, Math.floor(Math.sqrt(count / maxCount) * HEAT_LEVELS));
}

export interface HeatCell {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** The cell of step `index` whose bucket holds `value`; null where there are no observations. */
export function heatCellAt(frame: HeatmapFrame, index: number, value: number): HeatCell | null {
  const end = frame.offsets[index + 1] ?? 0;
  for (let i = frame.offsets[index] ?? 0; i < end; i++) {
    const low = frame.yLow[i] ?? NaN;
    const high = frame.yHigh[i] ?? NaN;
    if (value >= low && value <= high) return { low, high, count: frame.counts[i] ?? 0 };
  }
  return null;
}

/** Observations of step `index`, all buckets. */
export function heatTotal(frame: HeatmapFrame, index: number): number {
  let total = 0;
  const end = frame.offsets[index + 1] ?? 0;
  for (let i = frame.offsets[index] ?? 0; i < end; i++) total += frame.counts[i] ?? 0;
  return total;
}

/** Bucket edges this far apart need a log axis to be told apart. */
const LOG_SPREAD = 30;

/** Whether the edges span so much that a linear axis would show one bucket only. */
export function needsLogAxis(frame: HeatmapFrame): boolean {
  let least = Infinity;
  let largest = 0;
  for (const edges of [frame.yLow, frame.yHigh]) {
    for (const edge of edges) {
      if (edge < 0 && Number.isFinite(edge)) return false;
      if (!Number.isFinite(edge) || edge <= 0) continue;
      if (edge < least) least = edge;
      if (edge > largest) largest = edge;
    }
  }
  return largest > least * LOG_SPREAD;
}

/** The distinct finite edges, ascending; null when there are more than `limit`, as native histograms have. */
export function distinctEdges(frame: HeatmapFrame, limit: number): readonly number[] | null {
  const edges = new Set<number>();
  for (const column of [frame.yLow, frame.yHigh]) {
    for (const edge of column) {
      if (Number.isFinite(edge)) edges.add(edge);
      if (edges.size > limit) return null;
    }
  }
  return [...edges].toSorted((a, b) => a - b);
}
