import { fail, ProblemError } from "../../domain/problem/Problem.ts";
import type { ProblemCode } from "../../domain/problem/problemTable.ts";
import type { Role } from "../../contract/session.ts";
import { mayAs } from "../auth/Principal.ts";

/** What readers can do something about, or only have to wait for. Their titles and advice tell nothing of a query. */
const TOLD: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "TOO_MANY_REQUESTS",
  "RATE_LIMITED",
  "OVERLOADED",
  "SHUTTING_DOWN",
  "TOO_MANY_POINTS",
  "PANEL_NOT_FOUND",
]);

/**
 * Why a panel has no answer, for whoever asked: an editor is told the cause, a reader that there is none (T6). An error
 * that is no problem stays what it is: its text is never shown.
 */
export function forReader(error: unknown, role: Role | "anyone"): unknown {
  if (!(error instanceof ProblemError) || (role !== "anyone" && mayAs(role, "editor"))) return error;
  const { code, detail, retryAfterMs } = error.problem;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  // Ours alone, and of the range that was asked for.
  if (code === "BAD_REQUEST" && detail?.startsWith("startMs:") === true) return fail(code, { detail });
  return fail(TOLD.has(code) ? code : "PANEL_FAILED", wait);
}
