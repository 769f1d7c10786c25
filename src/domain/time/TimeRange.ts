/** A range as the user means it. `from`/`to` are date maths ("now-6h", "now/d") or epoch milliseconds as text. */
export interface TimeRange {
  readonly from: string;
  readonly to: string;
}

/** A range resolved at one moment; both ends in epoch milliseconds, startMs < endMs. */
export interface ResolvedRange {
  readonly startMs: number;
  readonly endMs: number;
}

/** "utc", "browser" or an IANA name such as "Europe/Paris". */
export type TimeZone = string;

export const DEFAULT_RANGE: TimeRange = { from: "now-1h", to: "now" };
