import type { DrawMode, HistogramView, LogView, TableMode } from "../link/ExploreState.ts";
import type { TimeRange } from "../time/TimeRange.ts";

/** How a panel shows its answer. A note has no query. */
export type PanelView = "chart" | "stat" | "gauge" | "table" | "logs" | "note";

export interface PanelQuery {
  /** Its identity within the panel, A to J. */
  readonly letter: string;
  readonly sourceId: string;
  /** May refer to variables of the board, `$cluster` or `${cluster}`, inside the strings of matchers and line filters. */
  readonly expr: string;
  readonly isHidden: boolean;
  /** What a series is called, in words: "{{service}} calls"; "" = by its labels. */
  readonly legend: string;
}

/** From here on a value is no longer normal. Checked from the most serious one on. */
export interface Threshold {
  readonly value: number;
  readonly side: "above" | "below";
  readonly level: "warn" | "danger";
  /** What a reader is told: "Ask for help below 98 %"; "" = the value alone. */
  readonly words: string;
}

export interface PanelOptions {
  readonly draw: DrawMode;
  readonly isLog: boolean;
  readonly isFromZero: boolean;
  readonly histogramView: HistogramView;
  readonly tableMode: TableMode;
  /** "auto" or milliseconds. */
  readonly step: "auto" | number;
  /** "" = chosen from the metric. */
  readonly unit: string;
  readonly logs: Pick<LogView, "isOldestFirst" | "isWrapped" | "time" | "dedup" | "columns" | "limit">;
}

/** What Explore shows, saved, with words for those who do not read queries. */
export interface Panel {
  readonly name: string;
  /** One or two sentences behind the question mark: what this is, for somebody who has never seen it. */
  readonly help: string;
  /** What to do about it, in plain words; the whole of a note panel. */
  readonly note: string;
  readonly view: PanelView;
  readonly queries: readonly PanelQuery[];
  readonly options: PanelOptions;
  readonly thresholds: readonly Threshold[];
  /** What is normal, in words: "Normal is 98.5 % or more"; "" = not said. */
  readonly normal: string;
  /** A stat also says what the value was this long before, milliseconds: 86,400,000 for "yesterday"; 0 = not. */
  readonly compareMs: number;
  /** Its own range instead of the board's. */
  readonly range: TimeRange | null;
}

export const PANEL_LIMITS = {
  name: 120,
  help: 500,
  note: 4000,
  legend: 200,
  normal: 200,
  words: 120,
  thresholds: 6,
  queries: 10,
  expr: 65_536,
} as const;
