/** A failure that the others were not told of. */
export interface UntoldTry {
  /** Which of the keys it belongs to, from 0. */
  readonly key: number;
  readonly agoMs: number;
  readonly id: string;
}

export interface SharedTry {
  /** The first is whose back-off it is. */
  readonly keys: readonly string[];
  /** Of this try; a failure is counted once, however often it is told. */
  readonly id: string;
  readonly untold: readonly UntoldTry[];
}

/** Failures to sign in, of all replicas of the server. Neither throws; null: there is nobody to ask at the moment. */
export interface TryCounts {
  /** The wait before this try may be made, in ms; 0: it may, and is counted. */
  begin(asked: SharedTry): Promise<number | null>;
  /** The first key begins anew; the others lose their last one. */
  succeed(keys: readonly string[]): Promise<unknown>;
}
