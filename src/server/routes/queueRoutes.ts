import type { FastifyInstance } from "fastify";
import type { QueueView } from "../../contract/queue.ts";
import { mayAs, maySource } from "../auth/Principal.ts";
import { principalOf } from "../auth/principalOf.ts";
import type { PanelWaits } from "../panels/PanelWaits.ts";
import type { Upstreams } from "../upstream/UpstreamPool.ts";

export interface QueueRoutesOptions {
  readonly upstreams: Pick<Upstreams, "queueOf">;
  readonly waits: Pick<PanelWaits, "of">;
}

/**
 * T14: how far those who wait have come. Everybody sees what is their own alone, and a viewer of that the panels: which
 * source they wait for is not theirs to know (T6), nor an editor's who may not ask it (S08).
 */
export function queueRoutes(app: FastifyInstance, { upstreams, waits }: QueueRoutesOptions): void {
  app.get("/api/queue", { config: { access: "own-read", role: "viewer" } }, (request): QueueView => {
    const principal = principalOf(request);
    const { id, role } = principal;
    const queued = mayAs(role, "editor") ? upstreams.queueOf(id) : [];
    return { waiting: queued.filter(({ sourceId }) => maySource(principal, sourceId)), panels: waits.of(id) };
  });
}
