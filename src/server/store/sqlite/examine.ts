import fs from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { VERSION_TABLE } from "../tables/migrating.ts";
import { connect, type Mode } from "./connect.ts";
import { SQLITE, sqliteCode } from "./sqliteCode.ts";

/** What a database file is found to be, looked at without changing a byte of it. */
export type Finding =
  | { readonly state: "absent" }
  /** `version` of its schema; `mode` in which it can be looked at. */
  | { readonly state: "whole"; readonly version: number; readonly mode: Mode }
  /** Some of it can be read. */
  | { readonly state: "damaged"; readonly mode: Mode; readonly reason: string }
  | { readonly state: "unreadable"; readonly reason: string };

/** F48: reads through the whole file before anything is written to it. */
export function examine(file: string): Finding {
  const stat = statOf(file);
  if (!stat) return { state: "absent" };
  if (stat.size === 0) return { state: "unreadable", reason: "is empty" };
  let mode: Mode = "read";
  let db: DatabaseSync;
  try {
    try {
      db = connect(file, "read");
    } catch (error) {
      if (!canBeFrozen(file, error)) throw error;
      mode = "frozen";
      db = connect(file, "frozen");
    }
  } catch (error) {
    return { state: "unreadable", reason: reasonOf(error) };
  }
  try {
    return look(db, { mode, bytes: bytesOf(`${file}-wal`) === 0 ? stat.size : undefined });
  } catch (error) {
    return { state: "unreadable", reason: reasonOf(error) };
  } finally {
    db.close();
  }
}

/** On a read-only disk the files beside it cannot be made; without a log the file alone is everything. */
function canBeFrozen(file: string, error: unknown): boolean {
  const code = sqliteCode(error);
  return (code === SQLITE.cannotOpen || code === SQLITE.readOnly) && bytesOf(`${file}-wal`) === 0;
}

/** Undefined also where its folder is none, or not ours to look into. */
function statOf(file: string): fs.Stats | undefined {
  try {
    return fs.statSync(file);
  } catch {
    return undefined;
  }
}

const bytesOf = (file: string) => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** `bytes`: of the file, where there is no log that could complete it. */
function look(db: DatabaseSync, { mode, bytes }: { mode: Mode; bytes: number | undefined }): Finding {
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  if (!tables.some(({ name }) => name === VERSION_TABLE)) {
    return { state: "unreadable", reason: "is no database of Sightglass, or its beginning is lost" };
  }
  const problem = lengthProblem(db, bytes) ?? firstProblem(db);
  if (problem !== undefined) return { state: "damaged", mode, reason: problem };
  const row = db.prepare(`SELECT max(version) AS version FROM ${VERSION_TABLE}`).get();
  return { state: "whole", version: Number(row?.["version"] ?? 0), mode };
}

/** SQLite takes what is missing of the last page for zeros. */
function lengthProblem(db: DatabaseSync, bytes: number | undefined): string | undefined {
  const { length } = db
    .prepare("SELECT page_count * page_size AS length FROM pragma_page_count, pragma_page_size")
    .get() ?? { length: 0 };
  return bytes === undefined || bytes === length ? undefined : "its end is missing";
}

/** What `quick_check` finds first; undefined: nothing. */
function firstProblem(db: DatabaseSync): string | undefined {
  try {
    const row = db.prepare("PRAGMA quick_check(1)").get();
    const found = String(row?.["quick_check"] ?? "");
    return found === "ok" ? undefined : found.split("\n").slice(0, 2).join(" ");
  } catch (error) {
    return reasonOf(error);
  }
}

export function reasonOf(error: unknown): string {
  const code = sqliteCode(error);
  if (code === SQLITE.notADatabase) return "is no database, or its beginning is damaged";
  return error instanceof Error ? error.message : "cannot be read";
}
