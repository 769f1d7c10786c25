import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { startStoreProcess } from "../../../testing/store/startStoreProcess.ts";
import { openStore } from "../openStore.ts";
import { aBoard, aPart, aShare, change, NOW_MS } from "../storeSamples.test-util.ts";
import { connect } from "./connect.ts";
import { databasePath } from "./openFile.ts";
import { openSqlite, versionWarning } from "./openSqlite.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0).toReversed()) clean();
});

function folder(): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-fault-"));
  cleanups.push(() => fs.rmSync(dir, { recursive: true, force: true }));
  return dir;
}

const code = (name: string) => ({ problem: { code: name } });

describe("S32 the connection", () => {
  it("S32 trusts no schema, loads no extension, and waits for nobody without a bound", () => {
    const file = path.join(folder(), "x.db");
    const db = connect(file, "write");
    const pragma = (name: string) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    expect(
      ["journal_mode", "synchronous", "trusted_schema", "foreign_keys", "busy_timeout"].map(pragma),
    ).toEqual(["wal", 2, 0, 1, 100]);
    expect(() => db.enableLoadExtension(true)).toThrow(/extension/);
    expect(() => db.exec("SELECT load_extension('x')")).toThrow(/not authorized|no such function/);
    expect(() => db.exec('SELECT "not a column"')).toThrow(/no such column/);
    db.close();
  });

  it.each([
    ["3.53.2", 0],
    ["3.53.4", 0],
    ["3.54.0", 0],
    ["4.0.0", 0],
    ["3.53.1", 1],
    ["3.46.1", 1],
    ["2.99.9", 1],
  ])("S32 SQLite %s is warned of %i times", (version, warnings) => {
    expect(versionWarning(version)).toHaveLength(warnings);
  });

  it("S32 runs on a SQLite without known holes", () => {
    expect(versionWarning(process.versions["sqlite"] ?? "0")).toEqual([]);
  });

  it.skipIf(process.platform === "win32")("S32 the file and what lies beside it are ours alone", async () => {
    const dataDir = path.join(folder(), "data");
    const store = await openSqlite({ dataDir, nowMs: NOW_MS });
    await store.boards.create(aBoard("x"), change());
    const modes = ["", "-wal", "-shm"].map(
      (suffix) => fs.statSync(databasePath(dataDir) + suffix).mode & 0o777,
    );
    expect(modes).toEqual([0o600, 0o600, 0o600]);
    expect(fs.statSync(dataDir).mode & 0o777).toBe(0o700);
    await store.close();
    fs.chmodSync(databasePath(dataDir), 0o644);
    const again = await openSqlite({ dataDir, nowMs: NOW_MS });
    expect(again.warnings).toEqual([expect.stringContaining("chmod 600")]);
    await again.close();
  });
});

describe("F46 a locked store", () => {
  it("F46 waits for the lock up to five seconds, then is busy, and reads meanwhile", async () => {
    const dataDir = folder();
    const store = await openStore({ dataDir });
    const { id } = await store.boards.create(aBoard("here"), change());
    const other = new DatabaseSync(databasePath(dataDir));
    other.exec("BEGIN IMMEDIATE");
    const startMs = performance.now();
    const first = store.boards.create(aBoard("too long"), change());
    const refused = expect(first).rejects.toMatchObject({
      problem: { code: "STORE_BUSY", retryAfterMs: 5_000 },
    });
    await sleep(1_500);
    const second = store.boards.create(aBoard("in time"), change());
    expect(await store.boards.get(id)).toMatchObject({ board: { name: "here" } });
    await refused;
    expect(performance.now() - startMs).toBeGreaterThan(4_900);
    await sleep(500);
    other.exec("ROLLBACK");
    other.close();
    expect(await second).toMatchObject({ board: { name: "in time" } });
    expect((await store.boards.list()).map(({ board }) => board.name).toSorted()).toEqual([
      "here",
      "in time",
    ]);
    expect(await store.health()).toEqual({ isWritable: true });
    await store.close();
  }, 60_000);
});

/** A link whose answers take this much. */
const keep = (bytes: number) =>
  [aShare("big"), { secretHash: `hash-${bytes}`, expiresMs: NOW_MS, parts: [aPart("A", bytes)] }] as const;

