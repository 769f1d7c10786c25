import { defaultExplore } from "../link/exploreLink.ts";
import type { ExploreState } from "../link/ExploreState.ts";
import type { TimeRange, TimeZone } from "../time/TimeRange.ts";
import type { VariableValues } from "./Board.ts";
import type { Panel } from "./Panel.ts";
import type { QueryLanguage } from "./QueryLanguage.ts";
import { renderQuery } from "./renderQuery.ts";

export interface ExploreRequest {
  /** As the board shows it: the panel's own range goes before it. */
  readonly range: TimeRange;
  readonly zone: TimeZone;
  readonly values: VariableValues;
  readonly languageOf: (sourceId: string) => QueryLanguage;
}

/** A panel in Explore, with what is chosen on its board filled in; a query that cannot be filled in stays as written. */
export function exploreFromPanel(
  { queries, options, view, range: own }: Panel,
  { range, zone, values, languageOf }: ExploreRequest,
): ExploreState {
  const base = defaultExplore(queries[0]?.sourceId ?? "");
  const rows = queries.map(({ letter, sourceId, expr, isHidden }) => {
    const rendered = renderQuery({ expr, language: languageOf(sourceId), values });
    return { letter, sourceId, expr: rendered.ok ? rendered.expr : expr, isHidden };
  });
  return {
    ...base,
    queries: rows.length > 0 ? rows : base.queries,
    range: own ?? range,
    zone,
    step: options.step,
    tab: view === "table" || view === "logs" ? view : "chart",
    draw: options.draw,
    isLog: options.isLog,
    isFromZero: options.isFromZero,
    unit: options.unit,
    tableMode: view === "gauge" ? "instant" : options.tableMode,
    histogramView: options.histogramView,
    logs: { ...base.logs, ...options.logs },
  };
}
