import fs from "node:fs";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { type ServerProcess, startServerProcess } from "../../testing/serverProcess.ts";
import { openSqlite } from "./sqlite/openSqlite.ts";
import { aBoard, change, NOW_MS } from "./storeSamples.test-util.ts";

let server: ServerProcess | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const dataOf = ({ dir }: ServerProcess) => path.join(dir, "data");
const fileOf = (running: ServerProcess) => path.join(dataOf(running), "sightglass.db");

it("opens its store at start, says so when asked whether it is ready, and leaves one whole file", async () => {
  server = startServerProcess();
  const url = await server.listening;
  expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: "ready", store: "ok" });
  expect(fs.existsSync(`${fileOf(server)}-wal`)).toBe(true);
  server.child.kill("SIGTERM");
  expect(await server.ended).toBe(0);
  expect(fs.existsSync(`${fileOf(server)}-wal`)).toBe(false);
}, 60_000);

it("F48 F50 does not start on a database that it must not touch, and says what to do", async () => {
  server = startServerProcess();
  await server.listening;
  const dataDir = dataOf(server);
  server.child.kill("SIGTERM");
  await server.ended;
  fs.writeFileSync(
    fileOf(server),
    "not a database, and long enough to look like a file with something in it",
  );
  const second = startServerProcess({ env: { DATA_DIR: dataDir } });
  expect(await second.ended).toBe(78);
  expect(second.stderr()).toMatch(
    /^sightglass: .*sightglass\.db: .*It was not touched\..*npm start -- restore FILE/m,
  );
  await second.stop();
}, 60_000);

it("F48 serves what can be read of a damaged database, and is ready", async () => {
  const first = startServerProcess();
  await first.listening;
  const dataDir = dataOf(first);
  first.child.kill("SIGTERM");
  await first.ended;
  const store = await openSqlite({ dataDir, nowMs: NOW_MS });
  for (let i = 0; i < 40; i += 1) await store.boards.create(aBoard(`board ${i}`), change());
  await store.close();
  const file = fileOf(first);
  const handle = fs.openSync(file, "r+");
  fs.writeSync(handle, Buffer.alloc(4096, 0xff), 0, 4096, fs.fstatSync(handle).size - 4096);
  fs.closeSync(handle);
  server = startServerProcess({ env: { DATA_DIR: dataDir } });
  const url = await server.listening;
  expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: "ready", store: "read-only" });
  expect(server.log()).toContainEqual(
    expect.objectContaining({ event: "store", reason: expect.stringContaining("is damaged") as string }),
  );
  await first.stop();
}, 60_000);

it("T1 a database that cannot be reached refuses the start without its password in any output", async () => {
  server = startServerProcess({ env: { DATABASE_URL: "postgres://ada:canary-4711@127.0.0.1:1/sightglass" } });
  expect(await server.ended).toBe(78);
  expect(server.stderr()).toContain("sightglass: DATABASE_URL: PostgreSQL cannot be used (ECONNREFUSED)");
  expect(server.stderr() + server.stdout()).not.toContain("canary-4711");
}, 60_000);

it("answers a command instead of serving", async () => {
  server = startServerProcess({ args: ["doctor"] });
  expect(await server.ended).toBe(0);
  expect(server.stdout()).toMatch(/^ok {4}configuration: .*\n(?:.*\n)*\d+ ok, \d+ to look at, 0 to mend\n$/);
}, 60_000);
