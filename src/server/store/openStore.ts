import { openSqlite } from "./sqlite/openSqlite.ts";
import type { Store } from "./Store.ts";

export interface OpenStoreOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly now?: () => number;
  /** Told what is worth a line at start. */
  readonly warn?: (reason: string) => void;
}

/**
 * Opens what is kept: the SQLite file of the data folder, or the PostgreSQL of `databaseUrl`. Throws a ConfigError
 * where the database must not be used as it is; a database that cannot be written is opened for reading.
 */
export async function openStore({ dataDir, now = Date.now, warn }: OpenStoreOptions): Promise<Store> {
  const store = await openSqlite({ dataDir, nowMs: now() });
  for (const reason of store.warnings) warn?.(reason);
  return store;
}
