import type { Insertable } from "kysely";
import type { BoardTable, OwnedColumns, PanelTable, VersionTable } from "../store/tables/Tables.ts";
import type { ExportedBoard, ExportedPanel } from "./exportFormat.ts";

/** An exported document as the row it was. */

const owned = ({
  ownerId,
  owner,
  created,
  changed,
  deleted,
}: ExportedBoard | ExportedPanel): OwnedColumns => ({
  owner_id: ownerId,
  owner,
  created_ms: created.atMs,
  created_by: created.by,
  changed_ms: changed.atMs,
  changed_by: changed.by,
  deleted_ms: deleted?.atMs ?? null,
  deleted_by: deleted?.by ?? null,
});

export const boardRow = (board: ExportedBoard): Insertable<BoardTable> => ({
  id: board.id,
  rev: board.rev,
  document: JSON.stringify(board.document),
  ...owned(board),
});

export const panelRow = (panel: ExportedPanel): Insertable<PanelTable> => ({
  id: panel.id,
  board_id: panel.boardId,
  rev: panel.rev,
  document: JSON.stringify(panel.document),
  width: panel.width,
  height: panel.height,
  is_deleted_with_board: panel.isDeletedWithBoard ? 1 : 0,
  ran_ms: panel.lastRun?.atMs ?? null,
  ran_by: panel.lastRun?.by ?? null,
  ...owned(panel),
});

export const versionRows = ({
  id,
  versions,
}: Pick<ExportedBoard | ExportedPanel, "id" | "versions">): Insertable<VersionTable>[] =>
  versions.map(({ rev, changed, document }) => ({
    id,
    rev,
    document: JSON.stringify(document),
    changed_ms: changed.atMs,
    changed_by: changed.by,
  }));
