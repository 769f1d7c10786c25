import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ProblemError } from "../../../domain/problem/Problem.ts";
import { openStore } from "../openStore.ts";
import { databasePath } from "../sqlite/openFile.ts";
import type { Store } from "../Store.ts";
import { aBoard, aPanel, change, size } from "../storeSamples.test-util.ts";

const threads = vi.hoisted((): Worker[] => []);
vi.mock("node:worker_threads", async (importOriginal) => {
  const original = await importOriginal<typeof import("node:worker_threads")>();
  class Seen extends original.Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      threads.push(this);
    }
  }
  return { ...original, default: original, Worker: Seen };
});

let dataDir: string;
let store: Store;
let said: string[];
beforeEach(async () => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-thread-"));
  said = [];
  store = await openStore({ dataDir, warn: (reason) => said.push(reason) });
});
afterEach(async () => {
  await store.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

/** As an error that nobody catches ends it, or as if it were gone from one moment to the next. */
const ends = {
  "an uncaught error": (thread: Worker | undefined) => thread?.postMessage(null),
  "no word": (thread: Worker | undefined) => void thread?.terminate(),
} as const;

const problemOf = (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error));

describe("F61 the store's thread", () => {
  it.each(Object.entries(ends))(
    "F61 ends by %s in the middle of 16 writers: nothing acknowledged is lost, each is told, and the next is served",
    async (how, end) => {
      const saved = new Set<string>();
      const refused = new Set<string>();
      const { id: boardId } = await store.boards.create(aBoard("Board"), change());
      const writer = async (one: number) => {
        for (let n = 0; n < 3; n += 1) {
          const name = `${one}-${n}`;
          const make = () =>
            store.panels.create(aPanel(name), { boardId, ...size }, change("Ada", { idempotencyKey: name }));
          // With its key again, as a page does: whether an earlier one was kept or not, there is one.
          const again = async (error: unknown) => {
            refused.add(problemOf(error));
            await make().catch(again);
          };
          await make().catch(again);
          saved.add(name);
          if (one === 0) end(threads.at(-1));
        }
      };
      await Promise.all(Array.from({ length: 16 }, (_one, at) => writer(at)));
      // The last end may come after the last save.
      const names = async () =>
        (await store.panels.ofBoard(boardId)).map(({ panel }) => panel.name).toSorted();
      await expect.poll(() => names().catch(problemOf), { timeout: 20_000 }).toEqual([...saved].toSorted());
      expect([...refused]).toEqual(["STORE_FAILED"]);
      expect(threads.length).toBeGreaterThan(1);
      expect(said.join("\n")).toContain("the store's thread ended");
      expect([how, await store.health()]).toEqual([how, { isWritable: true }]);
    },
    60_000,
  );

  it("F61 whose database is gone wrong meanwhile is told as a store that failed, never as a crash", async () => {
    await store.boards.create(aBoard("Board"), change());
    ends["no word"](threads.at(-1));
    await expect.poll(() => said.length).toBeGreaterThan(0);
    for (const suffix of ["-wal", "-shm"]) fs.rmSync(databasePath(dataDir) + suffix, { force: true });
    fs.writeFileSync(
      databasePath(dataDir),
      "not a database, and long enough to look like a file with something",
    );
    await expect(store.boards.list()).rejects.toMatchObject({ problem: { code: "STORE_FAILED" } });
    expect(said.join("\n")).toContain("sightglass.db");
    fs.rmSync(databasePath(dataDir));
    await expect.poll(() => store.boards.list().catch(problemOf), { timeout: 20_000 }).toEqual([]);
  }, 60_000);
});
