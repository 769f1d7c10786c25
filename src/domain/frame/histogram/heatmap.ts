import { labelValue, type RangeResult } from "../Frame.ts";
import { splitBuckets, type Bucket } from "./Bucket.ts";
import { parseVmrange } from "./detectHistogram.ts";
import { histogramGroups, type HistogramGroup } from "./histogramGroups.ts";

/**
 * Distributions over time, as flat columns. The cells of step `i` are `offsets[i] … offsets[i + 1]` of `yLow`, `yHigh`
 * and `counts`, ascending by edge; every step has its own edges, as native histograms do. Cells without
 * observations are left out. Edges may be ±Infinity: see `heatmapExtent` for what an axis should span.
 */
export interface HeatmapFrame {
  readonly timesMs: Float64Array;
  readonly stepMs: number;
  readonly offsets: Uint32Array;
  readonly yLow: Float64Array;
  readonly yHigh: Float64Array;
  readonly counts: Float64Array;
  /** The largest count: where the colour scale ends. 0 when there are no cells. */
  readonly maxCount: number;
}

/** Every histogram of the result added up, cell by cell of equal edges. */
export function buildHeatmap(result: RangeResult): HeatmapFrame {
  const groups = histogramGroups(result);
  const ranges = vmranges(result);
  const offsets = new Uint32Array(result.timesMs.length + 1);
  const [yLow, yHigh, counts]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < result.timesMs.length; i++) {
    for (const { low, high, count } of cellsAt(groups, ranges, i)) {
      yLow.push(low);
      yHigh.push(high);
      counts.push(count);
    }
    offsets[i + 1] = counts.length;
  }
  return {
    timesMs: result.timesMs,
    stepMs: result.stepMs,
    offsets,
    yLow: Float64Array.from(yLow),
    yHigh: Float64Array.from(yHigh),
    counts: Float64Array.from(counts),
    maxCount: counts.reduce((max, count) => Math.max(max, count), 0),
  };
}

type Range = { readonly edges: readonly [number, number]; readonly values: Float64Array };

function vmranges(result: RangeResult): Range[] {
  return result.series.flatMap(({ labels, values }) => {
    const edges = parseVmrange(labelValue(labels, "vmrange"));
    return edges ? [{ edges, values }] : [];
  });
}

function cellsAt(groups: readonly HistogramGroup[], ranges: readonly Range[], index: number): Bucket[] {
  const cells: Bucket[] = [];
  for (const group of groups) {
    cells.push(...splitBuckets(group.classicAt(index)));
    const native = group.nativeAt(index);
    for (const [, low, high, count] of native?.buckets ?? []) cells.push({ low, high, count });
  }
  for (const { edges, values } of ranges) {
    cells.push({ low: edges[0], high: edges[1], count: values[index] as number });
  }
  const sums = new Map<string, Bucket>();
  for (const cell of cells) {
    if (!(cell.count > 0)) continue;
    const key = `${cell.low} ${cell.high}`;
    const earlier = sums.get(key);
    sums.set(key, earlier ? { ...cell, count: cell.count + earlier.count } : cell);
  }
  return [...sums.values()].toSorted((a, b) => a.low - b.low || a.high - b.high);
}

export interface HeatmapExtent {
  readonly min: number;
  readonly max: number;
}

/**
 * What the y axis spans: from the lowest to the highest finite edge; on a log axis only the positive ones. An open
 * bucket (to ±Infinity, or to 0 on a log axis) is drawn up to the end of the axis. `undefined` without any edge.
 */
export function heatmapExtent(frame: HeatmapFrame, isLog: boolean): HeatmapExtent | undefined {
  let min = Infinity;
  let max = -Infinity;
  for (const edges of [frame.yLow, frame.yHigh]) {
    for (const edge of edges) {
      if (!Number.isFinite(edge) || (isLog && edge <= 0)) continue;
      min = Math.min(min, edge);
      max = Math.max(max, edge);
    }
  }
  if (min > max) return undefined;
  if (min < max) return { min, max };
  // One single edge, such as one bucket (0, 1] on a log axis: a decade below it, or half of it around.
  return isLog ? { min: min / 10, max } : { min: Math.min(0, min), max: Math.max(max, 0) || 1 };
}
