import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { maintain, sweep } from "./maintain.ts";
import { type LocalStore, openSqlite } from "./sqlite/openSqlite.ts";
import { aBoard, aPanel, change, NOW_MS, size } from "./storeSamples.test-util.ts";

const DAY_MS = 86_400_000;
let dataDir: string;
let store: LocalStore;
beforeEach(async () => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-upkeep-"));
  store = await openSqlite({ dataDir, nowMs: NOW_MS });
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
  fs.rmSync(dataDir, { recursive: true });
});

it("lets go of what lay in the trash for 30 days, with its versions, and of nothing else", async () => {
  const kept = await store.boards.create(aBoard("kept"), change());
  const gone = await store.boards.create(aBoard("gone"), change());
  const inIt = await store.panels.create(aPanel("with it"), { boardId: gone.id, ...size }, change());
  const single = await store.panels.create(aPanel("single"), { boardId: kept.id, ...size }, change());
  await store.boards.remove(gone.id, change("Ada", { atMs: NOW_MS }));
  await store.panels.remove(single.id, change("Ada", { atMs: NOW_MS + DAY_MS }));
  await sweep(store.engine, NOW_MS + 30 * DAY_MS);
  expect((await store.boards.trash(NOW_MS)).map(({ name }) => name)).toEqual(["single"]);
  expect(await store.boards.versions(gone.id)).toEqual([]);
  expect(await store.panels.versions(inIt.id)).toEqual([]);
  expect(await store.panels.versions(single.id)).toHaveLength(1);
  expect(await store.boards.get(kept.id)).toBeDefined();
});

it("lets go of keys after a day and of the audit trail after 400 days", async () => {
  const event = {
    personId: "p",
    who: "P",
    action: "view",
    kind: "board",
    objectId: "b",
    name: "B",
    detail: "",
  };
  await store.audit.add({ ...event, atMs: NOW_MS });
  await store.audit.add({ ...event, atMs: NOW_MS + 2 * DAY_MS });
  await store.boards.create(aBoard("keyed"), change("Ada", { idempotencyKey: "key-1" }));
  await sweep(store.engine, NOW_MS + 401 * DAY_MS);
  expect(await store.audit.list({ limit: 9 })).toHaveLength(1);
  const rows = await store.engine.read((db) => db.selectFrom("idempotency").selectAll().execute());
  expect(rows).toEqual([]);
});

it("backs up after a minute and every hour, tells what failed, and ends when it is told to", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "setInterval", "clearTimeout", "clearInterval"] });
  const warnings: string[] = [];
  let runs = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const upkeep = maintain(store.engine, {
    now: () => NOW_MS,
    warn: (reason) => {
      warnings.push(reason);
      resolve();
    },
    backUp: () => Promise.reject(new Error(`no room ${++runs}`)),
  });
  vi.advanceTimersByTime(60_000);
  await promise;
  expect(warnings).toEqual(["upkeep of the store: no room 1"]);
  upkeep.stop();
  expect(vi.getTimerCount()).toBe(0);
});
