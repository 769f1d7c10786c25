import type { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { fail } from "../../../domain/problem/Problem.ts";
import type { Db, Engine } from "../Engine.ts";
import type { Tables } from "../tables/Tables.ts";
import { GroupCommit } from "./GroupCommit.ts";
import type { OpenedFile } from "./openFile.ts";
import { sqliteDialect } from "./sqliteDialect.ts";
import { sqliteFailure } from "./sqliteFailure.ts";

/** One connection reads, one writes; where the file must stay as it is, none. */
export class SqliteEngine implements Engine {
  readonly kind = "sqlite";
  readonly #database: DatabaseSync;
  readonly #reader: Db;
  readonly #commits: GroupCommit | undefined;
  readonly #reason: string | undefined;

  constructor({ writer, reader, reason }: OpenedFile) {
    this.#database = reader;
    this.#reader = new Kysely<Tables>({ dialect: sqliteDialect(reader) });
    this.#commits = writer && new GroupCommit(writer);
    this.#reason = reason;
  }

  get lastFailure(): unknown {
    return this.#commits?.lastFailure;
  }

  async read<T>(work: (db: Db) => Promise<T>): Promise<T> {
    try {
      return await work(this.#reader);
    } catch (error) {
      throw sqliteFailure(error);
    }
  }

  write<T>(work: (db: Db) => Promise<T>): Promise<T> {
    if (this.#commits) return this.#commits.write(work);
    const detail = this.#reason;
    return Promise.reject(fail("STORE_READ_ONLY", detail === undefined ? {} : { detail }));
  }

  async close(): Promise<void> {
    await this.#reader.destroy();
    // One that was never asked is not Kysely's yet.
    if (this.#database.isOpen) this.#database.close();
    // Last, since only a writer can take the log away.
    await this.#commits?.close();
  }
}
