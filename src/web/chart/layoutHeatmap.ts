import { distinctEdges, needsLogAxis } from "../../domain/chart/heatCells.ts";
import { valueToY } from "../../domain/chart/valueScale.ts";
import { formatValueText } from "../../domain/format/formatValue.ts";
import { valueTicks, type ValueTick, type ValueTicks } from "../../domain/format/valueTicks.ts";
import { heatmapExtent, type HeatmapFrame } from "../../domain/frame/histogram/heatmap.ts";
import type { ResolvedRange } from "../../domain/time/TimeRange.ts";
import { layoutPicture, MARGIN, type ChartPicture, type PictureInput } from "./picture.ts";

export interface HeatmapContent {
  /** Null while the query runs. */
  readonly frame: HeatmapFrame | null;
  readonly shownRange: ResolvedRange;
  readonly zone: string;
  /** Of the bucket edges. */
  readonly unit: string;
  /** Default: log when the edges need it. */
  readonly isLog?: boolean;
}

const EDGE_LIMIT = 40;
const EDGE_LABEL_PX = 16;
/** Edges carry their unit, so the empty frame keeps no room for one. */
const EMPTY_AXIS: ValueTicks = { ticks: [], low: 0, high: 1, unitText: "" };

/** Whether the edges stand on a log axis: as asked for, else where a linear one would show one bucket only. */
function isLogHeatmap({ frame, isLog }: HeatmapContent): boolean {
  return frame !== null && (isLog ?? needsLogAxis(frame));
}

/** The time axis and the margins are those of a chart without series; the value axis is ours. */
export function layoutHeatmap(
  content: HeatmapContent,
  { size, minLeft, measure }: Pick<PictureInput, "size" | "minLeft" | "measure">,
): ChartPicture {
  const isLog = isLogHeatmap(content);
  const extent = content.frame ? heatmapExtent(content.frame, isLog) : undefined;
  const plotHeight = size.height - MARGIN.topWithUnit - MARGIN.bottom;
  const y = extent && content.frame ? edgeTicks(content, { extent, isLog, plotHeight }) : EMPTY_AXIS;
  const { draw, isFromZero } = { draw: "lines", isFromZero: false } as const;
  const base = { layers: [], shownRange: content.shownRange, zone: content.zone, unit: content.unit };
  return layoutPicture({
    content: { ...base, draw, isLog, isFromZero, isolated: [], hidden: [] },
    series: [],
    size,
    minLeft,
    measure,
    valueAxis: y,
  });
}

/** Ticks at the bucket edges themselves when there are few, thinned to what fits; else round values. */
function edgeTicks(
  content: HeatmapContent,
  axis: { extent: { min: number; max: number }; isLog: boolean; plotHeight: number },
): ValueTicks {
  const { extent, isLog, plotHeight } = axis;
  const edges = content.frame && distinctEdges(content.frame, EDGE_LIMIT);
  const count = Math.max(2, Math.floor(plotHeight / 40));
  if (!edges)
    return valueTicks(extent.min, extent.max, { unit: content.unit, count, isLog, zone: content.zone });
  const scale = { low: extent.min, high: extent.max, isLog };
  const ticks: ValueTick[] = [];
  let lastY = Infinity;
  for (const value of edges) {
    if (value < extent.min) continue;
    const y = valueToY(scale, plotHeight, value);
    if (lastY - y < EDGE_LABEL_PX) continue;
    ticks.push({ value, text: formatValueText(value, content.unit, { zone: content.zone }) });
    lastY = y;
  }
  return { ticks, low: extent.min, high: extent.max, unitText: "" };
}
