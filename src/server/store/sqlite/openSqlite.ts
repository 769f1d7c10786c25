import fs from "node:fs";
import { problem, ProblemError } from "../../../domain/problem/Problem.ts";
import type { Engine } from "../Engine.ts";
import { sqliteFailure } from "./sqliteFailure.ts";
import { type Stores, storesOn } from "../storesOn.ts";
import { openFile, type OpenedFile, type OpenFileOptions } from "./openFile.ts";
import { SqliteEngine } from "./SqliteEngine.ts";

export interface LocalStore extends Stores {
  readonly health: () => Promise<{ readonly isWritable: boolean; readonly reason?: string }>;
  readonly close: () => Promise<void>;
  readonly engine: Engine;
  readonly file: string;
  readonly isWritable: boolean;
  /** Worth a line at start. */
  readonly warnings: readonly string[];
}

/** Below this, SQLite has holes that a crafted database reaches (CVE-2026-11822 and its like). */
const SOUND_SQLITE = [3, 53, 2] as const;

/** The store on SQLite, in the thread that calls. */
export async function openSqlite(options: OpenFileOptions): Promise<LocalStore> {
  const opened = await openFile(options);
  const engine = new SqliteEngine(opened);
  return {
    ...storesOn(engine),
    engine,
    file: opened.file,
    isWritable: opened.writer !== undefined,
    warnings: [...versionWarning(process.versions["sqlite"] ?? "0"), ...warningsOf(opened)],
    health: async () => healthOf(opened, engine),
    close: () => engine.close(),
  };
}

/** S32 */
export function versionWarning(version: string): string[] {
  const parts = version.split(".").map(Number);
  const differing = SOUND_SQLITE.findIndex((wanted, i) => wanted !== (parts[i] ?? 0));
  if (differing === -1 || (parts[differing] ?? 0) > (SOUND_SQLITE[differing] ?? 0)) return [];
  return [`SQLite ${version} has known holes; run a Node that brings ${SOUND_SQLITE.join(".")} or newer`];
}

function warningsOf({ file, reason }: OpenedFile): string[] {
  const mode = fs.statSync(file, { throwIfNoEntry: false })?.mode ?? 0;
  const isOpen = process.platform !== "win32" && (mode & 0o077) !== 0;
  return [
    ...(isOpen ? [`${file}: can be read by others on the machine; chmod 600 it`] : []),
    ...(reason === undefined ? [] : [`nothing can be saved: ${reason}`]),
  ];
}

function healthOf({ reason }: OpenedFile, engine: SqliteEngine): { isWritable: boolean; reason?: string } {
  if (reason !== undefined) return { isWritable: false, reason };
  if (engine.lastFailure === undefined) return { isWritable: true };
  const failure = sqliteFailure(engine.lastFailure);
  const { code, title, hint } = failure instanceof ProblemError ? failure.problem : problem("STORE_FAILED");
  return code === "STORE_BUSY"
    ? { isWritable: true, reason: title }
    : { isWritable: false, reason: `${title}. ${hint ?? ""}`.trim() };
}
