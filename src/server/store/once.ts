import { createHash } from "node:crypto";
import { fail } from "../../domain/problem/Problem.ts";
import type { Change } from "./Change.ts";
import type { Db } from "./Engine.ts";

/** How long a repetition is recognised. */
export const IDEMPOTENCY_MS = 86_400_000;

interface Asked<T> {
  readonly operation: string;
  /** What a repetition repeats; without what is made anew each time, such as the hash of a fresh secret. */
  readonly given: unknown;
  /** The result is kept as this and told again from it; by default the result itself. */
  readonly kept?: { readonly from: (result: T) => unknown; readonly tell: (kept: unknown) => Promise<T> };
}

/**
 * F52: does `work` once per person and key, and tells its result to every repetition within 24 hours. A row is put
 * first, so that of two at the same time, even on two servers, the second waits for the first.
 */
export async function once<T>(
  { db, change }: { db: Db; change: Change },
  asked: Asked<T>,
  work: () => Promise<T>,
): Promise<T> {
  const { idempotencyKey: key, personId, atMs } = change;
  if (key === undefined) return await work();
  const digest = digestOf(asked.given);
  const row = { operation: asked.operation, asked: digest, result: "", at_ms: atMs };
  const inserted = await db
    .insertInto("idempotency")
    .values({ person_id: personId, key, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(["person_id", "key"])
        .doUpdateSet(row)
        .where("idempotency.at_ms", "<", atMs - IDEMPOTENCY_MS),
    )
    .returning("key")
    .executeTakeFirst();
  const mine = db.updateTable("idempotency").where("person_id", "=", personId).where("key", "=", key);
  if (inserted) {
    const result = await work();
    const kept = asked.kept ? asked.kept.from(result) : result;
    await mine.set({ result: JSON.stringify(kept) ?? "null" }).execute();
    return result;
  }
  return await again(asked, digest, await earlier(db, personId, key).executeTakeFirstOrThrow());
}

/** Whether this very change was done before under its key: of what it took away there is nothing left to judge. */
export async function wasDone(
  { db, change }: { db: Db; change: Change },
  { operation, given }: Pick<Asked<unknown>, "operation" | "given">,
): Promise<boolean> {
  const { idempotencyKey: key, personId, atMs } = change;
  if (key === undefined) return false;
  const row = await earlier(db, personId, key).executeTakeFirst();
  const isRecent = row !== undefined && row.at_ms >= atMs - IDEMPOTENCY_MS;
  return isRecent && row.operation === operation && row.asked === digestOf(given);
}

const digestOf = (given: unknown) => createHash("sha256").update(JSON.stringify(given)).digest("hex");

function earlier(db: Db, personId: string, key: string) {
  return db.selectFrom("idempotency").selectAll().where("person_id", "=", personId).where("key", "=", key);
}

async function again<T>(
  { operation, kept }: Asked<T>,
  digest: string,
  row: { operation: string; asked: string; result: string },
): Promise<T> {
  if (row.operation !== operation || row.asked !== digest) {
    throw fail("BAD_REQUEST", { hint: "This Idempotency-Key stands for another change; use a new one." });
  }
  const result = JSON.parse(row.result) as unknown;
  return kept ? await kept.tell(result) : (result as T);
}
