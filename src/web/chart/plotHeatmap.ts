import { heatCellAt, heatLevel, heatTotal } from "../../domain/chart/heatCells.ts";
import { nearestIndex } from "../../domain/chart/searchTimes.ts";
import { yToValue } from "../../domain/chart/valueScale.ts";
import { formatValueText } from "../../domain/format/formatValue.ts";
import { heatmapExtent, type HeatmapFrame } from "../../domain/frame/histogram/heatmap.ts";
import { formatTime } from "../../domain/time/formatTime.ts";
import { zoneLabel } from "../../domain/time/zone.ts";
import { createView, type ChartView, type ViewDescription } from "./chartView.ts";
import { eachHeatBox } from "./heatBoxes.ts";
import { layoutHeatmap, type HeatmapContent } from "./layoutHeatmap.ts";
import { fitCanvas } from "./paintCanvas.ts";
import type { ChartPicture } from "./picture.ts";
import type { Plotted, PlotInput } from "./PlotEngine.ts";
import type { Pointed } from "./Pointed.ts";
import { measureLabel } from "./textMeasure.ts";

/** Lays out distributions over time: one column per step, each bucket at its own edges. */
export function plotHeatmap(content: HeatmapContent, input: PlotInput): Plotted {
  const { frame } = content;
  const { size, minLeft, colors } = input;
  const picture = layoutHeatmap(content, { size, minLeft, measure: measureLabel(colors.fonts.sans) });
  const chartContent = {
    ...content,
    layers: [],
    draw: "lines",
    isLog: picture.value.isLog,
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

interface Laid {
  readonly frame: HeatmapFrame;
  readonly picture: ChartPicture;
}

function paintCells(
  canvas: HTMLCanvasElement,
  { frame, picture }: Laid,
  { colors, density }: PlotInput,
): void {
  const context = fitCanvas(canvas, picture, density);
  if (!context) return;
  context.beginPath();
  context.rect(0, 0, picture.plot.width, picture.plot.height);
  context.clip();
  eachHeatBox(frame, picture, (level, { left, top, width, height }) => {
    context.fillStyle = colors.heat[level] ?? colors.axis;
    context.fillRect(left, top, width, height);
  });
}

const COUNT_DIGITS = 4;
const number = (count: number) => formatValueText(count, "none", { digits: COUNT_DIGITS });

function describeCell(content: HeatmapContent, { frame, picture }: Laid, pointed: Pointed): ViewDescription {
  const { zone, unit } = content;
  const index = nearestIndex(frame.timesMs, pointed.timeMs);
  const value = yToValue(picture.value, picture.plot.height, pointed.y);
  const cell = heatCellAt(frame, index, value);
  const total = heatTotal(frame, index);
  const edge = (at: number) => formatValueText(at, unit, { zone });
  const row = { isDashed: false, color: "" };
  const part = cell && total > 0 ? cell.count / total : 0;
  const share = formatValueText(part, "percentunit", { digits: 3 });
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
