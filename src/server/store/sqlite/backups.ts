import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { connect } from "./connect.ts";
import { examine } from "./examine.ts";

/** Daily ones beyond this many go; those before a migration stay. */
const KEPT = 7;
const DAILY = /^daily-\d{4}-\d\d-\d\d\.db$/;
/** All pages in one step: the copy is of one moment, however much is saved meanwhile. */
const ALL_PAGES = 0x7f_ff_ff_ff;

export const backupFolder = (dataDir: string): string => path.join(dataDir, "backups");

/**
 * Copies a database that may be in use into a single file of mode 0600, reads it through, and puts it in place whole
 * or not at all. The copying runs beside the thread.
 */
export async function backUp(file: string, target: string): Promise<void> {
  fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
  const temporary = `${target}.${randomBytes(6).toString("hex")}.part`;
  // Made first, so that it is ours alone from the first byte on.
  fs.closeSync(fs.openSync(temporary, "wx", 0o600));
  const source = connect(file, "read");
  try {
    await backup(source, temporary, { rate: ALL_PAGES });
    makeSingle(temporary);
    const found = examine(temporary);
    if (found.state !== "whole") throw new Error(`the copy is not sound: ${found.state}`);
    await flush(temporary);
    fs.renameSync(temporary, target);
  } finally {
    source.close();
    for (const suffix of ["", "-wal", "-shm", "-journal"]) fs.rmSync(temporary + suffix, { force: true });
  }
}

/** Without the log: one file can be carried away. */
function makeSingle(file: string): void {
  const db = new DatabaseSync(file);
  try {
    db.exec("PRAGMA journal_mode = DELETE");
  } finally {
    db.close();
  }
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Of backups in the data folder, newest first. */
export function listBackups(dataDir: string): readonly { file: string; atMs: number }[] {
  const folder = backupFolder(dataDir);
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith(".db")) : [];
  return names
    .map((name) => path.join(folder, name))
    .map((file) => ({ file, atMs: fs.statSync(file).mtimeMs }))
    .toSorted((a, b) => b.atMs - a.atMs);
}

/** The newest one that can be read through; undefined: there is none. */
export function newestGoodBackup(dataDir: string): string | undefined {
  return listBackups(dataDir).find(({ file }) => examine(file).state === "whole")?.file;
}

/** A backup of today, unless there is one or nothing was written since the last; the oldest daily ones go. */
export async function backUpDaily(dataDir: string, { file, nowMs }: { file: string; nowMs: number }) {
  const folder = backupFolder(dataDir);
  const target = path.join(folder, `daily-${new Date(nowMs).toISOString().slice(0, 10)}.db`);
  if (fs.existsSync(target)) return;
  const writtenMs = Math.max(...[file, `${file}-wal`].map((name) => mtimeOf(name)));
  if (writtenMs <= (listBackups(dataDir)[0]?.atMs ?? 0)) return;
  await backUp(file, target);
  const daily = fs.readdirSync(folder).filter((name) => DAILY.test(name));
  for (const name of daily.toSorted().slice(0, -KEPT)) fs.rmSync(path.join(folder, name), { force: true });
}

const mtimeOf = (file: string) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
