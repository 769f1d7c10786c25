import type { QueryLimits } from "../api/Operation.ts";

/**
 * Bounds of one query. Prometheus allows 50 million samples and two minutes; here a value and its place cost nine
 * bytes, and the reader is one of few.
 */
export const engineLimits: QueryLimits = {
  maxSamples: 50_000_000,
  timeoutMs: 60_000,
  lookbackMs: 5 * 60_000,
};
