import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { startFakePrometheus } from "../../testing/fakePrometheus.ts";
import { aSource } from "../../testing/faultUpstream/dataApp.ts";
import { type Config, ConfigError } from "../config/Config.ts";
import { Secret } from "../config/Secret.ts";
import { loadLinkKeys } from "../shares/linkKeys.ts";
import { LinkTokens } from "../shares/LinkTokens.ts";
import { openStore } from "../store/openStore.ts";
import { databasePath } from "../store/sqlite/openFile.ts";
import { openSqlite } from "../store/sqlite/openSqlite.ts";
import type { Store } from "../store/Store.ts";
import { aBoard, aPanel, aPart, aShare, change, NOW_MS, size } from "../store/storeSamples.test-util.ts";
import { commandOf } from "./Command.ts";
import { runCommand } from "./runCommand.ts";

const root = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-cli-"));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));
const open: Store[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

let ticks = 0;
let count = 0;
const folder = () => path.join(root, String(++count));

const configOf = (dataDir: string, more: Partial<Config> = {}): Config => ({
  host: "127.0.0.1",
  port: 8790,
  dataDir,
  basePath: "",
  logLevel: "warn",
  allowPrivate: true,
  auth: { mode: "none", allowsPublicLinks: false },
  trustedProxies: [],
  sources: [],
  warnings: [],
  ...more,
});

/** Runs a command line on a data folder; answers what it said and its exit code. */
async function run(dataDir: string, words: readonly string[], more: Partial<Config> = {}) {
  const said: string[] = [];
  const command = commandOf(words);
  if (!command) throw new Error("not a command");
  const exitCode = await runCommand(command, {
    load: () => configOf(dataDir, more),
    say: (line) => said.push(line),
    now: () => NOW_MS + ++ticks,
    env: {},
    version: "0.0.0",
  });
  return { exitCode, said: said.join("\n") };
}

async function filled(dataDir: string): Promise<{ boardId: string; panelId: string }> {
  const store = await openSqlite({ dataDir, nowMs: NOW_MS });
  const { id: boardId } = await store.boards.create(aBoard("Board"), change());
  const panel = await store.panels.create(aPanel("first"), { boardId, ...size }, change());
  await store.panels.update(panel.id, { rev: 1, panel: aPanel("second") }, change());
  const gone = await store.panels.create(aPanel("gone"), { boardId, ...size }, change());
  await store.panels.remove(gone.id, change());
  const more = { secretHash: "secret-hash-4711", expiresMs: NOW_MS, parts: [aPart("A", 500)], hash: "feed" };
  await store.shares.create(aShare("Link"), more, change());
  const ada = {
    name: "Ada",
    role: "admin",
    origin: "password",
    passwordHash: "$argon-4711",
    sources: null,
  } as const;
  await store.people.create(ada, change());
  await store.close();
  return { boardId, panelId: panel.id };
}

describe("the command line", () => {
  it.each([
    [["backup"], { name: "backup", file: undefined, rest: [] }],
    [["backup", "x.db", "--data-dir", "d"], { name: "backup", file: "x.db", rest: ["--data-dir", "d"] }],
    [["import", "x.json", "--replace"], { name: "import", file: "x.json", replaces: true, rest: [] }],
    [["doctor", "--config", "c"], { name: "doctor", file: undefined, rest: ["--config", "c"] }],
  ])("%j is understood", (words, command) => {
    expect(commandOf(words)).toMatchObject(command);
  });

  it("serves when no command comes first, and asks for a file that is missing", () => {
    expect(commandOf(["--port", "1"])).toBeUndefined();
    expect(commandOf([])).toBeUndefined();
    expect(() => commandOf(["restore"])).toThrow("restore: name a file");
    expect(() => commandOf(["doctor", "x"])).toThrow("takes no file");
  });
});

describe("rotate-keys", () => {
  it("T8 lets links of the key before open, and no older ones", async () => {
    const dataDir = folder();
    const tokens = async () => new LinkTokens(await loadLinkKeys({ dataDir }));
    const { token } = (await tokens()).mint();
    const { said } = await run(dataDir, ["rotate-keys"]);
    expect(said).toContain("SESSION_SECRET_PREVIOUS");
    expect((await tokens()).check(token)).not.toBeNull();
    await run(dataDir, ["rotate-keys"]);
    expect((await tokens()).check(token)).toBeNull();
  });
});

describe("backup and restore", () => {
  it("copies a database in use, and puts it back with what was there kept aside", async () => {
    const dataDir = folder();
    const { boardId } = await filled(dataDir);
    const store = await openStore({ dataDir });
    open.push(store);
    const copy = path.join(root, "copy.db");
    expect((await run(dataDir, ["backup", copy])).exitCode).toBe(0);
    expect(fs.statSync(copy).mode & 0o777).toBe(0o600);
    await expect(run(dataDir, ["backup", copy])).rejects.toThrow("is there already");
    await store.boards.update(boardId, { rev: 4, board: aBoard("Later") }, change());
    await expect(run(dataDir, ["restore", copy])).rejects.toThrow(
      "Sightglass is running on it; stop it first",
    );
    await open.pop()?.close();
    const { said } = await run(dataDir, ["restore", copy]);
    const kept = /kept as (\S+)/.exec(said)?.[1] ?? "";
    const restored = await openSqlite({ dataDir, nowMs: NOW_MS });
    expect(await restored.boards.get(boardId)).toMatchObject({ board: { name: "Board" } });
    await restored.close();
    await run(dataDir, ["restore", kept]);
    const back = await openSqlite({ dataDir, nowMs: NOW_MS });
    expect(await back.boards.get(boardId)).toMatchObject({ board: { name: "Later" } });
    await back.close();
  }, 60_000);

  it("F48 restores over a damaged database, and never from a damaged backup", async () => {
    const dataDir = folder();
    await filled(dataDir);
    await run(dataDir, ["backup", path.join(root, "sound.db")]);
    fs.writeFileSync(databasePath(dataDir), "noise");
    const noise = path.join(root, "noise.db");
    fs.writeFileSync(noise, "noise");
    await expect(run(dataDir, ["restore", noise])).rejects.toThrow("nothing was changed");
    expect(fs.readFileSync(databasePath(dataDir), "utf8")).toBe("noise");
    const { said } = await run(dataDir, ["restore", path.join(root, "sound.db")]);
    expect(fs.readFileSync(/kept as (\S+)/.exec(said)?.[1] ?? "", "utf8")).toBe("noise");
    const store = await openSqlite({ dataDir, nowMs: NOW_MS });
    expect(await store.boards.list()).toHaveLength(1);
    await store.close();
  });
});

describe("export and import", () => {
  it("takes everything along but secrets, and the same file twice changes nothing", async () => {
    const [from, to] = [folder(), folder()];
    const { boardId, panelId } = await filled(from);
    const file = path.join(root, "all.json");
    expect((await run(from, ["export", file])).said).toContain("1 boards, 2 panels, 1 links, 1 people");
    expect(fs.readFileSync(file, "utf8")).not.toContain("4711");
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect((await run(to, ["import", file])).said).toContain("panels: 2 added, 0 replaced, 0 left");
    expect((await run(to, ["import", file])).said).toContain("panels: 0 added, 0 replaced, 2 left");
    const store = await openSqlite({ dataDir: to, nowMs: NOW_MS });
    expect((await store.boards.get(boardId))?.board.items).toEqual([{ panelId, ...size }]);
    expect((await store.panels.versions(panelId)).map(({ document }) => document.name)).toEqual([
      "second",
      "first",
    ]);
    expect(await store.boards.trash(NOW_MS)).toMatchObject([{ kind: "panel", name: "gone" }]);
    const [link] = await store.shares.list(null);
    expect(link).toMatchObject({ label: "Link", hash: "feed", bytes: 500, revoked: { by: "Import" } });
    expect(await store.shares.part(link?.id ?? "", "panel-1234", "A")).toEqual(aPart("A", 500));
    expect(await store.people.byName("password", "ada")).toMatchObject({
      role: "admin",
      passwordHash: undefined,
    });
    await store.close();
  });

  it("leaves what was changed since, or replaces it where that is asked for", async () => {
    const dataDir = folder();
    const { panelId, boardId } = await filled(dataDir);
    const file = path.join(root, "before.json");
    await run(dataDir, ["export", file]);
    const store = await openSqlite({ dataDir, nowMs: NOW_MS });
    open.push(store);
    await store.panels.update(panelId, { rev: 2, panel: aPanel("third") }, change());
    const added = await store.panels.create(aPanel("new"), { boardId, ...size }, change());
    await run(dataDir, ["import", file]);
    expect((await store.panels.get(panelId))?.panel.name).toBe("third");
    await run(dataDir, ["import", file, "--replace"]);
    expect((await store.panels.get(panelId))?.panel.name).toBe("second");
    // What the file does not know stays, and stays to be seen.
    expect((await store.boards.get(boardId))?.board.items.map((item) => item.panelId)).toEqual([
      panelId,
      added.id,
    ]);
    expect(await store.people.byName("password", "Ada")).toMatchObject({ passwordHash: "$argon-4711" });
    expect((await store.shares.list(null))[0]?.revoked).toBeUndefined();
  });

  it("takes in nothing of a file that is not right, and says where it is wrong", async () => {
    const dataDir = folder();
    await filled(dataDir);
    const file = path.join(root, "wrong.json");
    await run(dataDir, ["export", file]);
    const value = JSON.parse(fs.readFileSync(file, "utf8")) as { panels: { document: { view: string } }[] };
    value.panels.forEach((panel) => (panel.document.view = "script"));
    fs.writeFileSync(file, JSON.stringify(value));
    const to = folder();
    await expect(run(to, ["import", file])).rejects.toThrow(/panels\.0\.document\.view/);
    fs.writeFileSync(file, "{");
    await expect(run(to, ["import", file])).rejects.toThrow("is no JSON; nothing was imported");
    expect(fs.existsSync(databasePath(to))).toBe(false);
  });
});

describe("doctor", () => {
  it("finds nothing to mend in a new folder", async () => {
    const { exitCode, said } = await run(folder(), ["doctor"]);
    expect(exitCode).toBe(0);
    expect(said).toMatch(/^ok {4}configuration: /m);
    expect(said).toContain("is made at the first start");
  });

  it("says what is damaged, open to others or unbacked, and how to mend it", async () => {
    const dataDir = folder();
    await filled(dataDir);
    await run(dataDir, ["backup"]);
    expect((await run(dataDir, ["doctor"])).said).toMatch(/^ok {4}backup: the newest is of /m);
    fs.chmodSync(databasePath(dataDir), 0o644);
    const open_ = await run(dataDir, ["doctor"]);
    expect(open_).toMatchObject({ exitCode: 1 });
    expect(open_.said).toMatch(/^fail {2}permissions: .*chmod 600 it$/m);
    fs.truncateSync(databasePath(dataDir), 8192);
    const damaged = await run(dataDir, ["doctor"]);
    expect(damaged.exitCode).toBe(1);
    expect(damaged.said).toMatch(/^fail {2}database: .*npm start -- restore \S+manual-/m);
  });

  it("says what a configuration must change before it loads", async () => {
    const said: string[] = [];
    const load = () => {
      throw new ConfigError(["sightglass.yaml:3 sources.0.url: is no URL"]);
    };
    const rest = { say: (line: string) => said.push(line), now: Date.now, env: {}, version: "0" };
    const command = { name: "doctor", file: undefined, replaces: false, rest: [] } as const;
    expect(await runCommand(command, { load, ...rest })).toBe(1);
    expect(said[0]).toBe("fail  configuration: sightglass.yaml:3 sources.0.url: is no URL");
  });

  it("K3 asks every source for its credentials and its clock", async () => {
    const upstream = await startFakePrometheus("Bearer right");
    try {
      const secret = (text: string) =>
        ({
          type: "bearer",
          scheme: "Bearer",
          credentials: { kind: "value", secret: new Secret(text) },
        }) as const;
      const source = (id: string, text: string) =>
        aSource({ id, baseOrigin: upstream.url, prefix: "", auth: secret(text) });
      upstream.skewMs = 120_000;
      const good = await run(folder(), ["doctor"], { sources: [source("good", "right")] });
      expect(good).toMatchObject({ exitCode: 0 });
      expect(good.said).toContain("ok    source good: Credentials: Accepted");
      expect(good.said).toMatch(/^warn {2}source good: Clock: \d+ s ahead of ours/m);
      const both = await run(folder(), ["doctor"], {
        sources: [source("good", "right"), source("bad", "wrong")],
      });
      expect(both.exitCode).toBe(1);
      expect(both.said).toMatch(/^fail {2}source bad: Credentials: The source refused our credentials/m);
      expect(both.said).not.toContain("wrong");
    } finally {
      await upstream.stop();
    }
  });
});
