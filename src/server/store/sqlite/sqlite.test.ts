import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountCases, idempotencyCases } from "../accountContract.test-util.ts";
import { shareCases } from "../shareContract.test-util.ts";
import { openStore } from "../openStore.ts";
import type { Store } from "../Store.ts";
import { boardAndPanelCases } from "../storeContract.test-util.ts";
import { aBoard, change } from "../storeSamples.test-util.ts";

describe("the store on SQLite", () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-store-"));
  let store: Store;
  beforeAll(async () => {
    store = await openStore({ dataDir });
  }, 60_000);
  afterAll(async () => {
    await store.close();
    fs.rmSync(dataDir, { recursive: true });
  });

  it.each([...boardAndPanelCases, ...idempotencyCases, ...shareCases, ...accountCases])(
    "$title",
    async ({ run }) => {
      await run(store);
    },
  );

  it("tells that it can be written", async () => {
    expect(await store.health()).toEqual({ isWritable: true });
  });

  it("answers nobody once it is closed", async () => {
    const other = await openStore({ dataDir });
    const last = other.boards.create(aBoard("last"), change());
    await other.close();
    await other.close();
    expect((await last).board.name).toBe("last");
    await expect(other.boards.list()).rejects.toMatchObject({ problem: { code: "SHUTTING_DOWN" } });
  });
});
