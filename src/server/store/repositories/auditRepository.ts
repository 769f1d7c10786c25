import type { AuditStore } from "../AccountStores.ts";
import type { Engine } from "../Engine.ts";

const SEQ = /^\d{1,15}$/;

export function auditRepository(engine: Engine): AuditStore {
  return {
    add: async ({ atMs, personId, objectId, who, action, kind, name, detail }) => {
      const row = { at_ms: atMs, person_id: personId, object_id: objectId, who, action, kind, name, detail };
      await engine.write((db) => db.insertInto("audit").values(row).execute());
    },
    list: async ({ before, kind, objectId, limit }) => {
      // An id that is none of ours has nothing before it.
      if (before !== undefined && !SEQ.test(before)) return [];
      const rows = await engine.read((db) => {
        let query = db.selectFrom("audit").selectAll().orderBy("seq", "desc").limit(limit);
        if (before !== undefined) query = query.where("seq", "<", Number(before));
        if (kind !== undefined) query = query.where("kind", "=", kind);
        if (objectId !== undefined) query = query.where("object_id", "=", objectId);
        return query.execute();
      });
      return rows.map(({ seq, at_ms: atMs, person_id: personId, object_id: eventObjectId, ...rest }) => ({
        ...rest,
        id: String(seq),
        atMs,
        personId,
        objectId: eventObjectId,
      }));
    },
  };
}
