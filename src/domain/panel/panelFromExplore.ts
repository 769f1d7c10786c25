import type { ExploreState } from "../link/ExploreState.ts";
import type { Panel, PanelView } from "./Panel.ts";

export interface ExploreFacts {
  /** The unit that the chart shows where the state says none: "" = none was found out. */
  readonly unit: string;
  /** Does any shown query ask for log lines? */
  readonly hasLines: boolean;
}

/** What Explore shows, as a panel without words. Rows without a query stay behind. */
export function panelFromExplore(state: ExploreState, { unit, hasLines }: ExploreFacts): Panel {
  const { isOldestFirst, isWrapped, time, dedup, columns, limit } = state.logs;
  return {
    name: "",
    help: "",
    note: "",
    view: viewOf(state, hasLines),
    queries: state.queries
      .filter(({ expr }) => expr.trim() !== "")
      .map(({ letter, sourceId, expr, isHidden }) => ({ letter, sourceId, expr, isHidden, legend: "" })),
    options: {
      draw: state.draw,
      isLog: state.isLog,
      isFromZero: state.isFromZero,
      histogramView: state.histogramView,
      tableMode: state.tableMode,
      step: state.step,
      unit: state.unit || unit,
      logs: { isOldestFirst, isWrapped, time, dedup, columns, limit },
    },
    thresholds: [],
    normal: "",
    compareMs: 0,
    range: null,
  };
}

function viewOf({ tab }: ExploreState, hasLines: boolean): PanelView {
  if (tab === "table") return "table";
  return tab === "logs" || hasLines ? "logs" : "chart";
}
