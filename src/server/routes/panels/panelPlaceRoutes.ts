import type { FastifyInstance, FastifyRequest } from "fastify";
import { panelMove, type PanelVersions } from "../../../contract/panels.ts";
import { changeOf } from "../../auth/changeOf.ts";
import type { BoardRoutesOptions } from "../boards/BoardRoutesOptions.ts";
import { panelOut } from "../boards/views.ts";
import { parseBody } from "../parseBody.ts";
import { PanelDesk, sizeOf } from "./PanelDesk.ts";

const READ = { access: "own-read", role: "editor" } as const;
const WRITE = { access: "own-write", role: "editor" } as const;

/** Panels are moved, copied and brought back, and their older versions are read. */
export function panelPlaceRoutes(app: FastifyInstance, options: BoardRoutesOptions): void {
  const { store, now } = options;
  const panels = new PanelDesk(options);
  app.post("/api/panels/:panel/move", { config: WRITE }, async (request, reply) => {
    const { boardId } = parseBody(panelMove, request.body);
    const { row: before } = await panels.own(request);
    const { id, board } = await panels.target(boardId);
    panels.judge(request, { panel: before.panel, board, before: before.panel });
    const row = await store.panels.move(before.id, id, changeOf(request, now()));
    return await panels.told(request, reply, { action: "move", row });
  });
  app.post("/api/panels/:panel/copy", { config: WRITE }, async (request, reply) => {
    const { boardId } = parseBody(panelMove, request.body);
    const { row: original, board: from } = await panels.allowed(request);
    const { id, board } = await panels.target(boardId);
    panels.judge(request, { panel: original.panel, board, before: original.panel });
    const change = changeOf(request, now());
    const { width, height } = from.board.items.find(({ panelId }) => panelId === original.id) ?? {};
    const place = { boardId: id, ...sizeOf(original.panel.view, { width, height }) };
    const row = from.isStarter
      ? await store.panels.create(original.panel, place, change)
      : await store.panels.copy(original.id, id, change);
    return await panels.told(request, reply.code(201), { action: "copy", row });
  });
  app.post("/api/panels/:panel/restore", { config: WRITE }, async (request, reply) => {
    const { id } = await panels.history(request);
    const row = await store.panels.restore(id, changeOf(request, now()));
    return await panels.told(request, reply, { action: "restore", row });
  });
  app.get("/api/panels/:panel/versions", { config: READ }, (request) => versionsOf(request, panels));
}

async function versionsOf(request: FastifyRequest, panels: PanelDesk): Promise<PanelVersions> {
  const { versions } = await panels.history(request);
  return {
    versions: versions.map(({ rev, changed, document }) => ({
      rev,
      changed: { atMs: changed.atMs, by: changed.by },
      panel: panelOut(document),
    })),
  };
}
