import type { FastifyInstance, FastifyRequest } from "fastify";
import type { BoardVersions, BoardView, Trash } from "../../../contract/boards.ts";
import { fail } from "../../../domain/problem/Problem.ts";
import { principalOf } from "../../auth/principalOf.ts";
import { demandVariables, mayEdit } from "../../panels/rights.ts";
import { isStarterId } from "../../panels/Starter.ts";
import type { BoardRoutesOptions } from "./BoardRoutesOptions.ts";
import { boardIdOf } from "./pathIds.ts";
import { boardOut, boardViewOf } from "./views.ts";

/** How long what was deleted can be brought back; the store keeps to the same. */
const TRASH_MS = 30 * 86_400_000;

const READ = { access: "own-read", role: "editor" } as const;

/** What editors see of a board: it whole, its older versions, and what was deleted. */
export function boardHistoryRoutes(app: FastifyInstance, options: BoardRoutesOptions): void {
  const { shelf, store, now } = options;
  app.get("/api/boards/:board/document", { config: READ }, async (request, reply): Promise<BoardView> => {
    const principal = principalOf(request);
    const board = await shelf.board(boardIdOf(request));
    demandVariables(principal, board.board);
    const panels = await shelf.panelsOf(board);
    const readable = panels.filter(({ panel }) => mayEdit(principal, panel));
    reply.header("etag", `"${board.rev}"`);
    return boardViewOf(board, readable);
  });
  app.get("/api/boards/:board/versions", { config: READ }, (request) => versionsOf(request, options));
  app.get("/api/trash", { config: READ }, async (): Promise<Trash> => {
    const items = await store.boards.trash(now());
    return {
      items: items.map(({ kind, id, name, deleted }) => ({
        kind,
        id,
        name,
        deleted: { atMs: deleted.atMs, by: deleted.by },
        goneMs: deleted.atMs + TRASH_MS,
      })),
    };
  });
}

async function versionsOf(request: FastifyRequest, { store }: BoardRoutesOptions): Promise<BoardVersions> {
  const id = boardIdOf(request);
  const versions = isStarterId(id) ? [] : await store.boards.versions(id);
  if (versions.length === 0) throw fail("BOARD_NOT_FOUND");
  for (const { document } of versions) demandVariables(principalOf(request), document);
  return {
    versions: versions.map(({ rev, changed, document }) => ({
      rev,
      changed: { atMs: changed.atMs, by: changed.by },
      board: boardOut(document),
    })),
  };
}
