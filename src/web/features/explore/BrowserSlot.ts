import type { ReactNode } from "react";
import type { SourceView } from "../../../contract/sources.ts";
import type { ExploreState } from "../../../domain/link/ExploreState.ts";
import type { ResolvedRange } from "../../../domain/time/TimeRange.ts";

/** What Explore tells the browser beside it, of the query that has the focus. */
export interface BrowserSlot {
  readonly source: SourceView;
  readonly range: ResolvedRange;
  readonly rangeLabel: string;
  readonly zone: string;
  /** Everything on the page, drafts included, for links that change one part of it. */
  readonly state: ExploreState;
  /** Of the query that has the focus. */
  readonly letter: string;
  readonly queryName: string;
  readonly queryText: string;
  readonly onInsert: (text: string) => void;
  readonly onUseQuery: (expr: string) => void;
  readonly onEditText: (text: string) => void;
}

/** The app puts the browser beside Explore; features do not know each other. */
export type RenderBrowser = (slot: BrowserSlot) => ReactNode;
