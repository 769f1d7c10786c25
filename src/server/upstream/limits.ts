/** Every bound of the way to a source, in one place. Times in ms, sizes in bytes. */
export interface UpstreamLimits {
  /** TCP connect and TLS handshake together. */
  readonly connectMs: number;
  /** From the first byte of an answer's head to its end: a head that drips is cut here. */
  readonly headMs: number;
  /** A token, from asking for it to its last byte. */
  readonly tokenMs: number;
  /** Longest silence inside a body. */
  readonly idleMs: number;
  /** Whole head of an answer; Node's own default, kept explicit. */
  readonly headBytes: number;
  /** Interim (1xx) answers tolerated before the final one. */
  readonly interimAnswers: number;
  /**
   * Bytes of a body as they come over the wire. Well above what a page decodes (64 MiB), so that the page itself ends
   * what is too large to draw and says how to narrow it, while the same answer can still be saved to a file (F29).
   */
  readonly compressedBytes: number;
  /** Bytes of a body that we inflate ourselves. */
  readonly decodedBytes: number;
  /** Inflated over compressed, judged once a MiB came out. Prometheus JSON reaches about 60. */
  readonly inflateRatio: number;
  /** Bytes of an error body that are read. */
  readonly errorBytes: number;
  /** Running at once per source: Prometheus' own query.max-concurrency. */
  readonly runningPerSource: number;
  readonly queuedPerSource: number;
  readonly runningTotal: number;
  /** Of one person or link, over all sources; queries per second in the long run, and at once after a rest. */
  readonly runningPerOwner: number;
  readonly queuedPerOwner: number;
  readonly queriesPerSecond: number;
  readonly queryBurst: number;
  /** First and last wait before the one retry; the wait is drawn between 0 and a bound between these. */
  readonly retryMinMs: number;
  readonly retryMaxMs: number;
  /** Retries allowed per ordinary request, on average. */
  readonly retryShare: number;
  /** Connection failures in a row that open the breaker, and the pause between its probes. */
  readonly breakerFailures: number;
  readonly breakerProbeMs: number;
  /** First pause after a 429 without Retry-After (doubling), and the longest one ever honoured. */
  readonly backOffMs: number;
  readonly backOffMaxMs: number;
  readonly retryAfterMaxMs: number;
  /** Shared answers: bytes a slow reader may lag behind the others, and how long it may hold them up. */
  readonly lagBytes: number;
  readonly lagMs: number;
}

const MIB = 1024 * 1024;

export const defaultLimits: UpstreamLimits = {
  connectMs: 5_000,
  headMs: 10_000,
  tokenMs: 10_000,
  idleMs: 15_000,
  headBytes: 16 * 1024,
  interimAnswers: 8,
  compressedBytes: 1024 * MIB,
  decodedBytes: 64 * MIB,
  inflateRatio: 200,
  errorBytes: 64 * 1024,
  runningPerSource: 20,
  queuedPerSource: 400,
  runningTotal: 64,
  runningPerOwner: 8,
  queuedPerOwner: 32,
  queriesPerSecond: 10,
  queryBurst: 40,
  retryMinMs: 250,
  retryMaxMs: 2_000,
  retryShare: 0.1,
  breakerFailures: 5,
  breakerProbeMs: 5_000,
  backOffMs: 1_000,
  backOffMaxMs: 8_000,
  retryAfterMaxMs: 60_000,
  lagBytes: MIB,
  lagMs: 5_000,
};
