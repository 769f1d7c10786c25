import type { LogStream } from "./LogPage.ts";
import type { LogPattern } from "./patterns.ts";
import type { SentLines } from "./transferLogs.ts";

/** Kinds of lines among those counted so far, the most frequent first. */
export interface CountedPatterns {
  /** At most `MOST_PATTERNS`. */
  readonly patterns: readonly Omit<LogPattern, "sample">[];
  /** All kinds that were found. */
  readonly total: number;
  /** Lines that were counted. */
  readonly lines: number;
}

/** A list of more kinds than this is not read; it comes from lines that have no kinds. */
export const MOST_PATTERNS = 1000;

export type ToPatternWorker =
  /** `streams`: those that were not sent before; `lines.streams` counts through all of them. */
  | { readonly type: "lines"; readonly lines: SentLines; readonly streams: readonly LogStream[] }
  /** Answered by CountedPatterns of all lines so far. */
  | { readonly type: "count" };
