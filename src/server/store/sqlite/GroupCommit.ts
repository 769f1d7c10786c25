import type { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { Kysely } from "kysely";
import type { Db } from "../Engine.ts";
import type { Tables } from "../tables/Tables.ts";
import { SQLITE, sqliteCode } from "./sqliteCode.ts";
import { sqliteDialect } from "./sqliteDialect.ts";
import { sqliteFailure } from "./sqliteFailure.ts";

/** F46: how long a change waits for the lock. */
const BUSY_MS = 5_000;
const BUSY_STEP_MS = 20;
/** Changes that share one commit, and so one flush of the disk. */
const BATCH = 64;

interface Job {
  readonly work: (db: Db) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly sinceMs: number;
}

/**
 * The one connection that writes. What waits to be written while the disk flushes becomes one commit, each change in
 * a savepoint of its own, and is acknowledged after it.
 */
export class GroupCommit {
  readonly #database: DatabaseSync;
  readonly #db: Db;
  readonly #jobs: Job[] = [];
  #pumping: Promise<void> | undefined;
  #failure: unknown;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#db = new Kysely<Tables>({ dialect: sqliteDialect(database) });
  }

  /** Of the last commit; undefined since one succeeded. */
  get lastFailure(): unknown {
    return this.#failure;
  }

  write<T>(work: (db: Db) => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const sinceMs = performance.now();
    this.#jobs.push({ work, resolve: resolve as Job["resolve"], reject, sinceMs });
    this.#pumping ??= this.#pump();
    return promise;
  }

  /** Writes what waits, then folds the log into the file, so that the file alone is everything. */
  async close(): Promise<void> {
    await this.#pumping;
    try {
      this.#database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch {
      // A full or vanished disk: the log stays, and is read at the next start.
    }
    await this.#db.destroy();
    if (this.#database.isOpen) this.#database.close();
  }

  async #pump(): Promise<void> {
    while (this.#jobs.length > 0) {
      // Lets in what arrived while the last commit held up the thread.
      await new Promise((resolve) => setImmediate(resolve));
      if (await this.#begin()) await this.#runBatch(this.#jobs.splice(0, BATCH));
    }
    this.#pumping = undefined;
  }

  /** Takes the lock, for at most `BUSY_MS` of anybody's time; false when nobody waits any longer. */
  async #begin(): Promise<boolean> {
    while (this.#jobs.length > 0) {
      try {
        this.#database.exec("BEGIN IMMEDIATE");
        return true;
      } catch (error) {
        const isBusy = sqliteCode(error) === SQLITE.busy;
        this.#refuse(isBusy ? this.#takeExpired() : this.#jobs.splice(0), error);
        await sleep(BUSY_STEP_MS);
      }
    }
    return false;
  }

  #takeExpired(): Job[] {
    const first = this.#jobs.findIndex(({ sinceMs }) => performance.now() - sinceMs < BUSY_MS);
    return this.#jobs.splice(0, first === -1 ? this.#jobs.length : first);
  }

  async #runBatch(jobs: readonly Job[]): Promise<void> {
    const tellings: (() => void)[] = [];
    try {
      for (const job of jobs) tellings.push(await this.#runJob(job));
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#rollBack();
      this.#refuse(jobs, error);
      return;
    }
    this.#failure = undefined;
    for (const tell of tellings) tell();
  }

  /** Answers how to tell its outcome, which is not true before the commit. Throws where the whole transaction is lost. */
  async #runJob({ work, resolve, reject }: Job): Promise<() => void> {
    this.#database.exec("SAVEPOINT job");
    try {
      const value = await work(this.#db);
      this.#database.exec("RELEASE job");
      return () => resolve(value);
    } catch (error) {
      // A full disk or a failing one may have rolled everything back already.
      if (!this.#database.isTransaction || isFatal(error)) throw error;
      this.#database.exec("ROLLBACK TO job; RELEASE job");
      return () => reject(sqliteFailure(error));
    }
  }

  #rollBack(): void {
    try {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
    } catch {
      // Rolled back by the failure itself.
    }
  }

  #refuse(jobs: readonly Job[], error: unknown): void {
    if (jobs.length === 0) return;
    this.#failure = error;
    const value = sqliteFailure(error);
    for (const { reject } of jobs) reject(value);
  }
}

const FATAL: ReadonlySet<number | undefined> = new Set([
  SQLITE.full,
  SQLITE.ioError,
  SQLITE.readOnly,
  SQLITE.corrupt,
  SQLITE.cannotOpen,
]);
const isFatal = (error: unknown) => FATAL.has(sqliteCode(error));
