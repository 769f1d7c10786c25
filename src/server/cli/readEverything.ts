import type { Selectable } from "kysely";
import type { Db } from "../store/Engine.ts";
import { ownership, parseDocument, stampOf, versionOf } from "../store/repositories/documents.ts";
import { personRow } from "../store/repositories/peopleRepository.ts";
import { partOf } from "../store/repositories/shareRepository.ts";
import type { VersionTable } from "../store/tables/Tables.ts";
import type { ExportedBoard, ExportedPanel, ExportedShare, ExportFile } from "./exportFormat.ts";

/** Everything that is exported, of one moment where `db` is one transaction. */
export async function readEverything(db: Db, exportedMs: number): Promise<ExportFile> {
  return {
    format: "sightglass-export",
    version: 1,
    exportedMs,
    boards: await readBoards(db),
    panels: await readPanels(db),
    shares: await readShares(db),
    people: await readPeople(db),
  };
}

const versionsOf = <T>(rows: readonly Selectable<VersionTable>[] | undefined) =>
  (rows ?? []).map((row) => versionOf<T>(row));

async function readBoards(db: Db): Promise<ExportFile["boards"]> {
  const versions = await db.selectFrom("board_versions").selectAll().orderBy("rev").execute();
  const byId = Map.groupBy(versions, ({ id }) => id);
  const rows = await db.selectFrom("boards").selectAll().orderBy("id").execute();
  return rows.map((row) => ({
    id: row.id,
    rev: row.rev,
    document: parseDocument(row.document) as ExportedBoard["document"],
    versions: versionsOf<ExportedBoard["document"]>(byId.get(row.id)),
    ...ownership(row),
  }));
}

async function readPanels(db: Db): Promise<ExportFile["panels"]> {
  const versions = await db.selectFrom("panel_versions").selectAll().orderBy("rev").execute();
  const byId = Map.groupBy(versions, ({ id }) => id);
  const rows = await db.selectFrom("panels").selectAll().orderBy("id").execute();
  return rows.map((row) => ({
    id: row.id,
    boardId: row.board_id,
    rev: row.rev,
    document: parseDocument(row.document) as ExportedPanel["document"],
    versions: versionsOf<ExportedPanel["document"]>(byId.get(row.id)),
    width: row.width,
    height: row.height,
    isDeletedWithBoard: row.is_deleted_with_board === 1,
    lastRun: stampOf(row.ran_ms, row.ran_by),
    ...ownership(row),
  }));
}

async function readShares(db: Db): Promise<ExportFile["shares"]> {
  const parts = await db.selectFrom("share_parts").selectAll().execute();
  const byShare = Map.groupBy(parts, ({ share_id: id }) => id);
  const rows = await db.selectFrom("shares").selectAll().orderBy("id").execute();
  return rows.map((row) => ({
    id: row.id,
    document: parseDocument(row.document) as ExportedShare["document"],
    ownerId: row.owner_id,
    owner: row.owner,
    created: { atMs: row.created_ms, by: row.created_by },
    expiresMs: row.expires_ms,
    revoked: stampOf(row.revoked_ms, row.revoked_by),
    opened: row.opened,
    lastOpenedMs: row.last_opened_ms ?? undefined,
    hash: row.hash ?? undefined,
    parts: (byShare.get(row.id) ?? []).map((part) => {
      const { gzip, notes, ...rest } = partOf(part);
      return { ...rest, notes: [...notes], gzip: Buffer.from(gzip).toString("base64") };
    }),
  }));
}

async function readPeople(db: Db): Promise<ExportFile["people"]> {
  const rows = await db.selectFrom("people").selectAll().orderBy("id").execute();
  return rows.map((row) => {
    const { passwordHash: _, sources, ...person } = personRow(row);
    return { ...person, sources: sources && [...sources] };
  });
}
