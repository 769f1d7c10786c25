import type { FastifyInstance } from "fastify";
import type { QueueView } from "../../contract/queue.ts";
import { mayAs } from "../auth/Principal.ts";
import { principalOf } from "../auth/principalOf.ts";
import type { PanelWaits } from "../panels/PanelWaits.ts";
import type { Upstreams } from "../upstream/UpstreamPool.ts";

export interface QueueRoutesOptions {
  readonly upstreams: Pick<Upstreams, "queueOf">;
  readonly waits: Pick<PanelWaits, "of">;
}

/**
 * T14: how far those who wait have come. Everybody sees what is their own alone, and a viewer of that the panels: which
 * source they wait for is not theirs to know (T6).
 */
export function queueRoutes(app: FastifyInstance, { upstreams, waits }: QueueRoutesOptions): void {
  app.get("/api/queue", { config: { access: "own-read", role: "viewer" } }, (request): QueueView => {
    const { id, role } = principalOf(request);
    return { waiting: mayAs(role, "editor") ? upstreams.queueOf(id) : [], panels: waits.of(id) };
  });
}
