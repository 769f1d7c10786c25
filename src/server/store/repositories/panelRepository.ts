import type { Selectable } from "kysely";
import type { Panel } from "../../../domain/panel/Panel.ts";
import { fail } from "../../../domain/problem/Problem.ts";
import type { Change } from "../Change.ts";
import type { Engine } from "../Engine.ts";
import { newId } from "../newId.ts";
import { once, wasDone } from "../once.ts";
import type { PanelRow, PanelStore } from "../Store.ts";
import type { PanelTable } from "../tables/Tables.ts";
import { changeItems, keepVersion, type Within } from "./boardItems.ts";
import { conflictOf, ownedBy, parseDocument, TRASH_MS, versionOf } from "./documents.ts";
import { panelRow } from "./panelRow.ts";
import { panelSearch } from "./panelSearch.ts";

/** A run of a panel is written at most this often. */
const RAN_MS = 60_000;

export function panelRepository(engine: Engine): PanelStore {
  /** One change in one transaction, once per key. */
  const changing = <T>(
    asked: { operation: string; given: unknown; change: Change },
    work: (within: Within) => Promise<T>,
  ): Promise<T> =>
    engine.write((db) =>
      once({ db, change: asked.change }, { ...asked, operation: `panels.${asked.operation}` }, () =>
        work({ db, kind: engine.kind }),
      ),
    );
  return {
    ...reading(engine),
    ...panelSearch(engine),
    create: (panel, place, change) =>
      changing({ operation: "create", given: [panel, place], change }, (within) =>
        createPanel(within, { panel, ...place }, change),
      ),
    update: (id, edit, change) =>
      changing({ operation: "update", given: [id, edit], change }, (within) =>
        updatePanel(within, { id, ...edit }, change),
      ),
    move: (id, boardId, change) =>
      changing({ operation: "move", given: [id, boardId], change }, (within) =>
        movePanel(within, { id, boardId }, change),
      ),
    copy: (id, boardId, change) =>
      changing({ operation: "copy", given: [id, boardId], change }, async (within) => {
        const { width, height, document } = await panelOf(within, id);
        const panel = parseDocument(document) as Panel;
        return await createPanel(within, { panel, boardId, width, height }, change);
      }),
    remove: (id, change) =>
      changing({ operation: "remove", given: [id], change }, (within) => removePanel(within, id, change)),
    wasRemoved: (id, change) =>
      engine.read((db) => wasDone({ db, change }, { operation: "panels.remove", given: [id] })),
    restore: (id, change) =>
      changing({ operation: "restore", given: [id], change }, (within) => restorePanel(within, id, change)),
    ran: async (id, { atMs, by }) => {
      const due = await engine.read((db) =>
        db.selectFrom("panels").select("ran_ms").where("id", "=", id).executeTakeFirst(),
      );
      if (!due || (due.ran_ms !== null && due.ran_ms > atMs - RAN_MS)) return;
      await engine.write((db) =>
        db.updateTable("panels").set({ ran_ms: atMs, ran_by: by }).where("id", "=", id).execute(),
      );
    },
  };
}

function reading(engine: Engine): Pick<PanelStore, "get" | "ofBoard" | "versions"> {
  return {
    get: async (id) => {
      const row = await engine.read((db) =>
        db
          .selectFrom("panels")
          .selectAll()
          .where("id", "=", id)
          .where("deleted_ms", "is", null)
          .executeTakeFirst(),
      );
      return row && panelRow(row);
    },
    ofBoard: async (boardId) => {
      const rows = await engine.read((db) =>
        db
          .selectFrom("panels")
          .selectAll()
          .where("board_id", "=", boardId)
          .where("deleted_ms", "is", null)
          .orderBy("created_ms")
          .orderBy("id")
          .execute(),
      );
      return rows.map(panelRow);
    },
    versions: async (id) => {
      const rows = await engine.read((db) =>
        db.selectFrom("panel_versions").selectAll().where("id", "=", id).orderBy("rev", "desc").execute(),
      );
      return rows.map((row) => versionOf<Panel>(row));
    },
  };
}

