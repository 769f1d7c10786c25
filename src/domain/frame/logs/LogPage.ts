import type { Labels } from "../Frame.ts";

/** A stream and its indexed labels. `key` is equal exactly where the labels are equal. */
export interface LogStream {
  readonly key: string;
  readonly labels: Labels;
}

/** One line as the source sent it. Its identity is (`ns`, `stream.key`, `text`, `copy`). */
export interface LogLine {
  /** Nanoseconds since the epoch, as the decimal digits Loki wrote: above 2⁵³, so never a number. */
  readonly ns: string;
  readonly stream: LogStream;
  readonly text: string;
  /** How many lines of the same `ns`, stream and text came before this one in the order of the store. */
  readonly copy: number;
  /** Structured metadata of this line, where the server tells it apart from the stream's labels. */
  readonly metadata?: Labels;
  /** Labels that the query's own parser stages made, where the server tells them apart. */
  readonly parsed?: Labels;
  /** Its text or labels held invalid bytes, now U+FFFD (F33). */
  readonly hasInvalidBytes?: true;
}

export type LogDirection = "backward" | "forward";

/** What the server says that the answer cost it. */
export interface LogStats {
  readonly bytesProcessed: number;
  readonly linesProcessed: number;
  readonly execMs: number;
}

/** Deterministic repairs made while decoding, counted so that the page can say so (F33, F36). */
export interface LogNotes {
  /** Lines that stood out of order within their stream. */
  readonly unsortedLines: number;
  /** Streams that came more than once; their lines are one stream. */
  readonly duplicateStreams: number;
  /** Lines that held invalid bytes. */
  readonly invalidLines: number;
}

/** One answer to a log query. */
export interface LogPage {
  readonly kind: "logs";
  /** In the order of `direction`; equal timestamps keep the order of arrival. */
  readonly lines: readonly LogLine[];
  readonly direction: LogDirection;
  /** The limit that was asked for. A page with fewer lines is the last of its range. */
  readonly limit: number;
  readonly stats?: LogStats;
  readonly warnings: readonly string[];
  /** An error came beside the lines, or the server says that something is missing (F35). */
  readonly isPartial?: true;
  /**
   * The server tells indexed labels, structured metadata and parsed labels apart. Without it all of them are in
   * `stream.labels`, which then may not fit a selector.
   */
  readonly isCategorized?: true;
  readonly notes?: LogNotes;
  /** The server's own most lines per query, known once it has refused more; `limit` is then at most that. */
  readonly maxLimit?: number;
  /** Decoded (uncompressed) body bytes. */
  readonly bytes: number;
}
