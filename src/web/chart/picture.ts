import { stackColumns } from "../../domain/chart/stackColumns.ts";
import { visibleIndexes, withNeighbours } from "../../domain/chart/searchTimes.ts";
import type { IndexRange } from "../../domain/chart/searchTimes.ts";
import { valueExtent } from "../../domain/chart/valueExtent.ts";
import type { Extent } from "../../domain/chart/valueExtent.ts";
import type { TimeScale, ValueScale } from "../../domain/chart/valueScale.ts";
import { valueTicks, type ValueTick, type ValueTicks } from "../../domain/format/valueTicks.ts";
import { timeTicks } from "../../domain/time/timeTicks.ts";
import type { TimeTick } from "../../domain/time/timeTicks.ts";
import { zoneLabel } from "../../domain/time/zone.ts";
import type { ChartContent, ChartSeries } from "./ChartTypes.ts";
import { type EndTexts, endTexts, type LineEnd, placeEnds } from "./lineEnds.ts";
import type { Box } from "./surface.ts";
import { placeThresholds, type ThresholdLine, withThresholds } from "./thresholdLines.ts";

/** One series as it is drawn. */
export interface PictureColumn {
  readonly series: ChartSeries;
  /** Where its line is: its values, or the top of its band. */
  readonly drawn: Float64Array;
  /** Where its band starts when stacked. */
  readonly base: Float64Array | null;
  /** Samples inside the shown range. */
  readonly visible: IndexRange;
  /** One more on each side, for the line. */
  readonly reach: IndexRange;
}

/** Everything a chart shows, in pixels and words; computed once per data, size or option. */
export interface ChartPicture {
  readonly size: { readonly width: number; readonly height: number };
  readonly plot: Box;
  readonly time: TimeScale;
  readonly value: ValueScale;
  readonly xTicks: readonly TimeTick[];
  readonly yTicks: readonly ValueTick[];
  readonly unitText: string;
  readonly zoneText: string;
  readonly columns: readonly PictureColumn[];
  /** Of the finite visible values; null when there are none. */
  readonly extent: Extent | null;
  readonly thresholds: readonly ThresholdLine[];
  readonly ends: readonly LineEnd[];
}

export interface PictureInput {
  readonly content: ChartContent;
  readonly series: readonly ChartSeries[];
  readonly size: { readonly width: number; readonly height: number };
  /** The left margin so far: it may grow for long labels, and never shrinks under the reader. */
  readonly minLeft: number;
  /** Width of a tick label in pixels. */
  readonly measure: (text: string) => number;
  /** Given, the value axis is not derived from the series: a heatmap's is its bucket edges. */
  readonly valueAxis?: ValueTicks;
}

/** Plot margins of the mock-ups; `left` is the least. */
export const MARGIN = { left: 46, right: 4, top: 10, topWithUnit: 22, bottom: 22 };
const LEFT_LIMIT = 132;
const LABEL_GAP = 8;
const LEAST_ENDS_PX = 88;
/** A tick label needs this much room. */
const X_TICK_PX = 84;
const X_TICK_PX_NARROW = 64;
const Y_TICK_PX = 56;
const NARROW_PX = 560;

export function layoutPicture(input: PictureInput): ChartPicture {
  const { content, series, size } = input;
  const time = { startMs: content.shownRange.startMs, endMs: content.shownRange.endMs };
  const columns = layoutColumns(series, content);
  const extent = pictureExtent(columns, content);
  const plotHeight = size.height - MARGIN.topWithUnit - MARGIN.bottom;
  const y = input.valueAxis ?? seriesAxis(extent, content, plotHeight);
  // The empty frame has room for the unit that is still unknown.
  const isUnknown = content.unit === "" && content.layers.length === 0 && !input.valueAxis;
  const hasUnit = y.unitText !== "" || isUnknown;
  const top = hasUnit ? MARGIN.topWithUnit : MARGIN.top;
  const zoneText = zoneLabel(content.zone, content.shownRange.startMs);
  const left = leftMargin(input, [...y.ticks.map((tick) => tick.text), y.unitText, zoneText]);
  const ends = endTexts(content, series, { width: size.width, measure: input.measure });
  const width = Math.max(1, size.width - left - MARGIN.right - endRoom(content, ends));
  const plot = { left, top, width, height: Math.max(1, size.height - top - MARGIN.bottom) };
  const tickPx = size.width < NARROW_PX ? X_TICK_PX_NARROW : X_TICK_PX;
  const value = { low: y.low, high: y.high, isLog: content.isLog };
  return {
    size,
    plot,
    time,
    value,
    xTicks: timeTicks(content.shownRange, { widthPx: width, zone: content.zone, labelPx: tickPx }),
    yTicks: extent === null && !input.valueAxis ? y.ticks.map((tick) => ({ ...tick, text: "" })) : y.ticks,
    unitText: y.unitText,
    zoneText,
    columns,
    extent,
    // Without values the axis is a stand-in, and nothing has its place on it.
    thresholds:
      extent === null ? [] : placeThresholds(content, { columns, time, value, plot, measure: input.measure }),
    ends: placeEnds(columns, ends, { value, plot }),
  };
}

