import { fork } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { startStoreProcess } from "../../testing/store/startStoreProcess.ts";
import { backUp } from "../store/sqlite/backups.ts";
import { examine } from "../store/sqlite/examine.ts";
import { databasePath } from "../store/sqlite/openFile.ts";
import { openSqlite } from "../store/sqlite/openSqlite.ts";
import { aBoard, change, NOW_MS } from "../store/storeSamples.test-util.ts";

const root = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-restore-"));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));
const SCRIPT = path.resolve("src/testing/store/killedRestore.ts");
/** More than a restore does. */
const MOST_STEPS = 60;

async function restoreKilledAt(dataDir: string, backup: string, step: number): Promise<boolean> {
  const child = fork(SCRIPT, [dataDir, backup, String(step)], { execArgv: [] });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.once("exit", (...how) => resolve(how));
  });
  if (signal !== "SIGKILL") expect(code).toBe(0);
  return signal === "SIGKILL";
}

async function boardsIn(dataDir: string): Promise<readonly string[]> {
  const store = await openSqlite({ dataDir, nowMs: NOW_MS });
  try {
    expect(await store.health()).toEqual({ isWritable: true });
    return (await store.boards.list()).map(({ board }) => board.name).toSorted();
  } finally {
    await store.close();
  }
}

it("F48 F51 a restore that is killed, wherever, leaves the database of before or that of the backup, each whole", async () => {
  const first = path.join(root, "first");
  const backup = path.join(root, "backup.db");
  const before = await openSqlite({ dataDir: first, nowMs: NOW_MS });
  await before.boards.create(aBoard("New"), change());
  await before.close();
  await backUp(databasePath(first), backup);
  // A server that was killed too: what it acknowledged last is in the log alone.
  const old = path.join(root, "old");
  const server = await startStoreProcess(old);
  for (const name of ["Old 1", "Old 2"]) await server.store.boards.create(aBoard(name), change());
  await server.kill();
  expect(fs.statSync(`${databasePath(old)}-wal`).size).toBeGreaterThan(0);
  const seen = new Set<string>();
  for (let step = 1; step < MOST_STEPS; step += 1) {
    const dataDir = path.join(root, `step-${step}`);
    fs.cpSync(old, dataDir, { recursive: true });
    const isKilled = await restoreKilledAt(dataDir, backup, step);
    expect(examine(databasePath(dataDir)).state).toBe("whole");
    const boards = (await boardsIn(dataDir)).join();
    expect(["New", "Old 1,Old 2"]).toContain(boards);
    seen.add(`${isKilled ? "killed" : "done"} ${boards}`);
    if (!isKilled) break;
  }
  expect([...seen]).toEqual(expect.arrayContaining(["killed Old 1,Old 2", "done New"]));
}, 120_000);
