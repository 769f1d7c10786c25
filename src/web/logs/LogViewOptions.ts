import type { LogView } from "../../domain/link/ExploreState.ts";

/** How the list shows its lines, as the link carries it; changing any of it asks the source for nothing. */
export interface LogViewOptions extends Pick<
  LogView,
  "isOldestFirst" | "isWrapped" | "time" | "dedup" | "columns"
> {
  /** The level's word. Default true. */
  readonly hasLevel?: boolean;
  /** The text of the line; what columns show may be all one wants. Default true. */
  readonly hasLine?: boolean;
}
