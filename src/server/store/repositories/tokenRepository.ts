import type { Selectable } from "kysely";
import { fail } from "../../../domain/problem/Problem.ts";
import type { TokenRecord, TokenStore } from "../AccountStores.ts";
import type { Engine } from "../Engine.ts";
import { newId } from "../newId.ts";
import { once } from "../once.ts";
import type { TokenTable } from "../tables/Tables.ts";
import { sourcesOf } from "./peopleRepository.ts";

const USED_MS = 60_000;

export function tokenRepository(engine: Engine): TokenStore {
  const one = async (column: "id" | "hash", value: string) => {
    const row = await engine.read((db) =>
      db.selectFrom("tokens").selectAll().where(column, "=", value).executeTakeFirst(),
    );
    return row && tokenRecord(row);
  };
  return {
    get: (id) => one("id", id),
    byHash: (hash) => one("hash", hash),
    ...changing(engine),
    list: async (personId) => {
      const rows = await engine.read((db) =>
        db
          .selectFrom("tokens")
          .selectAll()
          .$if(personId !== null, (query) => query.where("person_id", "=", personId ?? ""))
          .orderBy("created_ms", "desc")
          .orderBy("id")
          .execute(),
      );
      return rows.map(tokenRecord);
    },
    used: async (id, atMs) => {
      const row = await one("id", id);
      if (!row || (row.lastUsedMs !== undefined && row.lastUsedMs > atMs - USED_MS)) return;
      await engine.write((db) =>
        db.updateTable("tokens").set({ last_used_ms: atMs }).where("id", "=", id).execute(),
      );
    },
  };
}

function changing(engine: Engine): Pick<TokenStore, "create" | "revoke"> {
  return {
    create: (token, change) => {
      const { hash: _, ...given } = token;
      const row = {
        ...columnsOf(token),
        id: newId(),
        last_used_ms: null,
        revoked_ms: null,
      };
      return engine.write((db) =>
        once({ db, change }, { operation: "tokens.create", given }, async () => {
          await db.insertInto("tokens").values(row).execute();
          return tokenRecord(row);
        }),
      );
    },
    revoke: (id, change) =>
      engine.write((db) =>
        once({ db, change }, { operation: "tokens.revoke", given: [id] }, async () => {
          const row = await db.selectFrom("tokens").select("id").where("id", "=", id).executeTakeFirst();
          if (!row) throw fail("NOT_FOUND", { hint: "This access token does not exist." });
          await db
            .updateTable("tokens")
            .set({ revoked_ms: change.atMs })
            .where("id", "=", id)
            .where("revoked_ms", "is", null)
            .execute();
        }),
      ),
  };
}

const columnsOf = (token: Parameters<TokenStore["create"]>[0]) => ({
  hash: token.hash,
  person_id: token.personId,
  label: token.label,
  sources: token.sources === null ? null : JSON.stringify(token.sources),
  created_ms: token.createdMs,
  expires_ms: token.expiresMs,
});

const tokenRecord = (row: Selectable<TokenTable>): TokenRecord => ({
  id: row.id,
  hash: row.hash,
  personId: row.person_id,
  label: row.label,
  sources: sourcesOf(row.sources),
  createdMs: row.created_ms,
  expiresMs: row.expires_ms,
  lastUsedMs: row.last_used_ms ?? undefined,
  revokedMs: row.revoked_ms ?? undefined,
});
