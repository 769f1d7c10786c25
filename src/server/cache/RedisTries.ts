import type { SharedTry, TryCounts } from "../auth/SharedTry.ts";
import { FREE_TRIES, HOUR_MS, PER_HOUR } from "../auth/SignInTries.ts";
import type { HideName } from "./hideName.ts";
import type { RedisLink } from "./RedisLink.ts";

export interface RedisTriesOptions {
  readonly link: RedisLink;
  readonly hide: HideName;
}

/** Failures of the last hour of each key, by the clock of Redis; the same rules as `SignInTries`. */
const BEGIN = `
local time = redis.call("time")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local id, hour, free, most = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
for i = 5, #ARGV, 3 do redis.call("zadd", KEYS[ARGV[i] + 1], now - ARGV[i + 1], ARGV[i + 2]) end
local wait = 0
for i, key in ipairs(KEYS) do
  redis.call("zremrangebyscore", key, "-inf", now - hour)
  redis.call("pexpire", key, hour)
  local count = redis.call("zcard", key)
  if count >= most then
    wait = math.max(wait, redis.call("zrange", key, -most, -most, "withscores")[2] + hour - now)
  end
  if i == 1 and count >= free then
    local last = redis.call("zrange", key, -1, -1, "withscores")[2]
    wait = math.max(wait, last + math.min(hour, 1000 * 2 ^ (count - free)) - now)
  end
end
if wait > 0 then return math.ceil(wait) end
for _, key in ipairs(KEYS) do
  redis.call("zadd", key, now, id)
  redis.call("pexpire", key, hour)
end
return 0`;

/** Tries of all replicas together, in Redis or Valkey. */
export class RedisTries implements TryCounts {
  readonly #link: RedisLink;
  readonly #hide: HideName;

  constructor({ link, hide }: RedisTriesOptions) {
    this.#link = link;
    this.#hide = hide;
  }

  async begin({ keys, id, untold }: SharedTry): Promise<number | null> {
    const named = keys.map((key) => this.#keyOf(key));
    const rules = [id, HOUR_MS, FREE_TRIES, PER_HOUR];
    const told = untold.flatMap((failure) => [failure.key, Math.max(0, failure.agoMs), failure.id]);
    const reply = await this.#link.run(
      async (redis) => await redis.call("EVAL", BEGIN, named.length, ...named, ...rules, ...told),
    );
    return typeof reply === "number" ? reply : null;
  }

  async succeed([own, ...others]: readonly string[]): Promise<unknown> {
    return await this.#link.run(async (redis) => {
      const all = redis.multi();
      if (own !== undefined) all.del(this.#keyOf(own));
      for (const key of others) all.zpopmax(this.#keyOf(key));
      return await all.exec();
    });
  }

  #keyOf(key: string): string {
    return `sightglass:1:tries:${this.#hide(key)}`;
  }
}
