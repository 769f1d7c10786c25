import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import type { ChartExemplars, ExportRequest } from "../../../chart/ChartTypes.ts";
import type { HeatmapExport } from "../../../chart/exportHeatmap.ts";
import type { RowRun } from "../run/useRuns.ts";
import { heatmapContent } from "./heatmapContent.ts";
import type { ChartPanel, Drawing } from "./useDrawing.ts";

export interface ExportContext {
  readonly drawing: Drawing;
  readonly runs: readonly RowRun[];
  readonly state: ExploreState;
  readonly exemplars: readonly ChartExemplars[];
}

export interface NamedRequest {
  /** Of the query; "" while there is one picture of all. */
  readonly letter: string;
  readonly request: ExportRequest | HeatmapExport;
}

/** A picture per chart on screen, as it is drawn there, under the text of its (first) query. */
export function pictureRequests(context: ExportContext): readonly NamedRequest[] {
  const { drawing, runs, state, exemplars } = context;
  const { isolated, hiddenSeries: hidden, showsAllSeries: showsAll } = state;
  const titleOf = (letter: string | undefined) =>
    runs.find((run) => run.letter === letter)?.shown?.request.expr ?? "Chart";
  const firstLetter = ({ content }: ChartPanel) => content.layers[0]?.letter ?? "";
  const drawn = drawing.panels.filter((panel) => firstLetter(panel) !== "");
  const requests: NamedRequest[] = [
    ...drawn.map((panel) => ({
      letter: firstLetter(panel),
      request: {
        ...panel.content,
        title: titleOf(firstLetter(panel)),
        isolated,
        hidden,
        showsAll,
        exemplars,
      },
    })),
    ...drawing.heatmaps.map((heatmap) => ({
      letter: heatmap.letter,
      request: {
        ...heatmapContent({ drawing, state }, heatmap),
        title: titleOf(heatmap.letter),
        exemplars: exemplars.filter(({ letter }) => letter === heatmap.letter),
      },
    })),
  ];
  return requests.length > 1 ? requests : requests.map(({ request }) => ({ letter: "", request }));
}
