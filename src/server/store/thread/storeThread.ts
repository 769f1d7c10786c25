import { parentPort, workerData } from "node:worker_threads";
import { ProblemError } from "../../../domain/problem/Problem.ts";
import { ConfigError } from "../../config/Config.ts";
import { maintain } from "../maintain.ts";
import { type FolderLock, shareFolder } from "../sqlite/folderLock.ts";
import { backUpDaily } from "../sqlite/backups.ts";
import { type LocalStore, openSqlite } from "../sqlite/openSqlite.ts";
import type { Ask, Tell, ThreadOptions } from "./messages.ts";

// The thread that SQLite runs in: a commit holds it up until the disk has flushed, and nobody else.

const port = parentPort;
if (!port) throw new Error("runs as a thread only");
const tell = (message: Tell) => port.postMessage(message);
const options = workerData as ThreadOptions;

let lock: FolderLock | undefined;
const store = await openOrTell();
if (store) serve(store);

async function openOrTell(): Promise<LocalStore | undefined> {
  try {
    lock = shareFolder(options.dataDir);
    const opened = await openSqlite(options);
    tell({ type: "open", warnings: opened.warnings });
    return opened;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    tell({ type: "refused", lines: error.lines });
    return undefined;
  }
}

function serve(opened: LocalStore): void {
  const upkeep = maintain(opened.engine, {
    ...(opened.isWritable && {
      backUp: () => backUpDaily(options.dataDir, { file: opened.file, nowMs: Date.now() }),
    }),
    warn: (reason) => tell({ type: "warning", reason }),
  });
  port?.on("message", (ask: Ask) => {
    void answer(opened, ask).then(tell, (error: unknown) => tell(failureOf(ask.id, error)));
    if (ask.type !== "close") return;
    upkeep.stop();
    port?.unref();
  });
}

async function answer(opened: LocalStore, ask: Ask): Promise<Tell> {
  if (ask.type === "close") {
    await opened.close();
    lock?.release();
    return { type: "done", id: ask.id, value: undefined };
  }
  if (ask.type === "health") return { type: "done", id: ask.id, value: await opened.health() };
  const part = opened[ask.part as "panels"] as unknown as Record<string, (...args: unknown[]) => unknown>;
  return { type: "done", id: ask.id, value: await part[ask.method]?.(...ask.args) };
}

function failureOf(id: number, error: unknown): Tell {
  if (error instanceof ProblemError) return { type: "problem", id, problem: error.problem };
  const { message, stack } = error instanceof Error ? error : new Error("not an error");
  return { type: "fault", id, message, stack };
}
