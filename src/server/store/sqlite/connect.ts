import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";

export type Mode =
  | "write"
  | "read"
  /** Where not even the files beside it can be made: what lies in the file alone, never changed by anybody. */
  | "frozen";

/** How long a statement itself waits for another process; BEGIN IMMEDIATE waits longer, without holding up the thread. */
const STATEMENT_WAIT_MS = 100;
const OPEN_WAIT_MS = 5_000;

/**
 * A connection with everything off that we do not use (S32): no extensions, no functions of the schema's own choice,
 * no double-quoted strings.
 */
export function connect(file: string, mode: Mode): DatabaseSync {
  const url = pathToFileURL(file);
  if (mode === "frozen") url.searchParams.set("immutable", "1");
  const db = new DatabaseSync(url, {
    readOnly: mode !== "write",
    enableForeignKeyConstraints: true,
    enableDoubleQuotedStringLiterals: false,
    allowExtension: false,
    timeout: OPEN_WAIT_MS,
  });
  try {
    db.exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
    db.enableDefensive(true);
    if (mode === "write") {
      // The writer of WAL flushes at every commit: what was acknowledged survives the power going.
      db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000");
      // Of a file that cannot be written SQLite makes a reader without a word: this one write says so.
      db.exec("BEGIN IMMEDIATE; PRAGMA user_version = 1; ROLLBACK");
    }
    // Without a look at the file, one that cannot be read is found out only later.
    db.exec("SELECT count(*) FROM sqlite_master");
    db.exec(`PRAGMA busy_timeout = ${STATEMENT_WAIT_MS}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
