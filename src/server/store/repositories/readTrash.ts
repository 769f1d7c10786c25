import type { BoardStore } from "../Store.ts";
import type { Db } from "../Engine.ts";
import { parseDocument } from "./documents.ts";

/** Boards and single panels deleted after `sinceMs`, newest first. Panels of a deleted board come back with it alone. */
export async function readTrash(db: Db, sinceMs: number): ReturnType<BoardStore["trash"]> {
  const boards = await db
    .selectFrom("boards")
    .select(["id", "document", "deleted_ms", "deleted_by"])
    .where("deleted_ms", ">", sinceMs)
    .execute();
  const panels = await db
    .selectFrom("panels")
    .innerJoin("boards", "boards.id", "panels.board_id")
    .select(["panels.id", "panels.document", "panels.deleted_ms", "panels.deleted_by"])
    .where("panels.deleted_ms", ">", sinceMs)
    .where("panels.is_deleted_with_board", "=", 0)
    .where("boards.deleted_ms", "is", null)
    .execute();
  const entry =
    (kind: "board" | "panel") =>
    ({ id, document, deleted_ms: atMs, deleted_by: by }: (typeof panels)[number]) => ({
      kind,
      id,
      name: (parseDocument(document) as { name: string }).name,
      deleted: { atMs: atMs ?? 0, by: by ?? "" },
    });
  return [...boards.map(entry("board")), ...panels.map(entry("panel"))].toSorted(
    (a, b) => b.deleted.atMs - a.deleted.atMs,
  );
}
