import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ConfigError } from "../../config/Config.ts";
import { errorCode } from "../../config/errorCode.ts";
import { pendingOf, VERSION_TABLE, versionTable } from "../tables/migrating.ts";
import { type Migration, migrations, typeWords } from "../tables/migrations.ts";
import { backUp, backupFolder, newestGoodBackup } from "./backups.ts";
import { connect, type Mode } from "./connect.ts";
import { examine, reasonOf } from "./examine.ts";
import { sqliteCode } from "./sqliteCode.ts";

export interface OpenFileOptions {
  readonly dataDir: string;
  readonly nowMs: number;
  /** Tests have their own. */
  readonly known?: readonly Migration[];
}

export interface OpenedFile {
  readonly file: string;
  /** Absent: nothing can be written, as `reason` says. */
  readonly writer?: DatabaseSync;
  readonly reader: DatabaseSync;
  readonly reason?: string;
}

export const databasePath = (dataDir: string): string => path.join(dataDir, "sightglass.db");

/**
 * Opens the database of a data folder, makes it where there is none, and brings its schema up to date. Throws a
 * ConfigError where it must not be touched; never changes what is damaged.
 */
export async function openFile(options: OpenFileOptions): Promise<OpenedFile> {
  const { dataDir } = options;
  const file = databasePath(dataDir);
  let found = examine(file);
  if (found.state === "absent") {
    const reason = makeNew(file, options);
    if (reason !== undefined) return nothing(file, reason);
    found = examine(file);
  }
  if (found.state === "absent" || found.state === "unreadable") {
    const reason = found.state === "absent" ? "was there, and is gone" : found.reason;
    throw new ConfigError([`${file}: ${reason}. It was not touched. ${waysOut(dataDir)}`]);
  }
  if (found.state === "damaged") {
    return readOnly(file, found.mode, `the database is damaged (${found.reason}). ${waysOut(dataDir)}`);
  }
  const pending = pendingOf(found.version, { known: options.known ?? migrations, place: file });
  const writer = found.mode === "frozen" ? undefined : tryToWrite(file);
  if (writer === undefined || !("exec" in writer)) {
    if (pending.length > 0) throw new ConfigError([`${file}: must be upgraded and cannot be written`]);
    return readOnly(file, found.mode, `the data folder cannot be written (${writer?.reason ?? "read-only"})`);
  }
  if (pending.length > 0) await upgrade(writer, { file, version: found.version, pending, ...options });
  return { file, writer, reader: connect(file, "read") };
}

function readOnly(file: string, mode: Mode, reason: string): OpenedFile {
  return { file, reader: connect(file, mode), reason };
}

/** The steps to take with a database that cannot be used. */
function waysOut(dataDir: string): string {
  const backup = newestGoodBackup(dataDir);
  return backup === undefined
    ? "There is no backup in the data folder: restore one of your own (npm start -- restore FILE), or move the file away to begin anew."
    : `Stop Sightglass and restore the newest good backup: npm start -- restore ${backup}`;
}

function tryToWrite(file: string): DatabaseSync | { readonly reason: string } {
  try {
    return connect(file, "write");
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** F49: whoever only looks at metrics needs no folder; nothing is there, and nothing can be saved. */
function nothing(file: string, reason: string): OpenedFile {
  const reader = new DatabaseSync(":memory:");
  migrate(reader, { pending: migrations, nowMs: 0, isNew: true });
  return {
    file,
    reader,
    reason: `the data folder cannot be written (${reason}); set DATA_DIR, or correct its rights`,
  };
}

/**
 * Under another name until it is whole: a start that is cut short leaves no half database. Answers why it cannot be
 * made, if so.
 */
function makeNew(file: string, { dataDir, nowMs, known = migrations }: OpenFileOptions): string | undefined {
  const temporary = `${file}.${randomBytes(6).toString("hex")}.new`;
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    fs.closeSync(fs.openSync(temporary, "wx", 0o600));
    const db = connect(temporary, "write");
    try {
      migrate(db, { pending: known, nowMs, isNew: true });
    } finally {
      db.close();
    }
    // Not a rename: somebody else's that was made meanwhile stays.
    fs.linkSync(temporary, file);
    return undefined;
  } catch (error) {
    const code = errorCode(error);
    return code === "EEXIST" ? undefined : sqliteCode(error) === undefined ? code : reasonOf(error);
  } finally {
    tidy(temporary);
  }
}

function tidy(temporary: string): void {
  try {
    for (const suffix of ["", "-wal", "-shm"]) fs.rmSync(temporary + suffix, { force: true });
  } catch {
    // Nothing was made where nothing can be.
  }
}

async function upgrade(
  db: DatabaseSync,
  options: OpenFileOptions & { file: string; version: number; pending: readonly Migration[] },
): Promise<void> {
  const { dataDir, file, version, nowMs } = options;
  const when = new Date(nowMs).toISOString().replaceAll(/[:.]/g, "-");
  await backUp(file, path.join(backupFolder(dataDir), `before-upgrade-of-schema-${version}-${when}.db`));
  migrate(db, { ...options, isNew: false });
  // The upgraded file is whole by itself, whatever becomes of its log.
  db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
}

/** F50: everything pending in one transaction: whole or nothing. */
function migrate(
  db: DatabaseSync,
  { pending, nowMs, isNew }: { pending: readonly Migration[]; nowMs: number; isNew: boolean },
): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    if (isNew) db.exec(versionTable("sqlite"));
    const note = db.prepare(`INSERT INTO ${VERSION_TABLE} (version, name, at_ms) VALUES (?, ?, ?)`);
    const applied = db.prepare(`SELECT 1 FROM ${VERSION_TABLE} WHERE version = ?`);
    for (const { version, name, statements } of pending) {
      // Another server may have been faster.
      if (applied.get(version)) continue;
      for (const statement of statements(typeWords.sqlite)) db.exec(statement);
      note.run(version, name, nowMs);
    }
    db.exec("COMMIT");
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}