describe.skipIf(process.platform !== "linux")("F47 a full disk", () => {
  it("F47 refuses what does not fit, reads on, and saves again once there is room, without a restart", async () => {
    const dataDir = folder();
    const process_ = await startStoreProcess(dataDir);
    cleanups.push(() => process_.child.kill("SIGKILL"));
    const { store, child } = process_;
    const limit = (bytes: string) =>
      execFileSync("prlimit", ["--pid", String(child.pid), `--fsize=${bytes}:`]);
    const { id } = await store.boards.create(aBoard("before"), change());
    limit(String(512 * 1024));
    await expect(store.shares.create(...keep(2_000_000), change())).rejects.toMatchObject(
      code("STORE_FAILED"),
    );
    expect(await store.boards.get(id)).toMatchObject({ board: { name: "before" } });
    expect(await store.health()).toMatchObject({ isWritable: false });
    expect(await store.shares.list(null)).toEqual([]);
    limit("unlimited");
    await store.boards.update(id, { rev: 1, board: aBoard("after") }, change());
    expect(await store.health()).toEqual({ isWritable: true });
    await process_.kill();
    const db = connect(databasePath(dataDir), "read");
    expect(db.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
    db.close();
  }, 60_000);

  it.skipIf(!canMount())("F47 says so where the file system itself has no room", async () => {
    const dataDir = folder();
    mount(dataDir, "size=2m");
    const store = await openSqlite({ dataDir, nowMs: NOW_MS });
    const { id } = await store.boards.create(aBoard("before"), change());
    const big = store.shares.create(...keep(3_000_000), change());
    await expect(big).rejects.toMatchObject({
      problem: { code: "STORE_FAILED", hint: expect.stringContaining("is full") as string },
    });
    expect(await store.boards.get(id)).toBeDefined();
    execFileSync("mount", ["-o", "remount,size=16m", dataDir]);
    expect(await store.shares.create(...keep(3_000_000), change())).toMatchObject({ bytes: 3_000_000 });
    await store.close();
  });
});

describe("F49 a read-only data folder", () => {
  it.skipIf(!canMount()).each([
    ["after a clean end", true],
    ["with what a killed server left", false],
  ])(
    "F49 is read and not written: %s",
    async (_case, isClean) => {
      const dataDir = folder();
      mount(dataDir, "size=8m");
      const process_ = await startStoreProcess(dataDir);
      const { id } = await process_.store.boards.create(aBoard("kept"), change());
      await process_.kill();
      if (isClean) await (await openSqlite({ dataDir, nowMs: NOW_MS })).close();
      execFileSync("mount", ["-o", "remount,ro", dataDir]);
      const store = await openSqlite({ dataDir, nowMs: NOW_MS });
      expect(await store.boards.get(id)).toMatchObject({ board: { name: "kept" } });
      await expect(store.boards.create(aBoard("new"), change())).rejects.toMatchObject(
        code("STORE_READ_ONLY"),
      );
      expect(await store.health()).toMatchObject({ isWritable: false, reason: expect.any(String) as string });
      expect(store.warnings).toEqual([expect.stringContaining("nothing can be saved")]);
      await store.close();
    },
    60_000,
  );

  it("F49 that cannot even be made serves what there is: nothing, and takes nothing", async () => {
    const file = path.join(folder(), "file");
    fs.writeFileSync(file, "");
    const store = await openStore({ dataDir: path.join(file, "data") });
    expect(await store.boards.list()).toEqual([]);
    await expect(store.boards.create(aBoard("new"), change())).rejects.toMatchObject(code("STORE_READ_ONLY"));
    expect(await store.health()).toMatchObject({
      isWritable: false,
      reason: expect.stringContaining("(ENOTDIR)") as string,
    });
    await store.close();
  });

  it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "F49 that belongs to somebody else is read and not written",
    async () => {
      const dataDir = folder();
      await (await openSqlite({ dataDir, nowMs: NOW_MS })).close();
      fs.chmodSync(databasePath(dataDir), 0o400);
      fs.chmodSync(dataDir, 0o500);
      cleanups.push(() => fs.chmodSync(dataDir, 0o700));
      const store = await openSqlite({ dataDir, nowMs: NOW_MS });
      await expect(store.boards.create(aBoard("new"), change())).rejects.toMatchObject(
        code("STORE_READ_ONLY"),
      );
      await store.close();
    },
  );
});

function canMount(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-mount-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", dir], { stdio: "ignore" });
    execFileSync("umount", [dir], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

function mount(dir: string, options: string): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", dir]);
  cleanups.push(() => execFileSync("umount", ["-l", dir]));
}
