import type { HeatmapFrame } from "../../../../domain/frame/histogram/heatmap.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import type { HeatmapContent } from "../../../chart/layoutHeatmap.ts";
import { zoneName } from "../state/browserZone.ts";
import type { Drawing } from "./useDrawing.ts";

export interface HeatmapView {
  readonly drawing: Pick<Drawing, "shownRange">;
  readonly state: Pick<ExploreState, "zone" | "isLog">;
  /** Unit of the bucket edges. */
  readonly bucketUnit: string;
}

/** One heatmap with the view options, the same on the page and in a saved picture. */
export function heatmapContent({ drawing, state, bucketUnit }: HeatmapView, frame: HeatmapFrame) {
  return {
    frame,
    shownRange: drawing.shownRange,
    zone: zoneName(state.zone),
    unit: bucketUnit,
    // "Log" off leaves the choice to the edges: they may need it.
    ...(state.isLog && { isLog: true }),
  } satisfies HeatmapContent;
}
