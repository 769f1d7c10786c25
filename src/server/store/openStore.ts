import type { Store } from "./Store.ts";
import { StoreThread, threadedStore } from "./thread/ThreadedStore.ts";

export interface OpenStoreOptions {
  readonly dataDir: string;
  /** postgres://…; absent: the SQLite file of the data folder. */
  readonly databaseUrl?: string;
  readonly now?: () => number;
  /** Told what is worth a line in the log, at start and later. */
  readonly warn?: (reason: string) => void;
}

/**
 * Opens what is kept: the SQLite file of the data folder, in a thread of its own, or the PostgreSQL of `databaseUrl`.
 * Throws a ConfigError where the database must not be used as it is; a file that cannot be written is opened for
 * reading, and `health` says why.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { dataDir, databaseUrl, now = Date.now, warn = () => undefined } = options;
  if (databaseUrl !== undefined) {
    const { openPostgres } = await import("./postgres/openPostgres.ts");
    return await openPostgres({ databaseUrl, nowMs: now(), warn });
  }
  const thread = new StoreThread({ dataDir, nowMs: now() }, warn);
  await thread.open();
  return threadedStore(thread);
}
