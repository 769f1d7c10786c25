import { fail } from "../../domain/problem/Problem.ts";
import type { BoardRow, PanelRow, Store } from "../store/Store.ts";
import { isStarterId, type Starter, type StarterShelf } from "./Starter.ts";

export interface ShelfBoard extends BoardRow {
  readonly isStarter: boolean;
}

export interface ShelfPanel {
  readonly row: PanelRow;
  readonly board: ShelfBoard;
}

/** Boards and panels as they are opened: those that were saved, and those that come with Sightglass. */
export interface BoardShelf {
  list(): Promise<readonly ShelfBoard[]>;
  /** Throws BOARD_NOT_FOUND. */
  board(id: string): Promise<ShelfBoard>;
  panelsOf(board: ShelfBoard): Promise<readonly PanelRow[]>;
  /** With the board on which it stands. Throws PANEL_NOT_FOUND. */
  panel(id: string): Promise<ShelfPanel>;
  /** What every panel is called, by its id. */
  panelNames(): Promise<ReadonlyMap<string, string>>;
  /** Every panel that may hold this text, each with its board; too many rather than too few. */
  mentioning(text: string): Promise<readonly ShelfPanel[]>;
}

export interface BoardShelfDeps {
  readonly store: Pick<Store, "boards" | "panels">;
  readonly starters: StarterShelf;
}

export function createBoardShelf({ store, starters }: BoardShelfDeps): BoardShelf {
  return {
    list: async () => {
      const [own, brought] = await Promise.all([store.boards.list(), starters.list()]);
      return [...own.map((row) => ({ ...row, isStarter: false })), ...brought.map(starterBoard)];
    },
    board: async (asked) => {
      const id = isStarterId(asked) ? starters.idToday(asked) : asked;
      if (isStarterId(id)) {
        const starter = (await starters.list()).find((one) => one.id === id);
        if (starter !== undefined) return starterBoard(starter);
      } else {
        const row = await store.boards.get(id);
        if (row !== undefined) return { ...row, isStarter: false };
      }
      throw fail("BOARD_NOT_FOUND");
    },
    panelsOf: async ({ id, isStarter }) => {
      if (!isStarter) return await store.panels.ofBoard(id);
      const starter = (await starters.list()).find((one) => one.id === id);
      return starter === undefined ? [] : starterPanels(starter);
    },
    panel: async (asked) => {
      const id = isStarterId(asked) ? starters.idToday(asked) : asked;
      if (isStarterId(id)) {
        for (const starter of await starters.list()) {
          const row = starterPanels(starter).find((one) => one.id === id);
          if (row !== undefined) return { row, board: starterBoard(starter) };
        }
      } else {
        const row = await store.panels.get(id);
        const board = row && (await store.boards.get(row.boardId));
        if (row !== undefined && board !== undefined) return { row, board: { ...board, isStarter: false } };
      }
      throw fail("PANEL_NOT_FOUND");
    },
    ...searching({ store, starters }),
  };
}

function searching({ store, starters }: BoardShelfDeps): Pick<BoardShelf, "panelNames" | "mentioning"> {
  return {
    panelNames: async () => {
      const [own, brought] = await Promise.all([store.panels.names(), starters.list()]);
      const ours = brought.flatMap(({ panels }) => panels.map(({ id, panel }) => [id, panel.name] as const));
      return new Map([...own.map(({ id, name }) => [id, name] as const), ...ours]);
    },
    mentioning: async (text) => {
      const [rows, boards, brought] = await Promise.all([
        store.panels.mentioning(text),
        store.boards.list(),
        starters.list(),
      ]);
      const byId = new Map(boards.map((board) => [board.id, { ...board, isStarter: false }]));
      const own = rows.flatMap((row) => {
        const board = byId.get(row.boardId);
        return board === undefined ? [] : [{ row, board }];
      });
      const ours = brought.flatMap((starter) =>
        starterPanels(starter).map((row) => ({ row, board: starterBoard(starter) })),
      );
      return [...own, ...ours];
    },
  };
}

/** When the starter boards were written. */
const WRITTEN = { atMs: Date.UTC(2026, 10, 21), by: "Sightglass" } as const;
const BROUGHT = {
  rev: 1,
  ownerId: "",
  owner: WRITTEN.by,
  created: WRITTEN,
  changed: WRITTEN,
  deleted: undefined,
} as const;

function starterBoard({ id, board }: Starter): ShelfBoard {
  return { ...BROUGHT, id, board, isStarter: true };
}

function starterPanels({ id: boardId, panels }: Starter): readonly PanelRow[] {
  return panels.map(({ id, panel }) => ({ ...BROUGHT, id, boardId, panel, lastRun: undefined }));
}
