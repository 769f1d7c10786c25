import type { FastifyInstance, FastifyRequest } from "fastify";
import type { QueueView } from "../../contract/queue.ts";
import type { Upstreams } from "../upstream/UpstreamPool.ts";

export interface QueueRoutesOptions {
  readonly upstreams: Pick<Upstreams, "queueOf">;
  readonly ownerOf: (request: FastifyRequest) => string;
}

/** T14: how far those who wait have come. Everybody sees what is their own alone. */
export function queueRoutes(app: FastifyInstance, { upstreams, ownerOf }: QueueRoutesOptions): void {
  app.get("/api/queue", { config: { access: "own-read", role: "editor" } }, (request): QueueView => ({
    waiting: upstreams.queueOf(ownerOf(request)),
  }));
}
