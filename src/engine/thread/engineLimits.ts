import type { QueryLimits } from "../api/Operation.ts";

/**
 * Bounds of one query. Prometheus allows 50 million samples and two minutes; a sample costs nine bytes and more here,
 * in the memory of the whole product.
 */
export const engineLimits: QueryLimits = {
  maxSamples: 20_000_000,
  timeoutMs: 60_000,
  lookbackMs: 5 * 60_000,
};
