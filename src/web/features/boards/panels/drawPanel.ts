import type { PanelReading } from "../../../../contract/panels.ts";
import type { RangeResult } from "../../../../domain/frame/Frame.ts";
import { histogramQuantiles, histogramTotals } from "../../../../domain/frame/histogram/derivedSeries.ts";
import { detectHistogram } from "../../../../domain/frame/histogram/detectHistogram.ts";
import { buildHeatmap, type HeatmapFrame } from "../../../../domain/frame/histogram/heatmap.ts";
import { seriesKey } from "../../../../domain/format/seriesKey.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { ChartContent, ChartLayer } from "../../../chart/ChartTypes.ts";
import type { LetterAnswer } from "../data/usePanelAnswers.ts";
import { nameWords, seriesWords } from "./seriesWords.ts";

/** What a chart panel draws: lines, or where its answer is a histogram a heatmap. */
export interface PanelDrawing {
  readonly content: ChartContent;
  readonly heatmap: HeatmapFrame | null;
  readonly seriesCount: number;
}

export interface DrawingContext {
  readonly answers: readonly LetterAnswer[];
  /** What the empty frame shows before the first answer. */
  readonly asked: ResolvedRange;
  readonly zone: string;
}

interface DrawnLayer extends ChartLayer {
  readonly legend: string;
}

function layersOf(answers: readonly LetterAnswer[]): readonly DrawnLayer[] {
  return answers.flatMap(({ letter, decoded }) =>
    decoded?.result.kind === "range"
      ? [{ letter: letter.letter, result: decoded.result, legend: letter.legend }]
      : [],
  );
}

function derived(result: RangeResult, view: PanelReading["options"]["histogramView"]): RangeResult {
  return view === "quantiles" ? histogramQuantiles(result) : histogramTotals(result);
}

const mayBeHeat = ({ draw }: PanelReading["options"]) => draw === "heatmap" || draw === "auto";

/** Whether the panel shows a heatmap, without drawing it. */
export function isHeatPanel({ view, options }: PanelReading, answers: readonly LetterAnswer[]): boolean {
  if (view !== "chart" || options.histogramView !== "heatmap" || !mayBeHeat(options)) return false;
  return layersOf(answers).some(({ result }) => detectHistogram(result) !== undefined);
}

/** Draws nothing by itself: the chart keeps its picture while the layers stay the same. */
export function drawPanel(panel: PanelReading, { answers, asked, zone }: DrawingContext): PanelDrawing {
  const { draw, histogramView, isLog, isFromZero, unit } = panel.options;
  const all = layersOf(answers);
  const [first] = all.filter(
    ({ result }) => mayBeHeat(panel.options) && detectHistogram(result) !== undefined,
  );
  const heatmap = first && histogramView === "heatmap" ? buildHeatmap(first.result) : null;
  const layers =
    first && heatmap === null ? [{ ...first, result: derived(first.result, histogramView) }] : all;
  const content: ChartContent = {
    layers: heatmap === null ? layers : [],
    shownRange: answers[0]?.range ?? asked,
    zone,
    // Said, so that the empty frame knows whether it needs room for one.
    unit: unit === "" ? "none" : unit,
    draw: draw === "auto" || draw === "heatmap" ? "lines" : draw,
    isLog,
    isFromZero,
    isolated: [],
    hidden: [],
    names: namesOf(layers, panel),
    thresholds: panel.thresholds,
  };
  return {
    content,
    heatmap,
    seriesCount: layers.reduce((sum, { result }) => sum + result.series.length, 0),
  };
}

function namesOf(layers: readonly DrawnLayer[], panel: PanelReading): ReadonlyMap<string, string> {
  return new Map(
    layers.flatMap(({ letter, legend, result }) => {
      const labels = result.series.map((series) => series.labels);
      const words = seriesWords(legend, labels, nameWords(panel, letter));
      return labels.map((own, index): [string, string] => [seriesKey(letter, own), words[index] ?? ""]);
    }),
  );
}
