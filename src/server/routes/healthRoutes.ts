import type { FastifyInstance } from "fastify";
import type { ReplicaAnswers } from "../cache/ReplicaAnswers.ts";
import type { InFlight } from "../http/InFlight.ts";
import type { LoopDelay } from "../http/LoopDelay.ts";
import type { Metrics } from "../http/Metrics.ts";
import type { Store } from "../store/Store.ts";

/** A process blocked longer than this within the last seconds calls itself busy; it stays alive. */
const BUSY_MS = 1_000;

export interface HealthRoutesOptions {
  readonly version: string;
  readonly isDraining: () => boolean;
  readonly inFlight: InFlight;
  readonly loopDelay: LoopDelay;
  readonly metrics: Metrics;
  readonly store: Pick<Store, "health">;
  /** Absent: answers are this process' own matter. */
  readonly replicas?: Pick<ReplicaAnswers, "trouble">;
}

/** A store that does not answer within this is told as such. */
const STORE_MS = 1_000;

/** Alive, ready, and our own counters. The spellings of Kubernetes and of Prometheus both answer. */
export function healthRoutes(app: FastifyInstance, options: HealthRoutesOptions): void {
  const { version, isDraining, inFlight, loopDelay, metrics, store, replicas } = options;
  for (const url of ["/healthz", "/-/healthy"]) {
    app.route({
      method: ["GET", "HEAD"],
      url,
      config: { access: "health", role: "anyone" },
      handler: () => {
        const loopDelayMs = Math.round(loopDelay.worstMs());
        const status = loopDelayMs > BUSY_MS ? "busy" : "ok";
        return { status, version, loopDelayMs, inFlight: inFlight.size };
      },
    });
  }
  for (const url of ["/readyz", "/-/ready"]) {
    // No upstream is asked: a source that is down must not take the page away with it.
    app.route({
      method: ["GET", "HEAD"],
      url,
      config: { access: "health", role: "anyone" },
      handler: async (_request, reply) => {
        // Who only reads is served without it.
        if (!isDraining()) {
          const answers = replicas && { answers: replicas.trouble() === null ? "shared" : "alone" };
          return { status: "ready", store: await storeState(store), ...answers };
        }
        return reply.code(503).header("connection", "close").send({ status: "draining" });
      },
    });
  }
  app.get("/metrics", { config: { access: "metrics", role: "admin" } }, async (_request, reply) => {
    const { body, contentType } = await metrics.text();
    return reply.type(contentType).send(body);
  });
}

/** In one word: the reason names files, and anybody may ask; `doctor` and the log tell it. */
async function storeState(store: Pick<Store, "health">): Promise<"ok" | "read-only" | "silent"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"silent">((resolve) => {
    timer = setTimeout(() => resolve("silent"), STORE_MS);
  });
  const health = store.health().then(
    ({ isWritable }) => (isWritable ? ("ok" as const) : ("read-only" as const)),
    () => "silent" as const,
  );
  try {
    return await Promise.race([health, late]);
  } finally {
    clearTimeout(timer);
  }
}
