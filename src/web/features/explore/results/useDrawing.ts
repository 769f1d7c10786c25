import { useMemo } from "react";
import { histogramQuantiles, histogramTotals } from "../../../../domain/frame/histogram/derivedSeries.ts";
import { buildHeatmap, type HeatmapFrame } from "../../../../domain/frame/histogram/heatmap.ts";
import type { DrawMode, ExploreState, HistogramView } from "../../../../domain/link/ExploreState.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { ChartContent, ChartLayer, SeriesDraw } from "../../../chart/ChartTypes.ts";
import { agreedUnit } from "../data/queryUnits.ts";
import { zoneName } from "../../../lib/zoneName.ts";
import type { ShownLayers } from "./useShownLayers.ts";

export interface ChartPanel {
  /** Accessible name: "Chart", or "Chart B" when there are several. */
  readonly name: string;
  readonly content: ChartContent;
}

export interface HeatmapPanel {
  readonly name: string;
  /** Of its query. */
  readonly letter: string;
  readonly frame: HeatmapFrame;
  /** Unit id of its bucket edges. */
  readonly unit: string;
}

/** What the chart tab shows: panels of series, heatmaps, or both. */
export interface Drawing {
  readonly panels: readonly ChartPanel[];
  readonly heatmaps: readonly HeatmapPanel[];
  readonly legendLayers: readonly ChartLayer[];
  readonly shownRange: ResolvedRange;
  /** What is drawn, "auto" resolved. */
  readonly draw: Exclude<DrawMode, "auto">;
  readonly unit: string;
  /** The unit when none is chosen. */
  readonly inferredUnit: string;
  readonly isStale: boolean;
  readonly runIds: readonly string[];
}

export interface DrawingContext {
  readonly shown: ShownLayers;
  readonly state: ExploreState;
  /** Unit id of what was asked for, when none is chosen. */
  readonly queryUnit: string;
  /** By letter, unit id of a histogram's bucket edges, and so of its quantiles. */
  readonly bucketUnits: ReadonlyMap<string, string>;
  /** The range asked for: what the empty frame shows before the first answer. */
  readonly askedRange: ResolvedRange;
}

/** A histogram as the reader asked to see it; as heatmap it leaves the layers. */
function histogramLayer(layer: ChartLayer, view: HistogramView): ChartLayer | null {
  if (view === "heatmap") return null;
  const result = view === "quantiles" ? histogramQuantiles(layer.result) : histogramTotals(layer.result);
  return { letter: layer.letter, result };
}

interface Split {
  readonly layers: readonly ChartLayer[];
  readonly heatmaps: readonly Omit<HeatmapPanel, "unit">[];
}

/** Which answers are lines and which are heatmaps. */
function split(
  shown: Pick<ShownLayers, "layers" | "histograms">,
  isHeat: boolean,
  view: HistogramView,
): Split {
  if (!isHeat) return { layers: shown.layers, heatmaps: [] };
  const layers: ChartLayer[] = [];
  const heatmaps: Omit<HeatmapPanel, "unit">[] = [];
  for (const layer of shown.layers) {
    const drawn = shown.histograms.has(layer.letter) ? histogramLayer(layer, view) : layer;
    if (drawn) layers.push(drawn);
    else
      heatmaps.push({
        name: shown.layers.length > 1 ? `Chart ${layer.letter}` : "Chart",
        letter: layer.letter,
        frame: buildHeatmap(layer.result),
      });
  }
  return { layers, heatmaps };
}

/** View options that decide the panels; everything else of the state changes without a new picture. */
interface PanelOptions {
  readonly shownRange: ResolvedRange;
  readonly zone: string;
  readonly unit: string;
  readonly draw: SeriesDraw;
  readonly isLog: boolean;
  readonly isFromZero: boolean;
  readonly isSideBySide: boolean;
}

function panelsOf(
  { layers, heatmaps }: Split,
  { isSideBySide, ...options }: PanelOptions,
): readonly ChartPanel[] {
  if (layers.length === 0 && heatmaps.length > 0) return [];
  const common = { ...options, isolated: [], hidden: [] };
  if (!isSideBySide || layers.length < 2) return [{ name: "Chart", content: { ...common, layers } }];
  return layers.map((layer) => ({ name: `Chart ${layer.letter}`, content: { ...common, layers: [layer] } }));
}

/** Derives the panels from the answers and the view options; asks nothing. */
export function useDrawing(context: DrawingContext): Drawing {
  const { shown, state, queryUnit, bucketUnits, askedRange } = context;
  const { layers: shownLayers, histograms } = shown;
  const { histogramView, isLog, isFromZero } = state;
  const isHeat = state.draw === "heatmap" || (state.draw === "auto" && histograms.size > 0);
  const isQuantiles = isHeat && histogramView === "quantiles" && histograms.size > 0;
  const unitOf = (letter: string) => bucketUnits.get(letter) ?? "none";
  const inferredUnit = isQuantiles ? agreedUnit([...histograms].map(unitOf)) : queryUnit;
  const unit = state.unit === "" ? inferredUnit : state.unit;
  const draw = isHeat ? "heatmap" : state.draw === "auto" ? "lines" : state.draw;
  const seriesDraw: SeriesDraw = draw === "heatmap" ? "lines" : draw;
  const shownRange = shown.range ?? askedRange;
  const zone = zoneName(state.zone);
  const isSideBySide = state.layout === "side";
  const parts = useMemo(
    () => split({ layers: shownLayers, histograms }, isHeat, histogramView),
    [shownLayers, histograms, isHeat, histogramView],
  );
  const panels = useMemo(
    () => panelsOf(parts, { shownRange, zone, unit, draw: seriesDraw, isLog, isFromZero, isSideBySide }),
    [parts, shownRange, zone, unit, seriesDraw, isLog, isFromZero, isSideBySide],
  );
  return {
    panels,
    heatmaps: parts.heatmaps.map((heatmap) => ({ ...heatmap, unit: unitOf(heatmap.letter) })),
    legendLayers: parts.layers,
    shownRange,
    draw,
    unit,
    inferredUnit,
    isStale: shown.isStale,
    runIds: shown.runIds,
  };
}
