import { fail, ProblemError } from "../../../domain/problem/Problem.ts";

const RETRY_MS = 5_000;

/** The five letters of an error of PostgreSQL (appendix A of its manual), or Node's code of a failed connection. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** Two changes stood in each other's way; one of them is done again. */
export const isCollision = (error: unknown): boolean => ["40001", "40P01"].includes(codeOf(error));

/** What went wrong in PostgreSQL as a Problem; what is none of its failures stays as it is. */
export function postgresFailure(error: unknown): unknown {
  if (error instanceof ProblemError) return error;
  const code = codeOf(error);
  if (code === "25006") return fail("STORE_READ_ONLY");
  // Out of disk, memory or connections.
  if (/^53[12]/.test(code) || code.startsWith("58")) return fail("STORE_FAILED");
  if (isGone(code, error)) return fail("STORE_BUSY", { retryAfterMs: RETRY_MS });
  return error;
}

/** Not reached, going down, starting, locked too long, or given up on. */
function isGone(code: string, error: unknown): boolean {
  if (/^(?:08|57P|55P|40|533)/.test(code) || code === "57014") return true;
  if (/^E[A-Z]{3,}$/.test(code)) return true;
  // What `pg` says of a connection that ended, or of a pool that had none to give.
  return error instanceof Error && /connection (?:terminated|timeout)|timeout exceeded/i.test(error.message);
}
