import fs from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ConfigError } from "../../config/Config.ts";
import { errorCode } from "../../config/errorCode.ts";
import { SQLITE, sqliteCode } from "./sqliteCode.ts";

/**
 * Servers hold the data folder together; whoever replaces its database must have it alone. The lock is SQLite's own
 * on an empty file, so it ends with the process however that ends.
 */
export interface FolderLock {
  release(): void;
}

const lockPath = (dataDir: string) => path.join(dataDir, "server.lock");

/** Of a server. Undefined where the folder cannot be written: then nobody can replace anything in it either. */
export function shareFolder(dataDir: string): FolderLock | undefined {
  try {
    return lockBy(dataDir, "BEGIN; SELECT count(*) FROM sqlite_master");
  } catch (error) {
    if (sqliteCode(error) !== SQLITE.busy) return undefined;
    throw new ConfigError([`${dataDir}: its database is being restored; start again when that is done`]);
  }
}

/** Of a restore. Undefined while a server runs on the folder. */
export function takeFolder(dataDir: string): FolderLock | undefined {
  try {
    return lockBy(dataDir, "BEGIN EXCLUSIVE");
  } catch (error) {
    if (sqliteCode(error) === SQLITE.busy) return undefined;
    throw new ConfigError([`${dataDir}: cannot be written (${errorCode(error)})`]);
  }
}

function lockBy(dataDir: string, statement: string): FolderLock {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  fs.closeSync(fs.openSync(lockPath(dataDir), "a", 0o600));
  const db = new DatabaseSync(lockPath(dataDir), { timeout: 500 });
  try {
    db.exec(statement);
  } catch (error) {
    db.close();
    throw error;
  }
  return { release: () => db.close() };
}
