import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { ConfigError } from "../config/Config.ts";
import { backUp, backupFolder } from "../store/sqlite/backups.ts";
import { connect } from "../store/sqlite/connect.ts";
import { examine } from "../store/sqlite/examine.ts";
import { takeFolder } from "../store/sqlite/folderLock.ts";
import { databasePath } from "../store/sqlite/openFile.ts";
import { pendingOf } from "../store/tables/migrating.ts";
import { migrations } from "../store/tables/migrations.ts";
import { refusePostgres } from "./backupCommand.ts";
import { type CommandContext, fileTime } from "./CommandContext.ts";

/** Puts a backup in the place of the database. What was there is kept beside the backups, whatever state it is in. */
export async function restoreCommand(context: CommandContext, given: string): Promise<void> {
  const { config, say } = context;
  refusePostgres(config.databaseUrl !== undefined, "pg_restore");
  const source = path.resolve(given);
  const found = examine(source);
  if (found.state !== "whole") {
    const reason = found.state === "absent" ? "there is no such file" : found.reason;
    throw new ConfigError([`${source}: ${reason}; nothing was changed`]);
  }
  pendingOf(found.version, { known: migrations, place: source });
  const lock = takeFolder(config.dataDir);
  if (!lock) throw new ConfigError([`${config.dataDir}: Sightglass is running on it; stop it first`]);
  try {
    const kept = await replace(source, context);
    say(`Restored from ${source}`);
    if (kept !== undefined) say(`What was there before is kept as ${kept}`);
  } finally {
    lock.release();
  }
}

async function replace(source: string, { config, now }: CommandContext): Promise<string | undefined> {
  const file = databasePath(config.dataDir);
  foldLog(file);
  const fresh = `${file}.${randomBytes(6).toString("hex")}.restored`;
  await backUp(source, fresh);
  try {
    return swap({ file, fresh }, { config, now });
  } finally {
    fs.rmSync(fresh, { force: true });
  }
}

/**
 * What a server that was killed left in the log goes into the database: it and the log cannot be renamed in one step,
 * and whoever kills us between the two must find the old one whole. A damaged one is left as it is.
 */
function foldLog(file: string): void {
  if (examine(file).state !== "whole") return;
  try {
    const db = connect(file, "write");
    try {
      db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } finally {
      db.close();
    }
  } catch {
    // On a disk that is full, say. What can be restored is restored all the same, and the log is kept beside it.
  }
}

function swap(
  { file, fresh }: { file: string; fresh: string },
  { config, now }: Pick<CommandContext, "config" | "now">,
): string | undefined {
  const kept = path.join(backupFolder(config.dataDir), `replaced-${fileTime(now())}.db`);
  const hadOne = fs.existsSync(file);
  if (hadOne) {
    fs.mkdirSync(backupFolder(config.dataDir), { recursive: true, mode: 0o700 });
    // A second name first: at no moment is there no database.
    fs.linkSync(file, kept);
  }
  // Its log goes with it: with another file it would be nonsense.
  const log = fs.statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (log?.size === 0) fs.rmSync(`${file}-wal`);
  else if (log) fs.renameSync(`${file}-wal`, `${kept}-wal`);
  fs.rmSync(`${file}-shm`, { force: true });
  fs.renameSync(fresh, file);
  return hadOne ? kept : undefined;
}
