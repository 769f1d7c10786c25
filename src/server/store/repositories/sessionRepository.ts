import type { Selectable } from "kysely";
import type { SessionRow, SessionStore } from "../AccountStores.ts";
import type { Engine } from "../Engine.ts";
import type { SessionTable } from "../tables/Tables.ts";

const SEEN_MS = 60_000;

export function sessionRepository(engine: Engine): SessionStore {
  const get = async (idHash: string) => {
    const row = await engine.read((db) =>
      db.selectFrom("sessions").selectAll().where("id_hash", "=", idHash).executeTakeFirst(),
    );
    return row && sessionRow(row);
  };
  return {
    get,
    create: async ({ idHash, personId, createdMs, seenMs }) => {
      const row = { id_hash: idHash, person_id: personId, created_ms: createdMs, seen_ms: seenMs };
      await engine.write((db) => db.insertInto("sessions").values(row).execute());
    },
    seen: async (idHash, atMs) => {
      const row = await get(idHash);
      if (!row || row.seenMs > atMs - SEEN_MS) return;
      await engine.write((db) =>
        db.updateTable("sessions").set({ seen_ms: atMs }).where("id_hash", "=", idHash).execute(),
      );
    },
    remove: async (idHash) => {
      await engine.write((db) => db.deleteFrom("sessions").where("id_hash", "=", idHash).execute());
    },
    removeOf: async (personId) => {
      await engine.write((db) => db.deleteFrom("sessions").where("person_id", "=", personId).execute());
    },
    sweep: async ({ seenMs, createdMs }) => {
      await engine.write((db) =>
        db
          .deleteFrom("sessions")
          .where((either) =>
            either.or([either("seen_ms", "<", seenMs), either("created_ms", "<", createdMs)]),
          )
          .execute(),
      );
    },
  };
}

const sessionRow = (row: Selectable<SessionTable>): SessionRow => ({
  idHash: row.id_hash,
  personId: row.person_id,
  createdMs: row.created_ms,
  seenMs: row.seen_ms,
});
