import fs from "node:fs";
import type { Config } from "../config/Config.ts";
import { ConfigError } from "../config/Config.ts";
import { listBackups, newestGoodBackup } from "../store/sqlite/backups.ts";
import { connect } from "../store/sqlite/connect.ts";
import { examine } from "../store/sqlite/examine.ts";
import { databasePath } from "../store/sqlite/openFile.ts";
import { SQLITE, sqliteCode } from "../store/sqlite/sqliteCode.ts";
import { pendingOf } from "../store/tables/migrating.ts";
import { migrations } from "../store/tables/migrations.ts";
import { formatSize } from "./formatSize.ts";
import { failed, type Finding, ok, warn } from "./Finding.ts";

const OLD_MS = 2 * 86_400_000;

/** Is the database whole, of a schema we know, free to be written, and backed up? Changes nothing. */
export async function checkDatabase(
  { dataDir, databaseUrl }: Pick<Config, "dataDir" | "databaseUrl">,
  nowMs: number,
): Promise<Finding[]> {
  if (databaseUrl !== undefined) {
    const { examinePostgres } = await import("../store/postgres/examinePostgres.ts");
    return [await examinePostgres(databaseUrl.reveal()).then(postgresFinding, refusalOf("PostgreSQL"))];
  }
  const file = databasePath(dataDir);
  const found = examine(file);
  if (found.state === "absent") return [ok("database", `${file} is made at the first start`)];
  if (found.state !== "whole") {
    const backup = newestGoodBackup(dataDir);
    const way =
      backup === undefined ? "there is no good backup in the data folder" : `npm start -- restore ${backup}`;
    return [failed("database", `${file}: ${found.reason}; stop Sightglass and restore a backup: ${way}`)];
  }
  return [versionFinding(file, found.version), lockFinding(file), backupFinding(dataDir, { file, nowMs })];
}

function versionFinding(file: string, version: number): Finding {
  try {
    const { length: pending } = pendingOf(version, { known: migrations, place: file });
    const size = formatSize(fs.statSync(file).size);
    const next = pending === 0 ? "" : `; ${pending} upgrades at the next start, after a backup`;
    return ok("database", `SQLite, ${size}, read through and whole, schema ${version}${next}`);
  } catch (error) {
    return refusalOf("database")(error);
  }
}

const refusalOf =
  (what: string) =>
  (error: unknown): Finding => {
    if (error instanceof ConfigError) return failed(what, error.lines.join("; "));
    throw error;
  };

function lockFinding(file: string): Finding {
  try {
    connect(file, "write").close();
    return ok("lock", "free: changes are taken");
  } catch (error) {
    return sqliteCode(error) === SQLITE.busy
      ? failed(
          "lock",
          "another program holds the database for more than 5 s: see what has it open (fuser, lsof)",
        )
      : failed("lock", "the database cannot be written: correct the rights of the data folder, or its disk");
  }
}

function backupFinding(dataDir: string, { file, nowMs }: { file: string; nowMs: number }): Finding {
  const [newest] = listBackups(dataDir);
  if (!newest)
    return warn("backup", "there is none yet; the server makes one a day, or: npm start -- backup");
  const { mtimeMs } = fs.statSync(file);
  const isBehind = mtimeMs > newest.atMs && nowMs - newest.atMs > OLD_MS;
  const text = `the newest is of ${new Date(newest.atMs).toISOString()}`;
  return isBehind
    ? warn("backup", `${text}, and changes came after it: npm start -- backup`)
    : ok("backup", text);
}

function postgresFinding({
  version,
  isReadOnly,
  schema,
}: {
  version: string;
  isReadOnly: boolean;
  schema: number;
}): Finding {
  if (isReadOnly) return failed("PostgreSQL", `${version} is read-only: nothing can be saved`);
  return ok("PostgreSQL", `${version} answers, schema ${schema}; back it up by its own tools`);
}
