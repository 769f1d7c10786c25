import type { Kysely } from "kysely";
import type { Tables } from "./tables/Tables.ts";

export type EngineKind = "sqlite" | "postgres";
export type Db = Kysely<Tables>;

/** One database. What `read` and `write` reject with is a ProblemError, or a fault of ours. */
export interface Engine {
  readonly kind: EngineKind;
  /** Statement by statement, each of what was committed before it. */
  read<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /**
   * One transaction, fulfilled once it is committed and synced; where `work` throws, nothing of it is kept. `work`
   * awaits nothing but the database: others wait behind it.
   */
  write<T>(work: (db: Db) => Promise<T>): Promise<T>;
}
