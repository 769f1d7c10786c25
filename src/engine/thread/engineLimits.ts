import type { EngineLimits } from "../api/Operation.ts";

/**
 * Bounds of one query. Prometheus allows 50 million samples and two minutes; a sample costs nine bytes and more here,
 * in the memory of the whole product. A series without samples costs some hundred bytes more.
 */
export const engineLimits: EngineLimits = {
  maxSamples: 20_000_000,
  maxSeries: 500_000,
  timeoutMs: 60_000,
  lookbackMs: 5 * 60_000,
};
