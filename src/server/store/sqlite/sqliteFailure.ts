import { fail, ProblemError } from "../../../domain/problem/Problem.ts";
import { SQLITE, sqliteCode } from "./sqliteCode.ts";

/** Whoever is told that the store is busy tries again after this. */
const RETRY_MS = 5_000;

/** What went wrong in SQLite as a Problem; what is none of its failures stays as it is. */
export function sqliteFailure(error: unknown): unknown {
  if (error instanceof ProblemError) return error;
  switch (sqliteCode(error)) {
    case SQLITE.busy:
    case SQLITE.locked:
      return fail("STORE_BUSY", { retryAfterMs: RETRY_MS });
    case SQLITE.readOnly:
    case SQLITE.perm:
    case SQLITE.cannotOpen:
      return fail("STORE_READ_ONLY");
    case SQLITE.full:
      return fail("STORE_FAILED", {
        hint: "The disk of the data folder is full: make room and save again. Nothing was lost.",
      });
    case SQLITE.ioError:
      return fail("STORE_FAILED", { hint: "The data folder cannot be written or read; see its disk." });
    case SQLITE.corrupt:
    case SQLITE.notADatabase:
      return fail("STORE_FAILED", {
        hint: "The database is damaged; restore a backup: npm start -- doctor says which.",
      });
    case SQLITE.tooBig:
      return fail("STORE_FAILED", { hint: "This is too large to be kept." });
    default:
      return error;
  }
}
