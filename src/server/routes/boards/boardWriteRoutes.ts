import type { FastifyInstance } from "fastify";
import { boardChange, boardCreation } from "../../../contract/boards.ts";
import { fail } from "../../../domain/problem/Problem.ts";
import { changeOf } from "../../auth/changeOf.ts";
import { principalOf } from "../../auth/principalOf.ts";
import { demandEdit } from "../../panels/rights.ts";
import { isStarterId } from "../../panels/Starter.ts";
import { parseBody } from "../parseBody.ts";
import { BoardDesk } from "./BoardDesk.ts";
import type { BoardRoutesOptions } from "./BoardRoutesOptions.ts";
import { boardIdOf } from "./pathIds.ts";

const WRITE = { access: "own-write", role: "editor" } as const;

/** Boards are made, copied, changed, deleted and brought back. */
export function boardWriteRoutes(app: FastifyInstance, options: BoardRoutesOptions): void {
  const { store, audit, now } = options;
  const desk = new BoardDesk(options);
  app.post("/api/boards", { config: WRITE }, async (request, reply) => {
    const { board, copyOf } = parseBody(boardCreation, request.body);
    const row =
      copyOf === undefined ? await desk.create(request, board) : await desk.copy(request, { board, copyOf });
    const action = copyOf === undefined ? "create" : "copy";
    return await desk.told(request, reply.code(201), { action, row });
  });
  app.put("/api/boards/:board", { config: WRITE }, async (request, reply) => {
    const edit = parseBody(boardChange, request.body);
    const principal = principalOf(request);
    const { id, board: before } = await desk.own(request);
    const panels = await store.panels.ofBoard(id);
    desk.mayChange(principal, { before, after: edit.board, panels });
    desk.judge(edit.board, { principal, panels, before });
    const row = await store.boards.update(id, edit, changeOf(request, now()));
    return await desk.told(request, reply, { action: "change", row });
  });
  app.delete("/api/boards/:board", { config: WRITE }, async (request, reply) => {
    const change = changeOf(request, now());
    if (await store.boards.wasRemoved(boardIdOf(request), change)) return reply.code(204).send();
    const { id, board } = await desk.own(request);
    const panels = await store.panels.ofBoard(id);
    demandEdit(
      principalOf(request),
      panels.map(({ panel }) => panel),
    );
    await store.boards.remove(id, change);
    await audit(request, { action: "delete", kind: "board", objectId: id, name: board.name });
    return reply.code(204).send();
  });
  app.post("/api/boards/:board/restore", { config: WRITE }, async (request, reply) => {
    const id = boardIdOf(request);
    if (isStarterId(id)) throw fail("STARTER_READ_ONLY");
    await desk.mayRestore(principalOf(request), id);
    const row = await store.boards.restore(id, changeOf(request, now()));
    return await desk.told(request, reply, { action: "restore", row });
  });
}
