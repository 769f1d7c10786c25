import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { shortestMs } from "../../../testing/shortestMs.ts";
import { openStore } from "../openStore.ts";
import type { Store } from "../Store.ts";
import { aBoard, aPanel, change, size } from "../storeSamples.test-util.ts";

const WRITERS = 50;
const SAVES = 4;
const GOAL_MS = 20;

/** Each writer saves, thinks, and saves again. Answers the 99th percentile of the times to the acknowledgement. */
async function round(store: Store, ids: readonly string[]): Promise<number> {
  const times: number[] = [];
  const write = async (id: string, writer: number) => {
    for (let i = 0; i < SAVES; i += 1) {
      await sleep(((writer * 37 + i * 101) % WRITERS) * 20);
      const rev = (await store.panels.get(id))?.rev ?? 0;
      const startMs = performance.now();
      await store.panels.update(
        id,
        { rev, panel: aPanel(`${i}`) },
        change("Ada", { idempotencyKey: `${id}-${rev}` }),
      );
      times.push(performance.now() - startMs);
    }
  };
  await Promise.all(ids.map(write));
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Infinity;
}

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-speed-"));
let store: Store;
const ids: string[] = [];
beforeAll(async () => {
  store = await openStore({ dataDir });
  for (let i = 0; i < WRITERS; i += 1) {
    const { id: boardId } = await store.boards.create(aBoard(`board ${i}`), change());
    ids.push((await store.panels.create(aPanel("0"), { boardId, ...size }, change())).id);
  }
}, 60_000);
afterAll(async () => {
  await store.close();
  fs.rmSync(dataDir, { recursive: true });
});

it("G21 a save takes little of the processor, in the store's thread and in ours", async () => {
  const each = [];
  for (let run = 0; run < 5; run += 1) {
    const before = process.cpuUsage();
    await Promise.all(
      ids.map(async (id) => {
        const rev = (await store.panels.get(id))?.rev ?? 0;
        await store.panels.update(
          id,
          { rev, panel: aPanel("1") },
          change("Ada", { idempotencyKey: `c${id}${rev}` }),
        );
      }),
    );
    const { user, system } = process.cpuUsage(before);
    each.push((user + system) / 1000 / WRITERS);
  }
  expect(Math.min(...each)).toBeLessThan(3);
});

// By the clock it says something only where nothing else runs.
it.runIf(process.env["SIGHTGLASS_TEST_FULL"] === "1")(
  "G21 a save of fifty writers is acknowledged within 20 ms, 99 of 100 times",
  async () => {
    const p99 = await shortestMs(GOAL_MS, () => round(store, ids), 10);
    console.info(`G21: p99 ${p99.toFixed(1)} ms`);
    expect(p99).toBeLessThan(GOAL_MS);
  },
  120_000,
);
