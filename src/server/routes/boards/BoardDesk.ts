import type { FastifyReply, FastifyRequest } from "fastify";
import type { BoardView } from "../../../contract/boards.ts";
import type { Board } from "../../../domain/panel/Board.ts";
import { checkBoard } from "../../../domain/panel/checkBoard.ts";
import { fail } from "../../../domain/problem/Problem.ts";
import { changeOf } from "../../auth/changeOf.ts";
import type { Principal } from "../../auth/Principal.ts";
import { principalOf } from "../../auth/principalOf.ts";
import type { ShelfBoard } from "../../panels/BoardShelf.ts";
import { isPattern } from "../../panels/checkChoices.ts";
import { copyStarter } from "../../panels/copyStarter.ts";
import { demandEdit, demandVariables, languageFor, mayEdit } from "../../panels/rights.ts";
import type { BoardRow, PanelRow } from "../../store/Store.ts";
import type { BoardRoutesOptions } from "./BoardRoutesOptions.ts";
import { boardIdOf } from "./pathIds.ts";
import { refuseComplaints } from "./refuseComplaints.ts";
import { boardViewOf } from "./views.ts";

/** What every change of a board asks first and tells last. */
export class BoardDesk {
  readonly #options: BoardRoutesOptions;

  constructor(options: BoardRoutesOptions) {
    this.#options = options;
  }

  /** A board that may be changed. */
  async own(request: FastifyRequest): Promise<ShelfBoard> {
    const board = await this.#options.shelf.board(boardIdOf(request));
    if (board.isStarter) throw fail("STARTER_READ_ONLY");
    return board;
  }

  async create(request: FastifyRequest, board: Board): Promise<BoardRow> {
    if (board.items.length > 0)
      throw fail("BAD_REQUEST", { detail: "items: a new board has no panels yet; add them to it" });
    this.judge(board, { principal: principalOf(request), panels: [] });
    const { store, now } = this.#options;
    return await store.boards.create(board, changeOf(request, now()));
  }

  /** With the panels of another board, which may be a starter board. */
  async copy(
    request: FastifyRequest,
    { board, copyOf }: { board: Board; copyOf: string },
  ): Promise<BoardRow> {
    const { shelf, store, now } = this.#options;
    const principal = principalOf(request);
    const original = await shelf.board(copyOf);
    const panels = await shelf.panelsOf(original);
    demandEdit(
      principal,
      panels.map(({ panel }) => panel),
    );
    demandVariables(principal, original.board);
    this.judge(board, { principal, panels, before: original.board });
    const change = changeOf(request, now());
    return original.isStarter
      ? await copyStarter(store, { board, original, panels }, change)
      : await store.boards.create(board, change, copyOf);
  }

  /** Throws BAD_REQUEST where the board cannot be as it is, with these panels. */
  judge(board: Board, { principal, panels, before }: Judged): void {
    const choices = before?.variables.map(({ choice }) => choice) ?? [];
    const known = new Set(choices.flatMap((choice) => (choice.kind === "label" ? [choice.sourceId] : [])));
    const languageOf = languageFor(principal, this.#options.sources, known);
    refuseComplaints(checkBoard(board, { panels: panels.map(({ panel }) => panel), languageOf, isPattern }));
  }

  async told(
    request: FastifyRequest,
    reply: FastifyReply,
    { action, row }: { action: string; row: BoardRow },
  ): Promise<BoardView> {
    const { id: objectId, rev, board } = row;
    await this.#options.audit(request, { action, kind: "board", objectId, name: board.name });
    reply.header("etag", `"${rev}"`);
    const principal = principalOf(request);
    const panels = await this.#options.store.panels.ofBoard(objectId);
    return boardViewOf(
      row,
      panels.filter(({ panel }) => mayEdit(principal, panel)),
    );
  }
}

interface Judged {
  readonly principal: Principal;
  readonly panels: readonly PanelRow[];
  readonly before?: Board;
}
