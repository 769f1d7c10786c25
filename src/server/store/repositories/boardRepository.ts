import type { Selectable } from "kysely";
import type { Board, BoardItem } from "../../../domain/panel/Board.ts";
import type { Panel } from "../../../domain/panel/Panel.ts";
import { fail } from "../../../domain/problem/Problem.ts";
import type { Change } from "../Change.ts";
import type { Engine } from "../Engine.ts";
import { newId } from "../newId.ts";
import { once, wasDone } from "../once.ts";
import type { BoardRow, BoardStore } from "../Store.ts";
import type { BoardTable } from "../tables/Tables.ts";
import { heldBoard, keepVersion, type Within, writeBoard } from "./boardItems.ts";
import { conflictOf, ownedBy, ownership, parseDocument, TRASH_MS, versionOf } from "./documents.ts";
import { insertPanel } from "./panelRepository.ts";
import { readTrash } from "./readTrash.ts";

export function boardRepository(engine: Engine): BoardStore {
  const changing = <T>(
    asked: { operation: string; given: unknown; change: Change },
    work: (within: Within) => Promise<T>,
  ): Promise<T> =>
    engine.write((db) =>
      once({ db, change: asked.change }, { ...asked, operation: `boards.${asked.operation}` }, () =>
        work({ db, kind: engine.kind }),
      ),
    );
  return {
    ...reading(engine),
    create: (board, change, copyOf) =>
      changing({ operation: "create", given: [board, copyOf], change }, (within) =>
        copyOf === undefined
          ? insertBoard(within, { id: newId(), board: { ...board, items: [] } }, change)
          : copyBoard(within, { board, copyOf }, change),
      ),
    update: (id, edit, change) =>
      changing({ operation: "update", given: [id, edit], change }, (within) =>
        updateBoard(within, { id, ...edit }, change),
      ),
    remove: (id, change) =>
      changing({ operation: "remove", given: [id], change }, (within) => removeBoard(within, id, change)),
    wasRemoved: (id, change) =>
      engine.read((db) => wasDone({ db, change }, { operation: "boards.remove", given: [id] })),
    restore: (id, change) =>
      changing({ operation: "restore", given: [id], change }, (within) => restoreBoard(within, id, change)),
  };
}

function reading(engine: Engine): Pick<BoardStore, "list" | "get" | "versions" | "trash"> {
  return {
    list: async () => {
      const rows = await engine.read((db) =>
        db.selectFrom("boards").selectAll().where("deleted_ms", "is", null).orderBy("id").execute(),
      );
      return rows.map(boardRow);
    },
    get: async (id) => {
      const row = await engine.read((db) =>
        db
          .selectFrom("boards")
          .selectAll()
          .where("id", "=", id)
          .where("deleted_ms", "is", null)
          .executeTakeFirst(),
      );
      return row && boardRow(row);
    },
    versions: async (id) => {
      const rows = await engine.read((db) =>
        db.selectFrom("board_versions").selectAll().where("id", "=", id).orderBy("rev", "desc").execute(),
      );
      return rows.map((row) => versionOf<Board>(row));
    },
    trash: (nowMs) => engine.read((db) => readTrash(db, nowMs - TRASH_MS)),
  };
}

async function insertBoard(
  { db }: Within,
  { id, board }: { id: string; board: Board },
  change: Change,
): Promise<BoardRow> {
  const row = { ...ownedBy(change), id, rev: 1, document: JSON.stringify(board) };
  await db.insertInto("boards").values(row).execute();
  await keepVersion(db, { of: "board", id, rev: 1, document: row.document }, change);
  return boardRow(row);
}

/** Every panel of the other board gets a copy; places are those asked for, else those it had. */
async function copyBoard(
  within: Within,
  { board, copyOf }: { board: Board; copyOf: string },
  change: Change,
): Promise<BoardRow> {
  const source = parseDocument((await heldBoard(within, copyOf)).document) as Board;
  const panels = await panelsOf(within, copyOf);
  const id = newId();
  const copies = new Map(panels.map((panel) => [panel.id, newId()]));
  const wanted = board.items.length > 0 ? board.items : source.items;
  const items = allOf(
    wanted.filter(({ panelId }) => copies.has(panelId)),
    panels,
  ).map((item) => ({
    ...item,
    panelId: copies.get(item.panelId) ?? item.panelId,
  }));
  const row = await insertBoard(within, { id, board: { ...board, items } }, change);
  for (const { id: panelId, document, width, height } of panels) {
    const panel = parseDocument(document) as Panel;
    await insertPanel(
      within,
      { id: copies.get(panelId) ?? newId(), panel, boardId: id, width, height },
      change,
    );
  }
  return row;
}

export function panelsOf({ db }: Within, boardId: string) {
  return db
    .selectFrom("panels")
    .selectAll()
    .where("board_id", "=", boardId)
    .where("deleted_ms", "is", null)
    .orderBy("created_ms")
    .orderBy("id")
    .execute();
}

/** What is on the board and was not named goes to its end: a panel is never lost out of sight. */
export function allOf(
  items: readonly BoardItem[],
  panels: readonly { id: string; width: number; height: number }[],
): BoardItem[] {
  const named = new Set(items.map(({ panelId }) => panelId));
  const rest = panels.filter(({ id }) => !named.has(id));
  return [...items, ...rest.map(({ id, width, height }) => ({ panelId: id, width, height }))];
}

async function updateBoard(
  within: Within,
  { id, rev, board }: { id: string; rev: number; board: Board },
  change: Change,
): Promise<BoardRow> {
  const row = await heldBoard(within, id);
  if (row.rev !== rev) throw conflictOf({ rev, document: board }, row);
  const panels = await panelsOf(within, id);
  const known = new Set(panels.map((panel) => panel.id));
  if (board.items.some(({ panelId }) => !known.has(panelId))) {
    throw fail("BAD_REQUEST", { hint: "items: names a panel that is not on this board." });
  }
  const next = { ...board, items: allOf(board.items, panels) };
  await writeBoard(within, { id, rev: rev + 1, board: next }, change);
  const changed = { changed_ms: change.atMs, changed_by: change.by };
  return boardRow({ ...row, ...changed, rev: rev + 1, document: JSON.stringify(next) });
}

async function removeBoard(within: Within, id: string, change: Change): Promise<void> {
  await heldBoard(within, id);
  const gone = { deleted_ms: change.atMs, deleted_by: change.by };
  await within.db.updateTable("boards").set(gone).where("id", "=", id).execute();
  await within.db
    .updateTable("panels")
    .set({ ...gone, is_deleted_with_board: 1 })
    .where("board_id", "=", id)
    .where("deleted_ms", "is", null)
    .execute();
}

async function restoreBoard({ db }: Within, id: string, change: Change): Promise<BoardRow> {
  const row = await db
    .selectFrom("boards")
    .selectAll()
    .where("id", "=", id)
    .where("deleted_ms", ">", change.atMs - TRASH_MS)
    .executeTakeFirst();
  if (!row) throw fail("BOARD_NOT_FOUND", { hint: "It is not among what was deleted in the last 30 days." });
  const back = { deleted_ms: null, deleted_by: null };
  await db.updateTable("boards").set(back).where("id", "=", id).execute();
  await db
    .updateTable("panels")
    .set({ ...back, is_deleted_with_board: 0 })
    .where("board_id", "=", id)
    .where("is_deleted_with_board", "=", 1)
    .execute();
  return boardRow({ ...row, ...back });
}

function boardRow(row: Selectable<BoardTable>): BoardRow {
  return { id: row.id, rev: row.rev, board: parseDocument(row.document) as Board, ...ownership(row) };
}
