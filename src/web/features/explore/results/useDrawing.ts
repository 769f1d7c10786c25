import { useMemo } from "react";
import type { DrawMode, ExploreState } from "../../../../domain/link/ExploreState.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { ChartContent, ChartLayer, SeriesDraw } from "../../../chart/ChartTypes.ts";
import { zoneName } from "../state/browserZone.ts";
import type { ShownLayers } from "./useShownLayers.ts";

export interface ChartPanel {
  /** Accessible name: "Chart", or "Chart B" when side by side. */
  readonly name: string;
  readonly content: ChartContent;
}

/** What the chart tab shows. */
export interface Drawing {
  readonly panels: readonly ChartPanel[];
  readonly legendLayers: readonly ChartLayer[];
  readonly draw: DrawMode;
  readonly unit: string;
  readonly isStale: boolean;
  readonly runIds: readonly string[];
}

export interface DrawingContext {
  readonly shown: ShownLayers;
  readonly state: ExploreState;
  /** Unit id when none is chosen. */
  readonly inferredUnit: string;
  /** The range asked for: what the empty frame shows before the first answer. */
  readonly askedRange: ResolvedRange;
}

/** Derives the panels from the answers and the view options; asks nothing. */
export function useDrawing({ shown, state, inferredUnit, askedRange }: DrawingContext): Drawing {
  const unit = state.unit === "" ? inferredUnit : state.unit;
  const draw: SeriesDraw = state.draw === "auto" || state.draw === "heatmap" ? "lines" : state.draw;
  const shownRange = shown.range ?? askedRange;
  const panels = useMemo(() => {
    const common = {
      shownRange,
      zone: zoneName(state.zone),
      unit,
      draw,
      isLog: state.isLog,
      isFromZero: state.isFromZero,
    };
    const groups =
      state.layout === "side" && shown.layers.length > 1
        ? shown.layers.map((layer) => ({ name: `Chart ${layer.letter}`, layers: [layer] }))
        : [{ name: "Chart", layers: shown.layers }];
    return groups.map(({ name, layers }): ChartPanel => {
      return { name, content: { ...common, layers, isolated: [], hidden: [] } };
    });
  }, [shown.layers, shownRange, state.zone, unit, draw, state.isLog, state.isFromZero, state.layout]);
  return { panels, legendLayers: shown.layers, draw, unit, isStale: shown.isStale, runIds: shown.runIds };
}
