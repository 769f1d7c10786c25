import type { Rate } from "./Rate.ts";

export interface BucketLimits {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * `burst` at once, `perSecond` in the long run. Pure state; times are ms, which may not go back. What was earned counts
 * when it is looked at: that comes before `take`.
 */
export class TokenBucket implements Rate {
  readonly #limits: BucketLimits;
  #tokens: number;
  #atMs: number;

  constructor(limits: BucketLimits, nowMs: number) {
    this.#limits = limits;
    this.#tokens = limits.burst;
    this.#atMs = nowMs;
  }

  waitMs(nowMs: number): number {
    this.#fill(nowMs);
    return this.#tokens >= 1 ? 0 : ((1 - this.#tokens) / this.#limits.perSecond) * 1_000;
  }

  isFull(nowMs: number): boolean {
    this.#fill(nowMs);
    return this.#tokens >= this.#limits.burst;
  }

  take(): void {
    this.#tokens -= 1;
  }

  #fill(nowMs: number): void {
    const earned = ((nowMs - this.#atMs) / 1_000) * this.#limits.perSecond;
    this.#tokens = Math.min(this.#limits.burst, this.#tokens + Math.max(0, earned));
    this.#atMs = nowMs;
  }
}
