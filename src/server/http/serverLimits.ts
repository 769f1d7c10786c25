/** Every bound on what comes in (T15), in one place; tests scale the times. Times in ms, sizes in bytes. */
export interface ServerLimits {
  /** From the first byte (or the connection) to the end of the head. */
  readonly headersMs: number;
  /** From there on, head and body together. */
  readonly requestMs: number;
  /** A connection without a request is closed after this. */
  readonly keepAliveMs: number;
  /** How often the two above are looked at. */
  readonly checkMs: number;
  readonly headerBytes: number;
  readonly headerCount: number;
  /** Path and query. A form POST takes what is longer. */
  readonly targetBytes: number;
  readonly bodyBytes: number;
  readonly connections: number;
  /** Longest time for an answer of our own, made and read; data routes have their source's. */
  readonly answerMs: number;
  /** How long requests may go on after SIGTERM. */
  readonly drainMs: number;
}

const KIB = 1024;

export const defaultServerLimits: ServerLimits = {
  headersMs: 10_000,
  requestMs: 15_000,
  keepAliveMs: 5_000,
  checkMs: 2_000,
  headerBytes: 16 * KIB,
  headerCount: 100,
  targetBytes: 15 * KIB,
  bodyBytes: 256 * KIB,
  connections: 4_096,
  answerMs: 60_000,
  drainMs: 10_000,
};
