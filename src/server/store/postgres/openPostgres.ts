import type { Pool } from "pg";
import { ProblemError } from "../../../domain/problem/Problem.ts";
import { maintain } from "../maintain.ts";
import type { Store } from "../Store.ts";
import { storesOn } from "../storesOn.ts";
import { makePool, startFailure } from "./makePool.ts";
import { migratePostgres } from "./migratePostgres.ts";
import { PostgresEngine } from "./PostgresEngine.ts";
import { postgresFailure } from "./postgresFailure.ts";

export interface OpenPostgresOptions {
  readonly databaseUrl: string;
  readonly nowMs: number;
  readonly warn: (reason: string) => void;
}

/** The store on PostgreSQL, for any number of servers. Throws a ConfigError where it cannot be used. */
export async function openPostgres(
  options: OpenPostgresOptions,
): Promise<Store & { readonly engine: PostgresEngine }> {
  const pool = await makePool(options.databaseUrl);
  // A connection that ends while nobody uses it is replaced when it is needed.
  pool.on("error", () => undefined);
  try {
    await migratePostgres(pool, options);
  } catch (error) {
    await pool.end();
    throw startFailure(error);
  }
  const engine = new PostgresEngine(pool);
  const upkeep = maintain(engine, { warn: options.warn });
  return {
    ...storesOn(engine),
    engine,
    health: () => healthOf(pool),
    close: async () => {
      upkeep.stop();
      await engine.close();
    },
  };
}

async function healthOf(pool: Pool): Promise<{ isWritable: boolean; reason?: string }> {
  try {
    const { rows } = await pool.query<{ ro: string }>(
      "select current_setting('transaction_read_only') as ro",
    );
    return rows[0]?.ro === "off"
      ? { isWritable: true }
      : { isWritable: false, reason: "PostgreSQL is read-only" };
  } catch (error) {
    const failure = postgresFailure(error);
    const reason = failure instanceof ProblemError ? failure.problem.title : "PostgreSQL does not answer";
    return { isWritable: false, reason };
  }
}
