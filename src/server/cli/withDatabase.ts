import { Kysely } from "kysely";
import type { Config } from "../config/Config.ts";
import type { Db, Engine } from "../store/Engine.ts";
import { connect } from "../store/sqlite/connect.ts";
import { openSqlite } from "../store/sqlite/openSqlite.ts";
import { sqliteDialect } from "../store/sqlite/sqliteDialect.ts";
import type { Tables } from "../store/tables/Tables.ts";

export interface CommandDatabase {
  readonly engine: Engine;
  /** Everything that `work` reads is of one moment. */
  readonly snapshot: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
}

/** The database of the configuration for as long as `work` takes, also beside a running server. */
export async function withDatabase<T>(
  { dataDir, databaseUrl }: Pick<Config, "dataDir" | "databaseUrl">,
  nowMs: number,
  work: (database: CommandDatabase) => Promise<T>,
): Promise<T> {
  if (databaseUrl !== undefined) {
    const { openPostgres } = await import("../store/postgres/openPostgres.ts");
    const store = await openPostgres({ databaseUrl: databaseUrl.reveal(), nowMs, warn: () => undefined });
    try {
      return await work({ engine: store.engine, snapshot: (read) => store.engine.snapshot(read) });
    } finally {
      await store.close();
    }
  }
  const store = await openSqlite({ dataDir, nowMs });
  try {
    return await work({ engine: store.engine, snapshot: (read) => ofOneMoment(store.file, read) });
  } finally {
    await store.close();
  }
}

async function ofOneMoment<T>(file: string, work: (db: Db) => Promise<T>): Promise<T> {
  const database = connect(file, "read");
  const db = new Kysely<Tables>({ dialect: sqliteDialect(database) });
  try {
    database.exec("BEGIN");
    return await work(db);
  } finally {
    if (database.isOpen) database.close();
  }
}
