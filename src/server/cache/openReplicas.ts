import type { Secret } from "../config/Secret.ts";
import type { Logger } from "../http/Logger.ts";
import { RedisAnswers } from "./RedisAnswers.ts";
import { RedisLink } from "./RedisLink.ts";
import type { ReplicaAnswers } from "./ReplicaAnswers.ts";

/** Answers that replicas share, where there is a Redis. It is connected to beside the start, which does not wait for it. */
export function openReplicas(
  redisUrl: Secret | undefined,
  logger: Logger,
): { readonly replicas?: ReplicaAnswers } {
  if (redisUrl === undefined) return {};
  return { replicas: new RedisAnswers({ link: new RedisLink({ url: redisUrl.reveal(), logger }) }) };
}
