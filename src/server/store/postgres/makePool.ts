import type { Pool, PoolConfig } from "pg";
import { ConfigError } from "../../config/Config.ts";
import { codeOf } from "./postgresFailure.ts";

/** int8: counts and milliseconds stay far below 2^53. */
const INT8 = 20;
/** F46: what a change waits for at most, for a connection, a lock or an answer. */
const WAIT_MS = 5_000;

/** Connections to the database of an address. */
export async function makePool(connectionString: string): Promise<Pool> {
  // Only where it is wanted: a start on SQLite does without reading it.
  const { Pool: PoolClass, types } = (await import("pg")).default;
  const getTypeParser: typeof types.getTypeParser = (oid: number, format?: "text" | "binary") =>
    oid === INT8 ? Number : types.getTypeParser(oid, format);
  const config: PoolConfig = {
    connectionString,
    types: { getTypeParser },
    max: 10,
    connectionTimeoutMillis: WAIT_MS,
    lock_timeout: WAIT_MS,
    statement_timeout: 2 * WAIT_MS,
    idle_in_transaction_session_timeout: 4 * WAIT_MS,
    keepAlive: true,
    application_name: "sightglass",
  };
  try {
    return new PoolClass(config);
  } catch {
    throw new ConfigError(["DATABASE_URL: is no address; write postgres://user:password@host:5432/database"]);
  }
}

/** Neither the address nor what the server says of it is shown: both may carry the password. */
export function startFailure(error: unknown): unknown {
  if (error instanceof ConfigError) return error;
  const code = codeOf(error);
  if (code === "28P01" || code === "28000") {
    return new ConfigError(["DATABASE_URL: PostgreSQL refuses this user or password"]);
  }
  if (code === "3D000")
    return new ConfigError(["DATABASE_URL: this database does not exist; create it first"]);
  if (code === "42501") return new ConfigError(["DATABASE_URL: this user may not make tables in it"]);
  return new ConfigError([
    `DATABASE_URL: PostgreSQL cannot be used (${code || "no answer"}); see that it runs`,
  ]);
}
