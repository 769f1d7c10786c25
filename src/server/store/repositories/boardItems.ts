import { BOARD_LIMITS, type Board, type BoardItem } from "../../../domain/panel/Board.ts";
import { fail } from "../../../domain/problem/Problem.ts";
import type { Change } from "../Change.ts";
import type { Db, EngineKind } from "../Engine.ts";
import { KEPT_VERSIONS, parseDocument } from "./documents.ts";

/** The history is cut this often: not with every save. */
const TRIM_EVERY = 10;

/** The database within one transaction. */
export interface Within {
  readonly db: Db;
  readonly kind: EngineKind;
}

/** A board that is there, held until the transaction ends; SQLite's writers are alone anyway. */
export async function heldBoard({ db, kind }: Within, id: string) {
  const row = await db
    .selectFrom("boards")
    .selectAll()
    .where("id", "=", id)
    .where("deleted_ms", "is", null)
    .$if(kind === "postgres", (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw fail("BOARD_NOT_FOUND");
  return row;
}

/** Changes what stands on a board and where: a new version of it like any other. */
export async function changeItems(
  within: Within,
  { boardId, change }: { boardId: string; change: Change },
  edit: (items: readonly BoardItem[]) => readonly BoardItem[],
): Promise<void> {
  const row = await heldBoard(within, boardId);
  const board = parseDocument(row.document) as Board;
  const items = edit(board.items);
  if (items.length > BOARD_LIMITS.items) {
    throw fail("BAD_REQUEST", { hint: `A board holds at most ${BOARD_LIMITS.items} panels; begin another.` });
  }
  await writeBoard(within, { id: boardId, rev: row.rev + 1, board: { ...board, items } }, change);
}

/** The next version of a board, over the one that was looked at. */
export async function writeBoard(
  { db }: Within,
  { id, rev, board }: { id: string; rev: number; board: Board },
  change: Change,
): Promise<void> {
  const document = JSON.stringify(board);
  await db
    .updateTable("boards")
    .set({ rev, document, changed_ms: change.atMs, changed_by: change.by })
    .where("id", "=", id)
    .execute();
  await keepVersion(db, { of: "board", id, rev, document }, change);
}

/** Adds to the history, and lets go of its oldest. */
export async function keepVersion(
  db: Db,
  version: { of: "board" | "panel"; id: string; rev: number; document: string },
  { atMs, by }: Pick<Change, "atMs" | "by">,
): Promise<void> {
  const { of, ...row } = version;
  await db
    .insertInto(`${of}_versions`)
    .values({ ...row, changed_ms: atMs, changed_by: by })
    .execute();
  if (row.rev % TRIM_EVERY !== 0) return;
  await db
    .deleteFrom(`${of}_versions`)
    .where("id", "=", row.id)
    .where("rev", "<=", row.rev - KEPT_VERSIONS)
    .execute();
}
