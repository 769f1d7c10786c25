import type { Extent } from "../../domain/chart/valueExtent.ts";
import { valueToY } from "../../domain/chart/valueScale.ts";
import { formatValueText } from "../../domain/format/formatValue.ts";
import { LEVEL_WORDS } from "../../domain/panel/thresholdOf.ts";
import type { ChartContent, ChartThreshold } from "./ChartTypes.ts";
import { type DrawnLines, linesThrough } from "./linesThrough.ts";
import type { Box } from "./surface.ts";

/** A threshold in pixels of the whole chart. */
export interface ThresholdLine {
  readonly level: ChartThreshold["level"];
  readonly y: number;
  /** The side that is not normal. */
  readonly shadeTop: number;
  readonly shadeHeight: number;
  /** Start and baseline of the words. */
  readonly textX: number;
  readonly textY: number;
  readonly text: string;
}

/** Of the words: their height, the baseline in it, and what is left free between them and their line. */
const TEXT_HEIGHT_PX = 13;
const BASELINE_PX = 10;
const ABOVE_PX = 2;
const BELOW_PX = 4;
/** Between the words and the edge of the plot. */
const EDGE_PX = 8;
/** Where along the line, as shares of the room: few, so that words stay where they are while data moves. */
const PLACES = [0, 0.25, 0.5, 0.75, 1];

/** What the value axis covers: a threshold comes into view when it is no further from the values than they are spread. */
export function withThresholds(
  extent: Extent | null,
  { thresholds = [], isLog }: ChartContent,
): Extent | null {
  if (extent === null) return null;
  const spread = extent.high - extent.low || Math.abs(extent.high) || 1;
  const near = thresholds
    .map(({ value }) => value)
    .filter((value) => value >= extent.low - spread && value <= extent.high + spread)
    .filter((value) => !isLog || value > 0);
  return { low: Math.min(extent.low, ...near), high: Math.max(extent.high, ...near) };
}

/** What words have to keep clear of, and how wide they are. */
export interface ThresholdScene extends DrawnLines {
  readonly measure: (text: string) => number;
}

/** The thresholds that lie in the plot. */
export function placeThresholds(
  { thresholds = [], unit }: ChartContent,
  scene: ThresholdScene,
): readonly ThresholdLine[] {
  const { value, plot } = scene;
  const bottom = plot.top + plot.height;
  const ys = thresholds.map((one) => Math.round(plot.top + valueToY(value, plot.height, one.value)) + 0.5);
  const taken: Box[] = [];
  return thresholds.flatMap((threshold, at) => {
    const y = ys[at] ?? Number.NaN;
    if (!(y >= plot.top && y <= bottom + 1)) return [];
    const { level, side } = threshold;
    const isAbove = side === "above";
    const text = thresholdText(threshold, unit);
    const box = freeBox({ y, isAbove, width: scene.measure(text) }, scene, [
      ...taken,
      ...ys.filter((other) => other !== y).map((top) => ({ ...plot, top, height: 0 })),
    ]);
    taken.push(box);
    return [
      {
        level,
        y,
        shadeTop: isAbove ? plot.top : y,
        shadeHeight: Math.max(0, isAbove ? y - plot.top : bottom - y),
        textX: box.left,
        textY: box.top + BASELINE_PX,
        text,
      },
    ];
  });
}

/** What its maker wrote, else what it is: "Serious above 5 %". */
function thresholdText({ level, side, value, words }: ChartThreshold, unit: string): string {
  return words === "" ? `${LEVEL_WORDS[level]} ${side} ${formatValueText(value, unit)}` : words;
}

interface Wanted {
  /** Of the threshold. */
  readonly y: number;
  readonly isAbove: boolean;
  readonly width: number;
}

/** Beside its line, on the side that is not normal and at the left; where series run there, the next free place, or the one with the fewest. */
function freeBox({ y, isAbove, width }: Wanted, scene: ThresholdScene, taken: readonly Box[]): Box {
  const { plot } = scene;
  const above = y - ABOVE_PX - TEXT_HEIGHT_PX;
  const below = y + BELOW_PX;
  const hasRoom = (top: number) => top >= plot.top && top + TEXT_HEIGHT_PX <= plot.top + plot.height;
  const sides = (isAbove ? [above, below] : [below, above]).filter(hasRoom);
  const room = Math.max(0, plot.width - width - 2 * EDGE_PX);
  let best = { left: plot.left + EDGE_PX, top: sides[0] ?? above, width, height: TEXT_HEIGHT_PX };
  let fewest = Number.POSITIVE_INFINITY;
  for (const share of PLACES) {
    for (const top of sides) {
      const box = { ...best, left: Math.round(plot.left + EDGE_PX + share * room), top };
      const count = linesThrough(box, scene) + taken.filter((other) => isOver(box, other)).length;
      if (count >= fewest) continue;
      [best, fewest] = [box, count];
      if (count === 0) return best;
    }
  }
  return best;
}

const isOver = (a: Box, b: Box) =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top <= b.top + b.height &&
  b.top <= a.top + a.height;
