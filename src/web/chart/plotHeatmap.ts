import {
  distinctEdges,
  heatCellAt,
  heatLevel,
  heatTotal,
  needsLogAxis,
} from "../../domain/chart/heatCells.ts";
import { nearestIndex, visibleIndexes } from "../../domain/chart/searchTimes.ts";
import { timeToX, valueToY, yToValue, type ValueScale } from "../../domain/chart/valueScale.ts";
import { formatValueText } from "../../domain/format/formatValue.ts";
import { valueTicks, type ValueTick, type ValueTicks } from "../../domain/format/valueTicks.ts";
import { heatmapExtent, type HeatmapFrame } from "../../domain/frame/histogram/heatmap.ts";
import { formatTime } from "../../domain/time/formatTime.ts";
import type { ResolvedRange } from "../../domain/time/TimeRange.ts";
import { zoneLabel } from "../../domain/time/zone.ts";
import { createView, type ChartView, type ViewDescription } from "./chartView.ts";
import { fitCanvas } from "./paintCanvas.ts";
import { layoutPicture, MARGIN, type ChartPicture } from "./picture.ts";
import type { Plotted, PlotInput } from "./PlotEngine.ts";
import type { Pointed } from "./Pointed.ts";
import { measureLabel } from "./textMeasure.ts";

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
const COUNT_DIGITS = 4;

/** Lays out distributions over time: one column per step, each bucket at its own edges. */
export function plotHeatmap(content: HeatmapContent, input: PlotInput): Plotted {
  const { frame } = content;
  const isLog = frame !== null && (content.isLog ?? needsLogAxis(frame));
  const picture = layoutHeatmap(content, input, isLog);
  const chartContent = {
    ...content,
    layers: [],
    draw: "lines",
    isLog,
    isFromZero: false,
    isolated: [],
    hidden: [],
  } as const;
  const view = createView({ content: chartContent, picture, colors: input.colors, density: input.density });
  const full: ChartView = frame
    ? {
        ...view,
        grids: [frame.timesMs],
        describe: (pointed) => describeCell(content, { frame, picture }, pointed),
      }
    : view;
  return {
    view: full,
    data: frame,
    paint: (canvas) => frame && paintCells(canvas, { frame, picture }, input),
    summary: () => heatmapSummary(content),
  };
}

/** The time axis and the margins are those of a chart without series; the value axis is ours. */
function layoutHeatmap(
  content: HeatmapContent,
  { size, colors, minLeft }: PlotInput,
  isLog: boolean,
): ChartPicture {
  const extent = content.frame ? heatmapExtent(content.frame, isLog) : undefined;
  const plotHeight = size.height - MARGIN.topWithUnit - MARGIN.bottom;
  const y = extent && content.frame ? edgeTicks(content, { extent, isLog, plotHeight }) : null;
  const { draw, isFromZero } = { draw: "lines", isFromZero: false } as const;
  const base = { layers: [], shownRange: content.shownRange, zone: content.zone, unit: content.unit };
  return layoutPicture({
    content: { ...base, draw, isLog, isFromZero, isolated: [], hidden: [] },
    series: [],
    size,
    minLeft,
    measure: measureLabel(colors.fonts.sans),
    ...(y && { valueAxis: y }),
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

interface Laid {
  readonly frame: HeatmapFrame;
  readonly picture: ChartPicture;
}

/** An open bucket is drawn to the end of the axis. */
function edgeY(scale: ValueScale, height: number, edge: number): number {
  if (edge === Infinity) return 0;
  if (edge === -Infinity || (scale.isLog && edge <= 0)) return height;
  return valueToY(scale, height, edge);
}

function paintCells(
  canvas: HTMLCanvasElement,
  { frame, picture }: Laid,
  { colors, density }: PlotInput,
): void {
  const context = fitCanvas(canvas, picture, density);
  if (!context) return;
  const { plot, time, value } = picture;
  context.beginPath();
  context.rect(0, 0, plot.width, plot.height);
  context.clip();
  const visible = visibleIndexes(frame.timesMs, time.startMs - frame.stepMs, time.endMs + frame.stepMs);
  for (let step = visible.from; step < visible.to; step++) {
    const centre = frame.timesMs[step] ?? 0;
    const left = Math.round(timeToX(time, plot.width, centre - frame.stepMs / 2));
    const right = Math.round(timeToX(time, plot.width, centre + frame.stepMs / 2));
    const width = Math.max(1, right - left - (right - left > 5 ? 1 : 0));
    for (let i = frame.offsets[step] ?? 0; i < (frame.offsets[step + 1] ?? 0); i++) {
      const top = Math.round(edgeY(value, plot.height, frame.yHigh[i] ?? 0));
      const bottom = Math.round(edgeY(value, plot.height, frame.yLow[i] ?? 0));
      context.fillStyle = colors.heat[heatLevel(frame.counts[i] ?? 0, frame.maxCount)] ?? colors.axis;
      context.fillRect(left, top, width, Math.max(1, bottom - top - (bottom - top > 5 ? 1 : 0)));
    }
  }
}

const number = (count: number) => formatValueText(count, "none", { digits: COUNT_DIGITS });

function describeCell(content: HeatmapContent, { frame, picture }: Laid, pointed: Pointed): ViewDescription {
  const { zone, unit } = content;
  const index = nearestIndex(frame.timesMs, pointed.timeMs);
  const value = yToValue(picture.value, picture.plot.height, pointed.y);
  const cell = heatCellAt(frame, index, value);
  const total = heatTotal(frame, index);
  const edge = (at: number) => formatValueText(at, unit, { zone });
  const row = { isDashed: false, color: "" };
  const share = cell && total > 0 ? formatValueText(cell.count / total, "percentunit", { digits: 3 }) : "0%";
  const heat = `var(--color-heat-${cell ? heatLevel(cell.count, frame.maxCount) + 1 : 1})`;
  const bucket = cell ? `${edge(cell.low)} – ${edge(cell.high)}` : "No observations";
  const time = formatTime(pointed.timeMs, zone);
  const zoneText = zoneLabel(zone, pointed.timeMs);
  return {
    tip: {
      time,
      note: zoneText,
      rows: [
        { ...row, color: heat, name: bucket, value: cell ? number(cell.count) : "0" },
        { ...row, name: "Share of this step", value: share },
        { ...row, name: "All in this step", value: number(total) },
      ],
      more: "",
      action: "Drag zooms",
    },
    spoken: `${time} ${zoneText}: ${bucket}, ${cell ? number(cell.count) : "0"} of ${number(total)}`,
  };
}

function heatmapSummary({ frame, shownRange, zone, unit }: HeatmapContent): string {
  const span = `${formatTime(shownRange.startMs, zone)} to ${formatTime(shownRange.endMs, zone)} ${zoneLabel(zone, shownRange.endMs)}`;
  const extent = frame && heatmapExtent(frame, false);
  if (!frame || !extent) return `Empty heatmap, ${span}.`;
  const edges = `${formatValueText(extent.min, unit)} to ${formatValueText(extent.max, unit)}`;
  return `Heatmap of a histogram, ${span}, buckets from ${edges}. Arrow keys move the crosshair. The Table tab has the numbers.`;
}
