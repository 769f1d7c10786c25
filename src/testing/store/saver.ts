import fs from "node:fs";
import { flushCompileCache } from "node:module";
import { openStore } from "../../server/store/openStore.ts";
import type { Store } from "../../server/store/Store.ts";
import { aPanel, size } from "../../server/store/storeSamples.test-util.ts";

// Writers that save as fast as they can until they are killed. What was acknowledged goes to stdout at once, before
// the next save: the log of what must still be there.

export interface Save {
  readonly writer: number;
  /** Its Idempotency-Key, and the name of the panel that was saved. */
  readonly key: string;
  readonly panelId: string;
  /** It was edited from this version. */
  readonly rev: number;
}

const [dataDir = "", run = "", boardIds = ""] = process.argv.slice(2);
const store = await openStore({ dataDir });
// Who is killed keeps nothing for the next start.
flushCompileCache();

/** Whole lines, also where whoever reads is slow and the pipe is full. */
function say(line: object): void {
  let left = Buffer.from(`${JSON.stringify(line)}\n`);
  while (left.length > 0) {
    try {
      left = left.subarray(fs.writeSync(1, left));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    }
  }
}

async function write(kept: Store, { writer, boardId }: { writer: number; boardId: string }): Promise<void> {
  const [first, ...left] = await kept.panels.ofBoard(boardId);
  if (!first) return;
  // A kill between making and removing leaves one, and a board holds so many.
  for (const { id } of left) {
    await kept.panels.remove(id, { personId: `w${writer}`, by: `Writer ${writer}`, atMs: Date.now() });
    say({ removed: id });
  }
  let { rev } = first;
  for (let n = 0; ; n += 1) {
    const key = `${run}-${writer}-${n}`;
    const change = { personId: `w${writer}`, by: `Writer ${writer}`, atMs: Date.now(), idempotencyKey: key };
    const save: Save = { writer, key, panelId: first.id, rev };
    say({ tries: save });
    ({ rev } = await kept.panels.update(first.id, { rev, panel: aPanel(key) }, change));
    say({ saved: save });
    if (n % 4 !== 0) continue;
    const other = await kept.panels.create(
      aPanel(`new ${key}`),
      { boardId, ...size },
      { ...change, idempotencyKey: `${key}+` },
    );
    say({ made: other.id });
    await kept.panels.remove(other.id, { ...change, idempotencyKey: `${key}-` });
    say({ removed: other.id });
  }
}

say({ open: true });
await Promise.all(boardIds.split(",").map((boardId, writer) => write(store, { writer, boardId })));
