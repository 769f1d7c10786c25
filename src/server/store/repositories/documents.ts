import type { Selectable } from "kysely";
import { fail, type EditConflict } from "../../../domain/problem/Problem.ts";
import type { ProblemError } from "../../../domain/problem/Problem.ts";
import type { Change, Stamp } from "../Change.ts";
import type { Version } from "../Store.ts";
import type { OwnedColumns, VersionTable } from "../tables/Tables.ts";

/** Deleted boards and panels can be brought back for 30 days. */
export const TRASH_MS = 30 * 86_400_000;
/** Older versions of a board or panel go. */
export const KEPT_VERSIONS = 100;

/** JSON of the store; a text that is none says that the file was damaged (F48), not that the asker did wrong. */
export function parseDocument(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw fail("STORE_FAILED", {
      hint: "This entry is damaged in the database; restore a backup (npm start -- doctor).",
    });
  }
}

export const stampOf = (atMs: number | null, by: string | null): Stamp | undefined =>
  atMs === null ? undefined : { atMs, by: by ?? "" };

/** The columns of what is new. */
export function ownedBy({ personId, by, atMs }: Change): OwnedColumns {
  return {
    owner_id: personId,
    owner: by,
    created_ms: atMs,
    created_by: by,
    changed_ms: atMs,
    changed_by: by,
    deleted_ms: null,
    deleted_by: null,
  };
}

export function ownership(row: OwnedColumns) {
  return {
    ownerId: row.owner_id,
    owner: row.owner,
    created: { atMs: row.created_ms, by: row.created_by },
    changed: { atMs: row.changed_ms, by: row.changed_by },
    deleted: stampOf(row.deleted_ms, row.deleted_by),
  };
}

export function versionOf<T>(row: Selectable<VersionTable>): Version<T> {
  return {
    rev: row.rev,
    changed: { atMs: row.changed_ms, by: row.changed_by },
    document: parseDocument(row.document) as T,
  };
}

/** F53: nothing was overwritten; both versions go back to whoever saved second. */
export function conflictOf(
  mine: { rev: number; document: unknown },
  theirs: { rev: number; document: string; changed_ms: number; changed_by: string },
): ProblemError {
  const changed: Stamp = { atMs: theirs.changed_ms, by: theirs.changed_by };
  const conflict: EditConflict = {
    mine,
    theirs: { rev: theirs.rev, changed, document: parseDocument(theirs.document) },
  };
  return fail("EDIT_CONFLICT", { detail: `Changed by ${changed.by}`, conflict });
}
