import { randomBytes } from "node:crypto";
import { fork } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConfigError } from "../../config/Config.ts";
import { aBoard, aPanel, aPart, aShare, change, NOW_MS, size } from "../storeSamples.test-util.ts";
import { migrations } from "../tables/migrations.ts";
import { backUp, backUpDaily, backupFolder, listBackups } from "./backups.ts";
import { databasePath } from "./openFile.ts";
import { type LocalStore, openSqlite } from "./openSqlite.ts";

const root = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-damage-"));
const good = path.join(root, "good");
const open = (dataDir: string) => openSqlite({ dataDir, nowMs: NOW_MS });

/** A data folder with that much in it that a damaged page is one of many kinds. */
beforeAll(async () => {
  const store = await open(good);
  for (let i = 0; i < 12; i += 1) {
    const { id: boardId } = await store.boards.create(aBoard(`board ${i}`), change());
    for (let n = 0; n < 8; n += 1) await store.panels.create(aPanel(`p${n}`), { boardId, ...size }, change());
    const more = { secretHash: `hash-${i}`, expiresMs: NOW_MS, parts: [aPart("A", 9_000)] };
    await store.shares.create(aShare(`link ${i}`), more, change());
  }
  await store.close();
  await backUp(databasePath(good), path.join(backupFolder(good), "daily-2026-11-20.db"));
}, 60_000);
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

/** A copy of the good folder, with what `harm` does to its database. */
function harmed(harm: (file: string) => void): { dataDir: string; bytes: Buffer } {
  const dataDir = fs.mkdtempSync(path.join(root, "harmed-"));
  fs.cpSync(good, dataDir, { recursive: true });
  harm(databasePath(dataDir));
  return { dataDir, bytes: fs.readFileSync(databasePath(dataDir)) };
}

/** Everything that can be read of it: rows, or Problems; never anything else. */
async function readAll(store: LocalStore): Promise<unknown[]> {
  const results = await Promise.allSettled([
    store.boards.list(),
    store.boards.trash(NOW_MS),
    store.shares.list(null),
  ]);
  for (const result of results) {
    if (result.status === "rejected")
      expect(result.reason).toMatchObject({ problem: { code: "STORE_FAILED" } });
  }
  return results;
}

async function startOn(dataDir: string): Promise<"refused" | "read-only" | "whole"> {
  let store: LocalStore;
  try {
    store = await open(dataDir);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as Error).message).toContain(`npm start -- restore ${dataDir}/backups/daily-2026-11-20.db`);
    return "refused";
  }
  await readAll(store);
  const { isWritable, reason = "" } = await store.health();
  await store.close();
  if (isWritable) return "whole";
  expect(reason).toContain(`npm start -- restore ${dataDir}/backups/daily-2026-11-20.db`);
  return "read-only";
}

describe("F48 a damaged database", () => {
  const flips = process.env["SIGHTGLASS_TEST_FULL"] === "1" ? 200 : 24;

  it(`F48 ${flips} times 4 KiB of noise are noticed or do no harm, and the file stays as it is`, async () => {
    const outcomes = { refused: 0, "read-only": 0, whole: 0 };
    for (let i = 0; i < flips; i += 1) {
      const { dataDir, bytes } = harmed((file) => {
        const handle = fs.openSync(file, "r+");
        const { size: length } = fs.fstatSync(handle);
        fs.writeSync(handle, randomBytes(4096), 0, 4096, Math.floor(Math.random() * (length - 4096)));
        fs.closeSync(handle);
      });
      const outcome = await startOn(dataDir);
      outcomes[outcome] += 1;
      // Noise within a value is seen when it is read; such a file goes on being used.
      if (outcome !== "whole") expect(fs.readFileSync(databasePath(dataDir)).equals(bytes)).toBe(true);
      fs.rmSync(dataDir, { recursive: true });
    }
    expect(outcomes.refused + outcomes["read-only"]).toBeGreaterThan(flips / 3);
  }, 300_000);

  it.each<[string, (file: string) => void]>([
    [
      "is cut to a third",
      (file) => fs.truncateSync(file, Math.floor(fs.statSync(file).size / 3 / 4096) * 4096),
    ],
    ["is cut in the middle of a page", (file) => fs.truncateSync(file, fs.statSync(file).size - 1_000)],
    ["is cut to nothing", (file) => fs.truncateSync(file, 0)],
    ["is text", (file) => fs.writeFileSync(file, "boards:\n  - name: not a database\n".repeat(500))],
    ["is another program's", (file) => otherDatabase(file)],
    ["has lost its first page", (file) => overwriteStart(file)],
  ])(
    "F48 one that %s is not used and not touched, and the newest good backup is named",
    async (_what, harm) => {
      const { dataDir, bytes } = harmed(harm);
      expect(["refused", "read-only"]).toContain(await startOn(dataDir));
      expect(fs.readFileSync(databasePath(dataDir)).equals(bytes)).toBe(true);
    },
  );

  it("F48 without its log it is as it was at the last checkpoint, and whole", async () => {
    const { dataDir } = harmed(() => undefined);
    const store = await open(dataDir);
    await store.boards.create(aBoard("only in the log"), change());
    const killed = path.join(root, "killed");
    // What a killed process leaves, its log removed.
    fs.mkdirSync(killed);
    fs.copyFileSync(databasePath(dataDir), databasePath(killed));
    await store.close();
    const again = await open(killed);
    expect(await again.boards.list()).toHaveLength(12);
    expect(await again.health()).toEqual({ isWritable: true });
    await again.close();
  });

  it("F48 a damaged backup is not offered", async () => {
    const { dataDir } = harmed((file) => fs.truncateSync(file, 0));
    fs.writeFileSync(path.join(backupFolder(dataDir), "daily-2026-11-21.db"), "damaged too");
    await expect(open(dataDir)).rejects.toThrow(/restore \S+daily-2026-11-20\.db/);
    fs.rmSync(backupFolder(dataDir), { recursive: true });
    await expect(open(dataDir)).rejects.toThrow(/There is no backup in the data folder/);
  });
});

