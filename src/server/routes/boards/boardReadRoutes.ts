import type { FastifyInstance, FastifyRequest } from "fastify";
import type { BoardList, BoardReading } from "../../../contract/boards.ts";
import { boardReadingOf } from "../../../domain/panel/readingOf.ts";
import { mayAs } from "../../auth/Principal.ts";
import { principalOf } from "../../auth/principalOf.ts";
import { OncePer } from "../../panels/OncePer.ts";
import { languageIn } from "../../panels/rights.ts";
import type { BoardRoutesOptions } from "./BoardRoutesOptions.ts";
import { boardIdOf } from "./pathIds.ts";
import { boardLineOf } from "./views.ts";

/** A board that is open refreshes; it is viewed once in this time. */
const VIEW_MS = 600_000;

const READ = { access: "own-read", role: "viewer" } as const;

/** The list of boards, and a board as its readers get it. */
export function boardReadRoutes(app: FastifyInstance, options: BoardRoutesOptions): void {
  const { shelf, sources, audit, now } = options;
  const views = new OncePer(VIEW_MS, now);
  app.get("/api/boards", { config: READ }, (request) => listBoards(request, options));
  app.get("/api/boards/:board", { config: READ }, async (request, reply): Promise<BoardReading> => {
    const { id: personId, role } = principalOf(request);
    const board = await shelf.board(boardIdOf(request));
    const panels = await shelf.panelsOf(board);
    if (views.isDue(`${personId}\n${board.id}`)) {
      const { id: objectId } = board;
      await audit(request, { action: "view", kind: "board", objectId, name: board.board.name });
    }
    reply.header("etag", `"${board.rev}"`);
    const { isStarter } = board;
    const canEdit = mayAs(role, "editor") && !isStarter;
    const languageOf = (sourceId: string) => languageIn(sources, sourceId);
    return boardReadingOf(board, { panels, isStarter, canEdit, languageOf });
  });
}

async function listBoards(request: FastifyRequest, { shelf }: BoardRoutesOptions): Promise<BoardList> {
  const [boards, names] = await Promise.all([shelf.list(), shelf.panelNames()]);
  return {
    boards: boards.map((board) => boardLineOf(board, names)),
    canEdit: mayAs(principalOf(request).role, "editor"),
  };
}
