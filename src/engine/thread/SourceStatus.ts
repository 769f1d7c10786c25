/** What an open source holds, and how its last reading went. */
export interface SourceStatus {
  readonly series: number;
  readonly samples: number;
  /** Epoch milliseconds; undefined: there is nothing. */
  readonly oldestMs: number | undefined;
  readonly newestMs: number | undefined;
  /** Samples that went because of the memory ceiling, before they were too old. */
  readonly dropped: number;
  /** When it was read last; undefined before the first time. */
  readonly lastMs: number | undefined;
  /** "line 17: …": the last reading failed; what was there before stays. */
  readonly error: string | undefined;
}