function otherDatabase(file: string): void {
  fs.rmSync(file);
  const db = new DatabaseSync(file);
  db.exec("create table notes (id integer)");
  db.close();
}

function overwriteStart(file: string): void {
  const handle = fs.openSync(file, "r+");
  fs.writeSync(handle, Buffer.alloc(4096), 0, 4096, 0);
  fs.closeSync(handle);
}

describe("F50 the schema", () => {
  const next = { version: 2, name: "more", statements: () => ["create table more (id text) strict"] };

  it("F50 newer than the program refuses the start and changes nothing", async () => {
    const { dataDir } = harmed(() => undefined);
    const known = [...migrations, next];
    await (await openSqlite({ dataDir, nowMs: NOW_MS, known })).close();
    const bytes = fs.readFileSync(databasePath(dataDir));
    await expect(open(dataDir)).rejects.toThrow(/newer Sightglass \(schema 2, this one knows 1\)/);
    expect(fs.readFileSync(databasePath(dataDir)).equals(bytes)).toBe(true);
  });

  it("F50 is upgraded after a backup, which is the old one", async () => {
    const { dataDir } = harmed(() => undefined);
    await (await openSqlite({ dataDir, nowMs: NOW_MS, known: [...migrations, next] })).close();
    const [backup] = listBackups(dataDir);
    expect(path.basename(backup?.file ?? "")).toMatch(
      /^before-upgrade-of-schema-1-2026-11-21T12-00-00-000Z\.db$/,
    );
    const restored = path.join(root, "restored");
    fs.mkdirSync(restored);
    fs.copyFileSync(backup?.file ?? "", databasePath(restored));
    const store = await open(restored);
    expect(await store.boards.list()).toHaveLength(12);
    await store.close();
  });

  it("F50 a migration that fails, or is killed midway, leaves the old schema whole and its backup", async () => {
    const { dataDir } = harmed(() => undefined);
    const broken = { ...next, statements: () => [...next.statements(), "create nonsense"] };
    await expect(openSqlite({ dataDir, nowMs: NOW_MS, known: [...migrations, broken] })).rejects.toThrow(
      "nonsense",
    );
    const child = fork(path.resolve("src/testing/store/killedMigration.ts"), [dataDir], { execArgv: [] });
    const signal = await new Promise((resolve) => child.once("exit", (_code, name) => resolve(name)));
    expect(signal).toBe("SIGKILL");
    expect(listBackups(dataDir).filter(({ file }) => file.includes("before-upgrade"))).toHaveLength(2);
    const store = await open(dataDir);
    expect(await store.boards.list()).toHaveLength(12);
    expect(await store.health()).toEqual({ isWritable: true });
    await store.close();
    const db = new DatabaseSync(databasePath(dataDir), { readOnly: true });
    expect(db.prepare("select name from sqlite_master where name in ('more', 'half')").all()).toEqual([]);
    db.close();
  }, 60_000);
});

describe("the daily backup", () => {
  it("is made once a day where something changed, and seven are kept", async () => {
    const { dataDir } = harmed(() => undefined);
    const file = databasePath(dataDir);
    const names = () => fs.readdirSync(backupFolder(dataDir)).toSorted();
    fs.utimesSync(
      path.join(backupFolder(dataDir), "daily-2026-11-20.db"),
      new Date(),
      new Date(Date.now() + 9_000),
    );
    await backUpDaily(dataDir, { file, nowMs: NOW_MS });
    expect(names()).toEqual(["daily-2026-11-20.db"]);
    for (let day = 0; day < 9; day += 1) {
      fs.utimesSync(file, new Date(), new Date(Date.now() + 20_000 + day * 1_000));
      await backUpDaily(dataDir, { file, nowMs: NOW_MS + day * 86_400_000 });
    }
    expect(names()).toEqual([23, 24, 25, 26, 27, 28, 29].map((day) => `daily-2026-11-${day}.db`));
    expect(fs.statSync(path.join(backupFolder(dataDir), "daily-2026-11-29.db")).mode & 0o777).toBe(0o600);
  });
});
