/** Who does it, when, and the key that makes a repeated request one change (F52). */
export interface Change {
  readonly personId: string;
  /** Shown to others, also when the person is gone. */
  readonly by: string;
  readonly atMs: number;
  readonly idempotencyKey?: string;
}

export interface Stamp {
  readonly atMs: number;
  readonly by: string;
}
