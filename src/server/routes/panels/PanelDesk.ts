import type { FastifyReply, FastifyRequest } from "fastify";
import type { PanelView } from "../../../contract/panels.ts";
import { BOARD_LIMITS, type Board } from "../../../domain/panel/Board.ts";
import { checkPanel } from "../../../domain/panel/checkPanel.ts";
import type { Panel, PanelView as View } from "../../../domain/panel/Panel.ts";
import { fail } from "../../../domain/problem/Problem.ts";
import { principalOf } from "../../auth/principalOf.ts";
import type { ShelfBoard, ShelfPanel } from "../../panels/BoardShelf.ts";
import { demandEdit, languageFor } from "../../panels/rights.ts";
import { isStarterId } from "../../panels/Starter.ts";
import type { PanelRow } from "../../store/Store.ts";
import type { BoardRoutesOptions } from "../boards/BoardRoutesOptions.ts";
import { panelIdOf } from "../boards/pathIds.ts";
import { refuseComplaints } from "../boards/refuseComplaints.ts";
import { panelViewOf } from "../boards/views.ts";

/** What every change of a panel asks first and tells last. */
export class PanelDesk {
  readonly #options: BoardRoutesOptions;

  constructor(options: BoardRoutesOptions) {
    this.#options = options;
  }

  /** A panel that this editor may read whole. */
  async allowed(request: FastifyRequest): Promise<ShelfPanel> {
    const found = await this.#options.shelf.panel(panelIdOf(request));
    demandEdit(principalOf(request), [found.row.panel]);
    return found;
  }

  /** One that may be changed, too. */
  async own(request: FastifyRequest): Promise<ShelfPanel> {
    const found = await this.allowed(request);
    if (found.board.isStarter) throw fail("STARTER_READ_ONLY");
    return found;
  }

  /** The board that takes a panel. */
  async target(boardId: string): Promise<ShelfBoard> {
    const board = await this.#options.shelf.board(boardId);
    if (board.isStarter) throw fail("STARTER_READ_ONLY");
    return board;
  }

  /** All versions of a panel, of one that was deleted, too. */
  async history(request: FastifyRequest) {
    const id = panelIdOf(request);
    const versions = isStarterId(id) ? [] : await this.#options.store.panels.versions(id);
    if (versions.length === 0) throw fail("PANEL_NOT_FOUND");
    demandEdit(
      principalOf(request),
      versions.map(({ document }) => document),
    );
    return { id, versions };
  }

  /** Throws BAD_REQUEST where the panel cannot stand on this board as it is. */
  judge(request: FastifyRequest, { panel, board, before }: Judged): void {
    const known = new Set(before?.queries.map(({ sourceId }) => sourceId));
    const languageOf = languageFor(principalOf(request), this.#options.sources, known);
    refuseComplaints(checkPanel(panel, { variables: board.variables, languageOf }));
  }

  async told(
    request: FastifyRequest,
    reply: FastifyReply,
    { action, row }: { action: string; row: PanelRow },
  ): Promise<PanelView> {
    const { id: objectId, panel, rev } = row;
    await this.#options.audit(request, { action, kind: "panel", objectId, name: panel.name });
    reply.header("etag", `"${rev}"`);
    return panelViewOf(row);
  }
}

interface Judged {
  readonly panel: Panel;
  readonly board: Board;
  readonly before?: Panel;
}

/** Columns and rows of a panel that nobody gave a size. */
const USUAL: Readonly<Record<View, readonly [width: number, height: number]>> = {
  chart: [6, 6],
  stat: [3, 3],
  gauge: [3, 4],
  table: [6, 6],
  logs: [6, 6],
  note: [3, 3],
};

/** The size that was asked for, within bounds, or the usual one of the view. */
export function sizeOf(
  view: View,
  { width, height }: { width?: number | undefined; height?: number | undefined },
) {
  const [usualWidth, usualHeight] = USUAL[view];
  const between = (value: number, [least, most]: readonly [number, number]) =>
    Math.max(least, Math.min(most, value));
  const { minWidth, columns, minHeight, maxHeight } = BOARD_LIMITS;
  return {
    width: between(width ?? usualWidth, [minWidth, columns]),
    height: between(height ?? usualHeight, [minHeight, maxHeight]),
  };
}
