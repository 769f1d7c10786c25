import type { Config } from "./Config.ts";
import type { Environment } from "./Environment.ts";

interface SharedSettings {
  readonly settings: Pick<Config, "databaseUrl" | "redisUrl">;
  readonly issues: readonly string[];
  readonly warnings: readonly string[];
}

const ALONE =
  "REDIS_URL: replicas know each other's answers by SESSION_SECRET; without it each keeps its own apart";

/** What replicas have together. Only from the environment: both may hold a password, and no message repeats it. */
export function sharedSettings(environment: Environment): SharedSettings {
  const databaseUrl = environment.secret("DATABASE_URL");
  const redisUrl = environment.secret("REDIS_URL");
  const issues =
    redisUrl === undefined || isRedisUrl(redisUrl.reveal())
      ? []
      : ["REDIS_URL: must be redis://host:6379, rediss:// for TLS, or the path of a socket"];
  const isAlone = redisUrl !== undefined && environment.get("SESSION_SECRET") === undefined;
  return {
    settings: { ...(databaseUrl && { databaseUrl }), ...(redisUrl && { redisUrl }) },
    issues,
    warnings: isAlone ? [ALONE] : [],
  };
}

const isRedisUrl = (text: string) =>
  text.startsWith("/") || (/^rediss?:\/\/[^/]/.test(text) && URL.canParse(text));
