import type { SourceView } from "../../../contract/sources.ts";
import type { ExploreState } from "../../../domain/link/ExploreState.ts";
import type { ResolvedRange, TimeRange } from "../../../domain/time/TimeRange.ts";
import type { IconName } from "../../ui/icons.ts";

/** In the order in which equally good groups stand. */
export const PALETTE_GROUPS = [
  "Recent",
  "Sources",
  "Boards and panels",
  "Time ranges",
  "Do",
  "Metrics",
  "Labels",
  "History",
] as const;

export type PaletteGroup = (typeof PALETTE_GROUPS)[number];

/** One thing to choose. Choosing closes the palette and gives the focus back before anything runs. */
export interface PaletteItem {
  /** Stable over openings: "source:prod", "range:now-1h to now". */
  readonly id: string;
  readonly group: PaletteGroup;
  readonly icon: IconName;
  /** What is shown and searched, as it may be shown. */
  readonly text: string;
  /** A name or a query, not words. */
  readonly isCode?: boolean;
  /** Quiet, at the end of the row: "counter", "current". */
  readonly note?: string;
  /** Searched too, but not shown. */
  readonly also?: string;
  /** What was typed means exactly this, however it is spelled. */
  readonly isExact?: boolean;
  /** Its shortcut, in the notation of the registry. */
  readonly keys?: string;
  readonly run: () => void;
  /** What Enter does, where that is not plain, and what Shift-Enter does instead. */
  readonly hint?: string;
  readonly other?: { readonly hint: string; readonly run: () => void };
}

/** Explore as it is while the palette is open: the query that has the focus, and everything on the page. */
export interface PaletteExplore {
  readonly source: SourceView;
  readonly range: ResolvedRange;
  /** A resolved zone. */
  readonly zone: string;
  readonly state: ExploreState;
  readonly letter: string;
  readonly queryText: string;
  /** The palette was opened from within a query: its cursor is where the reader put it. */
  readonly isAtCursor: boolean;
  readonly onInsert: (text: string) => void;
  readonly onUseQuery: (expr: string) => void;
  readonly onEditText: (text: string) => void;
}

/** The open board, as it is read. */
export interface PaletteBoard {
  readonly range: TimeRange;
  /** A resolved zone. */
  readonly zone: string;
  readonly onRange: (range: TimeRange) => void;
}

/** What was open when the palette opened; at most one of them. */
export interface PaletteHere {
  /** Null on another page than Explore. */
  readonly explore: PaletteExplore | null;
  /** Null on another page than a board's. */
  readonly board: PaletteBoard | null;
}
