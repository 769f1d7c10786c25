import type { Pool } from "pg";
import { pendingOf, VERSION_TABLE, versionTable } from "../tables/migrating.ts";
import { type Migration, migrations, typeWords } from "../tables/migrations.ts";

/** Any number that nobody else takes: "sightgla" as bytes. */
const LOCK = "8316866959837946977";

/**
 * Brings the schema up to date in one transaction. Of servers that start together one does it, the others wait for
 * it. Throws a ConfigError where the schema is newer than this program.
 */
export async function migratePostgres(
  pool: Pool,
  { nowMs, known = migrations }: { nowMs: number; known?: readonly Migration[] },
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query(`select pg_advisory_xact_lock(${LOCK})`);
    const found = await client.query<{ name: string | null }>("select to_regclass($1)::text as name", [
      VERSION_TABLE,
    ]);
    if (found.rows[0]?.name === null) await client.query(versionTable("postgres"));
    const newest = await client.query<{ version: number | null }>(
      `select max(version) as version from ${VERSION_TABLE}`,
    );
    const pending = pendingOf(newest.rows[0]?.version ?? 0, { known, place: "DATABASE_URL" });
    for (const { version, name, statements } of pending) {
      for (const statement of statements(typeWords.postgres)) await client.query(statement);
      const row = [version, name, nowMs];
      await client.query(`insert into ${VERSION_TABLE} (version, name, at_ms) values ($1, $2, $3)`, row);
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
