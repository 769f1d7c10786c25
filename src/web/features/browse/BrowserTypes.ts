import type { SourceView } from "../../../contract/sources.ts";
import type { ResolvedRange } from "../../../domain/time/TimeRange.ts";

/** What the page around the browser gives it; the browser itself knows no editor and no address. */
export interface BrowserContext {
  readonly source: SourceView;
  /** The visible range: every list is of it. */
  readonly range: ResolvedRange;
  /** The range in words: "Last 6 hours". */
  readonly rangeLabel: string;
  /** A resolved zone, for times in sparklines and steps of a day. */
  readonly zone: string;
  /** The query that has the focus: its name ("Query A"), its text, and how to change it. */
  readonly queryName: string;
  readonly queryText: string;
  /** At the cursor of that query; gives the focus to its editor. */
  readonly onInsert: (text: string) => void;
  /** In the place of that query, and run. */
  readonly onUseQuery: (expr: string) => void;
  /** The text of that query changed, as by typing: nothing runs. */
  readonly onEditText: (text: string) => void;
}

export const isLoki = (source: { readonly kind: string }): boolean => source.kind === "loki";
