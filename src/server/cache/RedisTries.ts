import type { SharedTry, TryCounts } from "../auth/SharedTry.ts";
import { FREE_TRIES, HOUR_MS, PER_HOUR } from "../auth/SignInTries.ts";
import type { HideName } from "./hideName.ts";
import type { RedisLink } from "./RedisLink.ts";

export interface RedisTriesOptions {
  readonly link: RedisLink;
  readonly hide: HideName;
}

/**
 * Failures of the last hour of each key, by the clock of Redis; the same rules as `SignInTries`. The last key holds when
 * the first began anew: what a replica still knows from before counts no more.
 */
const BEGIN = `
local time = redis.call("time")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local id, hour, free, most = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local since = tonumber(redis.call("get", KEYS[#KEYS]) or 0)
for i = 5, #ARGV, 3 do
  local at = now - ARGV[i + 1]
  if ARGV[i] ~= "0" or at > since then redis.call("zadd", KEYS[ARGV[i] + 1], "nx", at, ARGV[i + 2]) end
end
local wait = 0
for i = 1, #KEYS - 1 do
  local key = KEYS[i]
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
for i = 1, #KEYS - 1 do
  redis.call("zadd", KEYS[i], now, id)
  redis.call("pexpire", KEYS[i], hour)
end
return 0`;

const SUCCEED = `
local time = redis.call("time")
redis.call("del", KEYS[1])
redis.call("set", KEYS[#KEYS], string.format("%.0f", time[1] * 1000 + math.floor(time[2] / 1000)), "px", ARGV[2])
for i = 2, #KEYS - 1 do redis.call("zrem", KEYS[i], ARGV[1]) end`;

/** Tries of all replicas together, in Redis or Valkey. */
export class RedisTries implements TryCounts {
  readonly #link: RedisLink;
  readonly #hide: HideName;

  constructor({ link, hide }: RedisTriesOptions) {
    this.#link = link;
    this.#hide = hide;
  }

  async begin({ keys, id, failures }: SharedTry): Promise<number | null> {
    const known = failures.flatMap(({ key, agoMs, id: of }) => [key, Math.max(0, agoMs), of]);
    const reply = await this.#run(BEGIN, keys, [id, HOUR_MS, FREE_TRIES, PER_HOUR, ...known]);
    return typeof reply === "number" ? reply : null;
  }

  async succeed({ keys, id }: Pick<SharedTry, "keys" | "id">): Promise<unknown> {
    return await this.#run(SUCCEED, keys, [id, HOUR_MS]);
  }

  async #run(script: string, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> {
    const named = [...keys, `since ${keys[0] ?? ""}`].map((key) => `sightglass:1:tries:${this.#hide(key)}`);
    return await this.#link.run(
      async (redis) => await redis.call("EVAL", script, named.length, ...named, ...args),
    );
  }
}