function seriesAxis(extent: Extent | null, content: ChartContent, plotHeight: number): ValueTicks {
  const { unit, isLog, zone } = content;
  const [low, high] = tickDomain(withThresholds(extent, content), content);
  return valueTicks(low, high, { unit, count: Math.max(2, Math.floor(plotHeight / Y_TICK_PX)), isLog, zone });
}

/** In steps, and never less than most ends need, so that the frame stands still when they come and when their values change. */
function endRoom({ hasEnds = false, layers }: ChartContent, ends: EndTexts): number {
  if (ends.width > 0) return Math.max(LEAST_ENDS_PX, Math.ceil(ends.width / LABEL_GAP) * LABEL_GAP);
  return hasEnds && layers.length === 0 ? LEAST_ENDS_PX : 0;
}

function leftMargin(input: PictureInput, texts: readonly string[]): number {
  const widest = Math.max(0, ...texts.map(input.measure));
  const needed = Math.min(LEFT_LIMIT, Math.ceil((widest + LABEL_GAP + 2) / LABEL_GAP) * LABEL_GAP);
  return Math.max(MARGIN.left, input.minLeft, needed);
}

function layoutColumns(series: readonly ChartSeries[], content: ChartContent): PictureColumn[] {
  const ranges = new Map<Float64Array, { visible: IndexRange; reach: IndexRange }>();
  const rangesOf = (timesMs: Float64Array) => {
    const before = ranges.get(timesMs);
    if (before) return before;
    const visible = visibleIndexes(timesMs, content.shownRange.startMs, content.shownRange.endMs);
    const fresh = { visible, reach: withNeighbours(visible, timesMs.length) };
    ranges.set(timesMs, fresh);
    return fresh;
  };
  const bands = content.draw === "stacked" ? stackByGrid(series) : null;
  return series.map((entry) => {
    const band = bands?.get(entry);
    return {
      series: entry,
      drawn: band?.top ?? entry.series.values,
      base: band?.base ?? null,
      ...rangesOf(entry.timesMs),
    };
  });
}

/** Only series of one time grid can be piled up; each grid stacks from zero. */
function stackByGrid(
  series: readonly ChartSeries[],
): Map<ChartSeries, { base: Float64Array; top: Float64Array }> {
  const grids = new Map<string, ChartSeries[]>();
  for (const entry of series) {
    const { timesMs, stepMs } = entry;
    const grid = `${timesMs.length} ${timesMs[0]} ${stepMs}`;
    const members = grids.get(grid);
    if (members) members.push(entry);
    else grids.set(grid, [entry]);
  }
  const bands = new Map<ChartSeries, { base: Float64Array; top: Float64Array }>();
  for (const members of grids.values()) {
    const stacked = stackColumns(members.map((entry) => entry.series.values));
    members.forEach((entry, order) => {
      const band = stacked[order];
      if (band) bands.set(entry, band);
    });
  }
  return bands;
}

function pictureExtent(columns: readonly PictureColumn[], content: ChartContent): Extent | null {
  return valueExtent(
    columns.map((column) => ({ values: column.drawn, visible: column.visible })),
    content.isLog,
  );
}

/** What the ticks must cover. Bars and areas stand on zero, so zero is in view; an empty chart shows 0 to 1 without labels. */
function tickDomain(extent: Extent | null, content: ChartContent): [low: number, high: number] {
  if (extent === null) return content.isLog ? [1, 10] : [0, 1];
  if (content.isLog) return [extent.low, extent.high];
  const standsOnZero = content.draw === "stacked" || content.draw === "bars" || content.draw === "area";
  const hasZero = content.isFromZero || standsOnZero;
  return hasZero ? [Math.min(0, extent.low), Math.max(0, extent.high)] : [extent.low, extent.high];
}
