import fs from "node:fs";
import path from "node:path";
import { ConfigError } from "../config/Config.ts";
import { backUp, backupFolder } from "../store/sqlite/backups.ts";
import { databasePath } from "../store/sqlite/openFile.ts";
import { type CommandContext, fileTime } from "./CommandContext.ts";

/** A copy of the database, also while a server runs on it. */
export async function backupCommand(
  { config, say, now }: CommandContext,
  given: string | undefined,
): Promise<void> {
  refusePostgres(config.databaseUrl !== undefined, "pg_dump");
  const file = databasePath(config.dataDir);
  if (!fs.existsSync(file)) throw new ConfigError([`${file}: there is no database yet`]);
  const target = path.resolve(
    given ?? path.join(backupFolder(config.dataDir), `manual-${fileTime(now())}.db`),
  );
  if (fs.existsSync(target)) throw new ConfigError([`${target}: is there already; name another file`]);
  await backUp(file, target);
  say(`Backed up to ${target} (${fs.statSync(target).size} bytes, read through and sound)`);
  say("It holds boards, links and hashes of passwords; sources.json and keys.json are files of their own.");
}

export function refusePostgres(isPostgres: boolean, tool: string): void {
  if (isPostgres) throw new ConfigError([`DATABASE_URL: PostgreSQL has its own tools for this; use ${tool}`]);
}
