import type { Engine } from "./Engine.ts";
import { IDEMPOTENCY_MS } from "./once.ts";
import { TRASH_MS } from "./repositories/documents.ts";

const EVERY_MS = 3_600_000;
/** Who did what is told for this long. */
const AUDIT_MS = 400 * 86_400_000;

export interface Upkeep {
  stop(): void;
}

export interface UpkeepNeeds {
  readonly backUp?: () => Promise<void>;
  readonly warn: (reason: string) => void;
  readonly now?: () => number;
}

/** Once an hour: what lay in the trash for 30 days goes, old keys go, and the day's backup is made. */
export function maintain(engine: Engine, { backUp, warn, now = Date.now }: UpkeepNeeds): Upkeep {
  const run = async () => {
    try {
      await sweep(engine, now());
      await backUp?.();
    } catch (error) {
      warn(`upkeep of the store: ${error instanceof Error ? error.message : "failed"}`);
    }
  };
  const timer = setInterval(() => void run(), EVERY_MS);
  // Not while the server starts.
  const first = setTimeout(() => void run(), 60_000);
  timer.unref();
  first.unref();
  return {
    stop: () => {
      clearInterval(timer);
      clearTimeout(first);
    },
  };
}

export async function sweep(engine: Engine, nowMs: number): Promise<void> {
  await engine.write(async (db) => {
    // Panels and versions of a board go with it.
    await db
      .deleteFrom("boards")
      .where("deleted_ms", "<=", nowMs - TRASH_MS)
      .execute();
    await db
      .deleteFrom("panels")
      .where("deleted_ms", "<=", nowMs - TRASH_MS)
      .execute();
    await db
      .deleteFrom("idempotency")
      .where("at_ms", "<", nowMs - IDEMPOTENCY_MS)
      .execute();
    await db
      .deleteFrom("audit")
      .where("at_ms", "<", nowMs - AUDIT_MS)
      .execute();
  });
}
