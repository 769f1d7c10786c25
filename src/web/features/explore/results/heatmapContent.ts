import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import type { HeatmapContent } from "../../../chart/layoutHeatmap.ts";
import { zoneName } from "../../../lib/zoneName.ts";
import type { Drawing, HeatmapPanel } from "./useDrawing.ts";

export interface HeatmapView {
  readonly drawing: Pick<Drawing, "shownRange">;
  readonly state: Pick<ExploreState, "zone" | "isLog">;
}

/** One heatmap with the view options, the same on the page and in a saved picture. */
export function heatmapContent({ drawing, state }: HeatmapView, { frame, unit }: HeatmapPanel) {
  return {
    frame,
    shownRange: drawing.shownRange,
    zone: zoneName(state.zone),
    unit,
    // "Log" off leaves the choice to the edges: they may need it.
    ...(state.isLog && { isLog: true }),
  } satisfies HeatmapContent;
}
