/** A failure that a replica knows of. */
export interface KnownFailure {
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
  /** What this replica has counted: it is told each time, so that nothing is lost where the count of all was. */
  readonly failures: readonly KnownFailure[];
}

/** Failures to sign in, of all replicas of the server. Neither throws; null: there is nobody to ask at the moment. */
export interface TryCounts {
  /** The wait before this try may be made, in ms; 0: it may, and is counted. */
  begin(asked: SharedTry): Promise<number | null>;
  /** The first key begins anew, whatever any replica knows of it from before; the others lose this try. */
  succeed(asked: Pick<SharedTry, "keys" | "id">): Promise<unknown>;
}
