import type { FastifyInstance } from "fastify";
import { panelChange, panelCreation, type PanelView } from "../../../contract/panels.ts";
import { changeOf } from "../../auth/changeOf.ts";
import type { BoardRoutesOptions } from "../boards/BoardRoutesOptions.ts";
import { panelIdOf } from "../boards/pathIds.ts";
import { panelViewOf } from "../boards/views.ts";
import { parseBody } from "../parseBody.ts";
import { PanelDesk, sizeOf } from "./PanelDesk.ts";

const READ = { access: "own-read", role: "editor" } as const;
const WRITE = { access: "own-write", role: "editor" } as const;

/** Panels are made, read whole, changed and deleted: by editors who may ask their sources. */
export function panelRoutes(app: FastifyInstance, options: BoardRoutesOptions): void {
  const { store, now } = options;
  const panels = new PanelDesk(options);
  app.post("/api/panels", { config: WRITE }, async (request, reply) => {
    const { boardId, panel, ...size } = parseBody(panelCreation, request.body);
    const { id, board } = await panels.target(boardId);
    panels.judge(request, { panel, board });
    const place = { boardId: id, ...sizeOf(panel.view, size) };
    const row = await store.panels.create(panel, place, changeOf(request, now()));
    return await panels.told(request, reply.code(201), { action: "create", row });
  });
  app.get("/api/panels/:panel", { config: READ }, async (request, reply): Promise<PanelView> => {
    const { row } = await panels.allowed(request);
    reply.header("etag", `"${row.rev}"`);
    return panelViewOf(row);
  });
  app.put("/api/panels/:panel", { config: WRITE }, async (request, reply) => {
    const edit = parseBody(panelChange, request.body);
    const { row: before, board } = await panels.own(request);
    panels.judge(request, { panel: edit.panel, board: board.board, before: before.panel });
    const row = await store.panels.update(before.id, edit, changeOf(request, now()));
    return await panels.told(request, reply, { action: "change", row });
  });
  app.delete("/api/panels/:panel", { config: WRITE }, async (request, reply) => {
    const change = changeOf(request, now());
    if (await store.panels.wasRemoved(panelIdOf(request), change)) return reply.code(204).send();
    const { row } = await panels.own(request);
    await store.panels.remove(row.id, change);
    await options.audit(request, { action: "delete", kind: "panel", objectId: row.id, name: row.panel.name });
    return reply.code(204).send();
  });
}
