import type { Loan, LoanRequest, SharedRates } from "../upstream/SharedRates.ts";
import type { BucketLimits } from "../upstream/TokenBucket.ts";
import type { HideName } from "./hideName.ts";
import type { RedisLink } from "./RedisLink.ts";

export interface RedisRatesOptions {
  readonly link: RedisLink;
  readonly limits: BucketLimits;
  readonly hide: HideName;
}

/**
 * The bucket of one owner as the moment when it is full again (the "theoretical arrival time" of the generic cell rate
 * algorithm, ITU-T I.371), by the clock of Redis: one number, which is gone by itself once it says nothing.
 */
const BORROW = `
local time = redis.call("time")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local step, burst, most, back = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local full = tonumber(redis.call("get", KEYS[1]) or now)
full = math.max(now, math.min(full, now + burst * step) - back * step)
local there = math.floor((now + burst * step - full) / step)
local granted = math.min(most, there)
full = full + granted * step
if full > now then redis.call("set", KEYS[1], string.format("%.0f", full), "px", full - now)
else redis.call("del", KEYS[1]) end
return {granted, math.max(0, full - now - (burst - 1) * step)}`;

/** Rates of all replicas together, in Redis or Valkey. */
export class RedisRates implements SharedRates {
  readonly #options: RedisRatesOptions;

  constructor(options: RedisRatesOptions) {
    this.#options = options;
  }

  async borrow(owner: string, { most, back }: LoanRequest): Promise<Loan | null> {
    const { link, limits, hide } = this.#options;
    const stepMs = Math.round(1_000 / limits.perSecond);
    const key = `sightglass:1:rate:${hide(owner)}`;
    const reply = await link.run(
      async (redis) => await redis.call("EVAL", BORROW, 1, key, stepMs, limits.burst, most, back),
    );
    if (!Array.isArray(reply)) return null;
    const [granted, waitMs] = reply.map(Number);
    return { granted: granted ?? 0, waitMs: waitMs ?? stepMs };
  }
}
