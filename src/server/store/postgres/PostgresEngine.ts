import { Kysely, PostgresDialect } from "kysely";
import type { Pool } from "pg";
import type { Db, Engine } from "../Engine.ts";
import type { Tables } from "../tables/Tables.ts";
import { isCollision, postgresFailure } from "./postgresFailure.ts";

/** How often a change is begun anew when another one stood in its way. */
const TRIES = 4;

/** Many connections, and any number of servers beside this one: rows that a change depends on are locked by it. */
export class PostgresEngine implements Engine {
  readonly kind = "postgres";
  readonly #db: Db;

  constructor(pool: Pool) {
    this.#db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  }

  async read<T>(work: (db: Db) => Promise<T>): Promise<T> {
    try {
      return await work(this.#db);
    } catch (error) {
      throw postgresFailure(error);
    }
  }

  async write<T>(work: (db: Db) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#db.transaction().execute(work);
      } catch (error) {
        if (!isCollision(error) || attempt === TRIES) throw postgresFailure(error);
      }
    }
  }

  /** Everything that `work` reads is of one moment. */
  snapshot<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.#db.transaction().setIsolationLevel("repeatable read").execute(work);
  }

  close(): Promise<void> {
    return this.#db.destroy();
  }
}
