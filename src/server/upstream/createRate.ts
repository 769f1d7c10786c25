import { LeasedRate } from "./LeasedRate.ts";
import type { Rate } from "./Rate.ts";
import type { SharedRates } from "./SharedRates.ts";
import { type BucketLimits, TokenBucket } from "./TokenBucket.ts";

export interface RateNeeds {
  readonly limits: BucketLimits;
  readonly monotonic: () => number;
  /** Absent: this process is alone. */
  readonly shared: SharedRates | undefined;
  readonly onChange: () => void;
}

/** How often `owner` may ask: of all replicas where they share it. */
export function createRate(owner: string, { limits, monotonic, shared, onChange }: RateNeeds): Rate {
  if (shared === undefined) return new TokenBucket(limits, monotonic());
  const borrow = async (request: Parameters<SharedRates["borrow"]>[1]) => await shared.borrow(owner, request);
  return new LeasedRate({ limits, borrow, onChange, monotonic });
}
