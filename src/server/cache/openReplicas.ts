import type { TryCounts } from "../auth/SharedTry.ts";
import type { Secret } from "../config/Secret.ts";
import type { Logger } from "../http/Logger.ts";
import { defaultLimits } from "../upstream/limits.ts";
import type { SharedRates } from "../upstream/SharedRates.ts";
import { hideNameBy } from "./hideName.ts";
import { RedisAnswers } from "./RedisAnswers.ts";
import { RedisLink } from "./RedisLink.ts";
import { RedisRates } from "./RedisRates.ts";
import { RedisTries } from "./RedisTries.ts";
import type { ReplicaAnswers } from "./ReplicaAnswers.ts";

export interface ReplicaNeeds {
  /** Absent: there is nothing to share through. */
  readonly redisUrl: Secret | undefined;
  /** What all replicas know and nobody else (`SESSION_SECRET`). */
  readonly secret: Secret | undefined;
  readonly logger: Logger;
}

export interface Replicas {
  readonly replicas?: ReplicaAnswers;
  readonly shared?: { readonly rates: SharedRates; readonly tries: TryCounts };
}

/** What replicas have together, where there is a Redis. It is connected to beside the start, which does not wait for it. */
export function openReplicas({ redisUrl, secret, logger }: ReplicaNeeds): Replicas {
  if (redisUrl === undefined) return {};
  const link = new RedisLink({ url: redisUrl.reveal(), logger });
  const hide = hideNameBy(secret);
  const limits = { perSecond: defaultLimits.queriesPerSecond, burst: defaultLimits.queryBurst };
  return {
    replicas: new RedisAnswers({ link }),
    shared: { rates: new RedisRates({ link, limits, hide }), tries: new RedisTries({ link, hide }) },
  };
}
