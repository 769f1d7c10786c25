import type { Selectable } from "kysely";
import type { Panel } from "../../../domain/panel/Panel.ts";
import type { PanelRow } from "../Store.ts";
import type { PanelTable } from "../tables/Tables.ts";
import { ownership, parseDocument, stampOf } from "./documents.ts";

export function panelRow(row: Selectable<PanelTable>): PanelRow {
  return {
    id: row.id,
    boardId: row.board_id,
    rev: row.rev,
    panel: parseDocument(row.document) as Panel,
    ...ownership(row),
    lastRun: stampOf(row.ran_ms, row.ran_by),
  };
}
