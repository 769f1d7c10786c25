import type { TimeRange, TimeZone } from "../time/TimeRange.ts";

export const QUERY_LIMIT = 10;
export const letters = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"] as const;

/** One query row. `letter` is its identity within the page. */
export interface QueryRow {
  readonly letter: string;
  readonly sourceId: string;
  readonly expr: string;
  readonly isHidden: boolean;
}

export type ResultTab = "chart" | "table" | "logs" | "response";
/** "auto": a heatmap for histograms, else lines. */
export type DrawMode = "auto" | "lines" | "area" | "stacked" | "bars" | "points" | "heatmap";
export type ChartLayout = "one" | "side";
export type TableMode = "instant" | "range";
/** For histograms: the heatmap, its quantiles, or count and sum. */
export type HistogramView = "heatmap" | "quantiles" | "totals";

export interface LegendSort {
  readonly column: "name" | "min" | "avg" | "max" | "last";
  readonly isDescending: boolean;
}

/** How the log list shows its lines. */
export interface LogView {
  readonly isOldestFirst: boolean;
  readonly isWrapped: boolean;
  /** "ns" shows the exact nine digits. */
  readonly time: "off" | "ms" | "ns";
  /** What adjacent lines must share to be folded into one. */
  readonly dedup: "none" | "exact" | "numbers" | "signature";
  /** Labels or parsed fields with a column of their own, in order. */
  readonly columns: readonly string[];
  /** Lines of one page. */
  readonly limit: number;
  /** Marked in the loaded lines; asks nothing of the source. */
  readonly find: string;
  /** The line that a link points to, as `lineReference` spells it; "" = none. */
  readonly line: string;
  /** The moment at which the list opens, in nanoseconds since the epoch; "" = at an end of the range. */
  readonly at: string;
  readonly pane: "list" | "patterns";
  /** Follows the newest lines. */
  readonly isLive: boolean;
}

/** A saved panel, as of which of its revisions. */
export interface PanelEdit {
  readonly id: string;
  /** 0 = the newest there is. */
  readonly rev: number;
}

/** Everything visible on Explore that is worth sharing. The URL is this, and nothing else is the truth. */
export interface ExploreState {
  readonly queries: readonly QueryRow[];
  readonly range: TimeRange;
  readonly zone: TimeZone;
  /** "auto" or milliseconds. */
  readonly step: "auto" | number;
  /** Milliseconds between refreshes, 0 = off. */
  readonly refreshMs: number;
  readonly tab: ResultTab;
  readonly draw: DrawMode;
  readonly layout: ChartLayout;
  readonly isLog: boolean;
  readonly isFromZero: boolean;
  /** "" = chosen from the metric's metadata or name. */
  readonly unit: string;
  readonly tableMode: TableMode;
  readonly histogramView: HistogramView;
  readonly legendSort: LegendSort;
  /** Series isolated or hidden in the legend, by `seriesKey`; empty = all shown. */
  readonly isolated: readonly string[];
  readonly hiddenSeries: readonly string[];
  readonly tableSort: { readonly column: string; readonly isDescending: boolean };
  readonly tableFilter: string;
  readonly showsAllSeries: boolean;
  /** Chart and log lines stand side by side. */
  readonly isBeside: boolean;
  /** Exemplars stand on the chart where a query has them (features Q1). */
  readonly showsExemplars: boolean;
  readonly logs: LogView;
  /** The saved panel that is edited here; null = none. */
  readonly editing: PanelEdit | null;
}