async function panelOf({ db, kind }: Within, id: string): Promise<Selectable<PanelTable>> {
  const row = await db
    .selectFrom("panels")
    .selectAll()
    .where("id", "=", id)
    .where("deleted_ms", "is", null)
    .$if(kind === "postgres", (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw fail("PANEL_NOT_FOUND");
  return row;
}

interface NewPanel {
  readonly panel: Panel;
  readonly boardId: string;
  readonly width: number;
  readonly height: number;
}

async function createPanel(within: Within, wanted: NewPanel, change: Change): Promise<PanelRow> {
  const { boardId, width, height } = wanted;
  const id = newId();
  await changeItems(within, { boardId, change }, (items) => [...items, { panelId: id, width, height }]);
  return panelRow(await insertPanel(within, { ...wanted, id }, change));
}

/** The panel alone; its board's list of items is the caller's. */
export async function insertPanel(
  { db }: Within,
  { id, panel, boardId, width, height }: NewPanel & { id: string },
  change: Change,
): Promise<Selectable<PanelTable>> {
  const row = {
    ...ownedBy(change),
    id,
    board_id: boardId,
    rev: 1,
    document: JSON.stringify(panel),
    width,
    height,
    is_deleted_with_board: 0,
    ran_ms: null,
    ran_by: null,
  };
  await db.insertInto("panels").values(row).execute();
  await keepVersion(db, { of: "panel", id, rev: 1, document: row.document }, change);
  return row;
}

async function updatePanel(
  within: Within,
  { id, rev, panel }: { id: string; rev: number; panel: Panel },
  change: Change,
): Promise<PanelRow> {
  const { db } = within;
  const row = await panelOf(within, id);
  if (row.rev !== rev) throw conflictOf({ rev, document: panel }, row);
  const next = {
    rev: rev + 1,
    document: JSON.stringify(panel),
    changed_ms: change.atMs,
    changed_by: change.by,
  };
  await db.updateTable("panels").set(next).where("id", "=", id).execute();
  await keepVersion(db, { of: "panel", id, rev: next.rev, document: next.document }, change);
  return panelRow({ ...row, ...next });
}

async function movePanel(
  within: Within,
  { id, boardId }: { id: string; boardId: string },
  change: Change,
): Promise<PanelRow> {
  const row = await panelOf(within, id);
  const place = await takeOff(within, row, change);
  await changeItems(within, { boardId, change }, (items) => [...items, { panelId: id, ...place }]);
  const next = { board_id: boardId, ...place };
  await within.db.updateTable("panels").set(next).where("id", "=", id).execute();
  return panelRow({ ...row, ...next });
}

/** Off its board; answers the size it had there. */
async function takeOff(
  within: Within,
  { id, board_id: boardId, width, height }: Selectable<PanelTable>,
  change: Change,
): Promise<{ width: number; height: number }> {
  let place = { width, height };
  await changeItems(within, { boardId, change }, (items) => {
    const found = items.find(({ panelId }) => panelId === id);
    if (found) place = { width: found.width, height: found.height };
    return items.filter((item) => item !== found);
  });
  return place;
}

async function removePanel(within: Within, id: string, change: Change): Promise<void> {
  const row = await panelOf(within, id);
  const place = await takeOff(within, row, change);
  await within.db
    .updateTable("panels")
    .set({ ...place, deleted_ms: change.atMs, deleted_by: change.by, is_deleted_with_board: 0 })
    .where("id", "=", id)
    .execute();
}

async function restorePanel(within: Within, id: string, change: Change): Promise<PanelRow> {
  const { db, kind } = within;
  const row = await db
    .selectFrom("panels")
    .selectAll()
    .where("id", "=", id)
    .where("deleted_ms", ">", change.atMs - TRASH_MS)
    .where("is_deleted_with_board", "=", 0)
    // Of two who bring it back at once, the second must find it there.
    .$if(kind === "postgres", (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw fail("PANEL_NOT_FOUND", { hint: "It is not among what was deleted in the last 30 days." });
  const { width, height, board_id: boardId } = row;
  await changeItems(within, { boardId, change }, (items) => [...items, { panelId: id, width, height }]);
  const back = { deleted_ms: null, deleted_by: null };
  await db.updateTable("panels").set(back).where("id", "=", id).execute();
  return panelRow({ ...row, ...back });
}
