/** How lines are read from top to bottom. */
export type LogOrder = "newest" | "oldest";

export type TimePrecision = "off" | "ms" | "ns";

/** Which neighbours count as the same line (E4); those of `foldAdjacent`. */
export type { DedupMode } from "./standIn.ts";
import type { DedupMode } from "./standIn.ts";

/** How the list shows its lines; changing any of it asks the source for nothing. */
export interface LogViewOptions {
  readonly order: LogOrder;
  readonly isWrapped: boolean;
  readonly time: TimePrecision;
  readonly dedup: DedupMode;
  /** Names of labels or fields, between level and line. */
  readonly columns: readonly string[];
  /** Default true; the column picker can leave either out. */
  readonly hasLevel: boolean;
  readonly hasLine: boolean;
}

export const DEFAULT_LOG_VIEW: LogViewOptions = {
  order: "newest",
  isWrapped: false,
  time: "ms",
  dedup: "none",
  columns: [],
  hasLevel: true,
  hasLine: true,
};
