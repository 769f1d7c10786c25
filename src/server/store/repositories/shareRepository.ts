import type { Selectable } from "kysely";
import { fail } from "../../../domain/problem/Problem.ts";
import type { Change } from "../Change.ts";
import type { Db, Engine, EngineKind } from "../Engine.ts";
import { newId } from "../newId.ts";
import { once } from "../once.ts";
import type { NewShare, ShareDocument, ShareRow, ShareStore, SnapshotPart } from "../Store.ts";
import type { SharePartTable, ShareTable } from "../tables/Tables.ts";
import { parseDocument, stampOf } from "./documents.ts";

export function shareRepository(engine: Engine): ShareStore {
  const byId = (id: string) =>
    engine.read((db) => db.selectFrom("shares").selectAll().where("id", "=", id).executeTakeFirst());
  return {
    ...changing(engine),
    ...kept(engine),
    get: async (id) => {
      const row = await byId(id);
      return row && shareRow(row);
    },
    bySecretHash: async (hash) => {
      const row = await engine.read((db) =>
        db.selectFrom("shares").selectAll().where("secret_hash", "=", hash).executeTakeFirst(),
      );
      return row && shareRow(row);
    },
    list: async (ownerId) => {
      const rows = await engine.read((db) =>
        db
          .selectFrom("shares")
          .selectAll()
          .$if(ownerId !== null, (query) => query.where("owner_id", "=", ownerId ?? ""))
          .orderBy("created_ms", "desc")
          .orderBy("id")
          .execute(),
      );
      return rows.map(shareRow);
    },
    opened: async (id, atMs) => {
      await engine.write((db) =>
        db
          .updateTable("shares")
          .set((set) => ({ opened: set("opened", "+", 1), last_opened_ms: atMs }))
          .where("id", "=", id)
          .execute(),
      );
    },
  };
}

/** What frozen links keep. */
function kept(engine: Engine): Pick<ShareStore, "part" | "notes"> {
  return {
    part: async (id, panelId, letter) => {
      const row = await engine.read((db) =>
        db
          .selectFrom("share_parts")
          .selectAll()
          .where("share_id", "=", id)
          .where("panel_id", "=", panelId)
          .where("letter", "=", letter)
          .executeTakeFirst(),
      );
      return row && partOf(row);
    },
    notes: async (id) => {
      const rows = await engine.read((db) =>
        db
          .selectFrom("share_parts")
          .select(["panel_id", "letter", "notes"])
          .where("share_id", "=", id)
          .where("notes", "!=", "[]")
          .execute(),
      );
      return rows.map(({ panel_id: panelId, letter, notes }) => ({ panelId, letter, notes: notesOf(notes) }));
    },
  };
}

function changing(engine: Engine): Pick<ShareStore, "create" | "change" | "revoke" | "revokeAll"> {
  return {
    // The secret is made anew by whoever asks again, so it is no part of what is asked for: the first one's row comes
    // back, and with it the sealed secret of the first.
    create: (share, more, change) =>
      engine.write((db) =>
        once({ db, change }, { operation: "shares.create", given: more.asked ?? share }, () =>
          insertShare(db, { share, ...more }, change),
        ),
      ),
    change: (id, { asked, ...edit }, change) =>
      engine.write((db) =>
        once({ db, change }, { operation: "shares.change", given: [id, asked ?? edit] }, () =>
          changeShare(engine, db, { id, ...edit }),
        ),
      ),
    revoke: (id, change) =>
      engine.write((db) =>
        once({ db, change }, { operation: "shares.revoke", given: [id] }, async () => {
          await shareOf(db, id);
          // The first withdrawal is the one that counts.
          await db
            .updateTable("shares")
            .set({ revoked_ms: change.atMs, revoked_by: change.by })
            .where("id", "=", id)
            .where("revoked_ms", "is", null)
            .execute();
        }),
      ),
    revokeAll: (ownerId, change) =>
      engine.write((db) =>
        once({ db, change }, { operation: "shares.revokeAll", given: [ownerId] }, async () => {
          const { numUpdatedRows } = await db
            .updateTable("shares")
            .set({ revoked_ms: change.atMs, revoked_by: change.by })
            .where("owner_id", "=", ownerId)
            .where("revoked_ms", "is", null)
            .executeTakeFirst();
          return Number(numUpdatedRows);
        }),
      ),
  };
}

/** With `held` until the transaction ends; SQLite's writers are alone anyway. */
async function shareOf(db: Db, id: string, held?: EngineKind): Promise<Selectable<ShareTable>> {
  const row = await db
    .selectFrom("shares")
    .selectAll()
    .where("id", "=", id)
    .$if(held === "postgres", (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw fail("LINK_NOT_FOUND");
  return row;
}

async function insertShare(
  db: Db,
  given: { share: ShareDocument } & NewShare,
  { personId, by, atMs }: Change,
): Promise<ShareRow> {
  const { share, parts } = given;
  const row = {
    id: newId(),
    secret_hash: given.secretHash,
    sealed: given.sealed ?? null,
    document: JSON.stringify(share),
    owner_id: personId,
    owner: by,
    created_ms: atMs,
    created_by: by,
    expires_ms: given.expiresMs,
    revoked_ms: null,
    revoked_by: null,
    opened: 0,
    last_opened_ms: null,
    hash: given.hash ?? null,
    bytes: parts.reduce((sum, { gzip }) => sum + gzip.byteLength, 0),
  };
  await db.insertInto("shares").values(row).execute();
  for (const part of parts) {
    await db
      .insertInto("share_parts")
      .values({
        share_id: row.id,
        panel_id: part.panelId,
        letter: part.letter,
        plan: part.plan,
        content_type: part.contentType,
        gzip: part.gzip,
        warnings: part.warnings,
        notes: JSON.stringify(part.notes),
      })
      .execute();
  }
  return shareRow(row);
}

async function changeShare(
  { kind }: Pick<Engine, "kind">,
  db: Db,
  { id, label, expiresMs }: { id: string; label?: string; expiresMs?: number },
): Promise<ShareRow> {
  // Held: of two changes at once none is undone by the other, which knew the row as it was before.
  const row = await shareOf(db, id, kind);
  const document = parseDocument(row.document) as ShareDocument;
  const next = {
    document: JSON.stringify(label === undefined ? document : { ...document, label }),
    expires_ms: expiresMs ?? row.expires_ms,
  };
  await db.updateTable("shares").set(next).where("id", "=", id).execute();
  return shareRow({ ...row, ...next });
}

function shareRow(row: Selectable<ShareTable>): ShareRow {
  return {
    ...(parseDocument(row.document) as ShareDocument),
    id: row.id,
    secretHash: row.secret_hash,
    sealed: row.sealed ?? undefined,
    ownerId: row.owner_id,
    owner: row.owner,
    created: { atMs: row.created_ms, by: row.created_by },
    expiresMs: row.expires_ms,
    revoked: stampOf(row.revoked_ms, row.revoked_by),
    opened: row.opened,
    lastOpenedMs: row.last_opened_ms ?? undefined,
    hash: row.hash ?? undefined,
    bytes: row.bytes,
  };
}

export function partOf(row: Selectable<SharePartTable>): SnapshotPart {
  return {
    panelId: row.panel_id,
    letter: row.letter,
    plan: row.plan,
    contentType: row.content_type,
    // A Buffer of PostgreSQL is a view of something bigger.
    gzip: new Uint8Array(row.gzip),
    warnings: row.warnings,
    notes: notesOf(row.notes),
  };
}

const notesOf = (text: string) => parseDocument(text) as readonly string[];
