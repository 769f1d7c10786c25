import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BoardList, BoardReading } from "../../../contract/boards.ts";
import { embeddedSources } from "../../sources/embeddedSources.ts";
import { NOW_MS } from "../../../testing/boardApp.ts";
import { type LinkApp, queryPath, startLinkApp } from "../../../testing/linkApp.ts";

// Against the embedded demo: real answers, of which nothing may be left out or changed.

let dataDir: string;
let app: LinkApp;
const start = (hasEngine: boolean, allowsAnyone = true) =>
  startLinkApp({
    dataDir,
    allowsAnyone,
    hasEngine,
    demoNowMs: NOW_MS,
    sources: hasEngine ? embeddedSources({ demo: true, hasOthers: false }) : [],
  });

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "sightglass-demo-links-"));
  app = await start(true);
}, 60_000);
afterAll(async () => {
  await app.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Every answer of an opened link, by panel and letter. */
async function answersOf(linkPath: string, as: LinkApp["viewer"]): Promise<Record<string, string>> {
  const { link } = await app.open(linkPath, as);
  const found: Record<string, string> = {};
  for (const { id, letters, compareMs } of link.panels) {
    for (const { letter } of letters) {
      for (const beforeMs of compareMs > 0 ? [0, compareMs] : [0]) {
        const got = await as("POST", queryPath(linkPath, id, letter), { plotPx: 700, beforeMs });
        expect(got.status, `${id} ${letter}`).toBe(200);
        found[`${id} ${letter} ${beforeMs}`] = got.text;
      }
    }
  }
  return found;
}

describe("links on the demo", () => {
  it("J3 a whole starter board is frozen, and opens the same after a restart without the demo, and for anyone no longer than the admin allows it", async () => {
    const { boards } = (await app.viewer("GET", "/api/boards")).body as BoardList;
    const [starter] = boards.filter(({ isStarter, panels }) => isStarter && panels.length > 3);
    const id = starter?.id ?? "";
    const board = (await app.viewer("GET", `/api/boards/${id}`)).body as BoardReading;
    const variables = Object.fromEntries(
      board.variables
        .filter(({ isMulti, kind }) => !isMulti && kind === "label")
        .map(({ name, initial }) => [name, initial.length > 0 ? initial : ["api-1"]]),
    );
    const { path: linkPath, bytes } = await app.shared({
      view: { page: "board", boardId: id, range: { from: "now-1h", to: "now" }, variables },
      kind: "frozen",
      audience: "anyone",
    });
    expect(bytes).toBeGreaterThan(1_000);
    const { hash, items, panels } = (await app.open(linkPath, app.nobody)).link;
    expect(items).toHaveLength(board.items.length);
    expect(panels.map(({ name }) => name)).toEqual(board.panels.map(({ name }) => name));
    const before = await answersOf(linkPath, app.nobody);
    expect(Object.values(before).join("")).toContain('"resultType":"matrix"');
    await app.stop();
    app = await start(false);
    expect((await app.open(linkPath, app.nobody)).link.hash).toBe(hash);
    expect(await answersOf(linkPath, app.nobody)).toEqual(before);
    await app.stop();
    // The admin thought better of it.
    app = await start(false, false);
    expect((await app.open(linkPath, app.nobody)).status).toBe(401);
    expect((await app.open(linkPath)).status).toBe(200);
    const view = { page: "explore", state: {} } as const;
    expect((await app.share({ view, kind: "frozen", audience: "anyone" })).status).toBe(403);
  }, 120_000);
});
