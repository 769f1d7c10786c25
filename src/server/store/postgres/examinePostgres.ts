import { pendingOf, VERSION_TABLE } from "../tables/migrating.ts";
import { migrations } from "../tables/migrations.ts";
import { makePool, startFailure } from "./makePool.ts";

/** What `doctor` tells of the server; changes nothing. Throws a ConfigError where it cannot be used. */
export async function examinePostgres(
  databaseUrl: string,
): Promise<{ version: string; isReadOnly: boolean; schema: number }> {
  const pool = await makePool(databaseUrl);
  pool.on("error", () => undefined);
  try {
    const { rows } = await pool.query<{ version: string; ro: string; has: boolean }>(
      `select current_setting('server_version') as version, current_setting('transaction_read_only') as ro,
       to_regclass('${VERSION_TABLE}') is not null as has`,
    );
    const [row] = rows;
    const schema = row?.has === true ? await newest(pool) : 0;
    pendingOf(schema, { known: migrations, place: "DATABASE_URL" });
    return { version: `PostgreSQL ${row?.version ?? ""}`, isReadOnly: row?.ro === "on", schema };
  } catch (error) {
    throw startFailure(error);
  } finally {
    await pool.end();
  }
}

async function newest(pool: Awaited<ReturnType<typeof makePool>>): Promise<number> {
  const { rows } = await pool.query<{ version: number }>(
    `select max(version) as version from ${VERSION_TABLE}`,
  );
  return rows[0]?.version ?? 0;
}
