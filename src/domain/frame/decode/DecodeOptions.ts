/** The grid a range query was planned on: `count` samples at startMs, startMs + stepMs, … */
export interface StepGrid {
  readonly startMs: number;
  readonly stepMs: number;
  readonly count: number;
}

/** Bytes → text; `isValid` is false when invalid UTF-8 became U+FFFD. Given by the host: the domain has no I/O. */
export type DecodeUtf8 = (bytes: Uint8Array) => { readonly text: string; readonly isValid: boolean };

export interface DecodeOptions {
  /** Present for a range query; its samples go straight to columns on this grid. Absent for an instant query. */
  readonly grid?: StepGrid;
  readonly decodeUtf8: DecodeUtf8;
  /** Decoded bytes after which the answer is TOO_LARGE. */
  readonly capBytes?: number;
  readonly caps?: Partial<typeof DEFAULT_CAPS>;
}

/** Where an answer stops being usable in a browser tab (reliability T4). */
export const DEFAULT_CAPS = {
  bytes: 64 * 1024 * 1024,
  series: 50_000,
  samples: 5_000_000,
  /** Series × steps, sent or missing: a column has a place for every step. 16 M places are 128 MiB. */
  cells: 16_000_000,
} as const;

export function gridOf(range: { startMs: number; endMs: number; stepMs: number }): StepGrid {
  const { startMs, endMs, stepMs } = range;
  return { startMs, stepMs, count: Math.max(1, Math.floor((endMs - startMs) / stepMs + 1e-9) + 1) };
}
