import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { afterAll, expect, it } from "vitest";
import { isFull } from "../../../testing/isFull.ts";
import type { Save } from "../../../testing/store/saver.ts";
import { aBoard, aPanel, change, NOW_MS, size } from "../storeSamples.test-util.ts";
import { connect } from "./connect.ts";
import { databasePath } from "./openFile.ts";
import { openSqlite } from "./openSqlite.ts";

const WRITERS = 16;
const cycles = isFull ? 1_000 : 50;
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-kill-"));
afterAll(() => fs.rmSync(dataDir, { recursive: true, force: true }));

interface Log {
  readonly tries: Save[];
  readonly saved: Save[];
  readonly made: string[];
  readonly removed: string[];
}

/** Starts the writers, and kills them 30 to 180 ms after the store is open. Answers what they said until then. */
async function runAndKill(run: number, boardIds: readonly string[]): Promise<Log> {
  const saver = path.resolve(import.meta.dirname, "../../../testing/store/saver.ts");
  const child = spawn(process.execPath, [saver, dataDir, String(run), boardIds.join(",")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  let timer: NodeJS.Timeout | undefined;
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    timer ??= setTimeout(() => child.kill("SIGKILL"), 30 + Math.random() * 150);
  });
  await new Promise((resolve) => child.on("close", resolve));
  const log: Log = { tries: [], saved: [], made: [], removed: [] };
  for (const line of text.split("\n").slice(0, -1)) {
    for (const [kind, value] of Object.entries(JSON.parse(line) as Partial<Record<keyof Log, never>>)) {
      if (kind in log) log[kind as keyof Log].push(value);
    }
  }
  return log;
}

const all = (db: DatabaseSync, text: string) => db.prepare(text).all();

/** Every acknowledged change is there as it was saved, and nothing is there in part. */
function judge({ saved, made, removed }: Log): void {
  const db = connect(databasePath(dataDir), "read");
  try {
    expect(all(db, "PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
    expect(all(db, "PRAGMA foreign_key_check")).toEqual([]);
    const version = db.prepare("SELECT document FROM panel_versions WHERE id = ? AND rev = ?");
    for (const { panelId, rev, key } of saved.slice(-400)) {
      const row = version.get(panelId, rev + 1);
      expect(JSON.parse(String(row?.["document"]))).toMatchObject({ name: key });
    }
    const panel = db.prepare("SELECT deleted_ms FROM panels WHERE id = ?");
    for (const id of made) expect(panel.get(id)).toBeDefined();
    for (const id of removed)
      expect(panel.get(id)).toMatchObject({ deleted_ms: expect.any(Number) as number });
    // A panel and its place on the board are written together, and so are a document and its version.
    const halves = `SELECT id FROM panels p WHERE (deleted_ms IS NULL) IS NOT EXISTS
      (SELECT 1 FROM boards b, json_each(b.document, '$.items') i
       WHERE b.id = p.board_id AND i.value ->> 'panelId' = p.id)`;
    expect(all(db, halves)).toEqual([]);
    const unversioned = `SELECT id FROM panels p WHERE document IS NOT
      (SELECT document FROM panel_versions v WHERE v.id = p.id AND v.rev = p.rev)`;
    expect(all(db, unversioned)).toEqual([]);
  } finally {
    db.close();
  }
}

/** F52: whoever got no answer sends the same again. */
async function sendAgain({ tries, saved }: Log): Promise<void> {
  const answered = new Set(saved.map(({ key }) => key));
  const store = await openSqlite({ dataDir, nowMs: NOW_MS });
  for (const { writer, key, panelId, rev } of tries.filter((save) => !answered.has(save.key))) {
    const again = { personId: `w${writer}`, by: `Writer ${writer}`, atMs: Date.now(), idempotencyKey: key };
    expect(await store.panels.update(panelId, { rev, panel: aPanel(key) }, again)).toMatchObject({
      rev: rev + 1,
    });
    const named = (await store.panels.versions(panelId)).filter(({ document }) => document.name === key);
    expect(named).toHaveLength(1);
  }
  await store.close();
}

it(
  `F51 F52 ${cycles} kills in the middle of ${WRITERS} writers lose no acknowledged save and double none`,
  async () => {
    const store = await openSqlite({ dataDir, nowMs: NOW_MS });
    const boardIds: string[] = [];
    for (let i = 0; i < WRITERS; i += 1) {
      const { id: boardId } = await store.boards.create(aBoard(`board ${i}`), change());
      await store.panels.create(aPanel("0"), { boardId, ...size }, change());
      boardIds.push(boardId);
    }
    await store.close();
    const counts = { saved: 0, unanswered: 0 };
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const log = await runAndKill(cycle, boardIds);
      judge(log);
      await sendAgain(log);
      counts.saved += log.saved.length;
      counts.unanswered += log.tries.length - log.saved.length;
    }
    // Otherwise the kills came before or after the saves, and nothing was tried.
    expect(counts.saved).toBeGreaterThan(cycles);
    expect(counts.unanswered).toBeGreaterThan(cycles);
    console.info(`${cycles} kills: ${counts.saved} saves acknowledged, ${counts.unanswered} sent again`);
  },
  cycles * 20_000,
);
