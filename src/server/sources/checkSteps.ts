import type { SourceCheck } from "../../contract/sources.ts";
import { type Problem, ProblemError, problem } from "../../domain/problem/Problem.ts";
import type { ProblemCode } from "../../domain/problem/problemTable.ts";

export type Step = SourceCheck["steps"][number];

/** More than this and "last 5 minutes" shows the wrong five minutes (F41). */
const SKEW_LIMIT_MS = 30_000;
/** The server answered and means our credentials: it is reachable. */
const CREDENTIAL_CODES: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "UPSTREAM_AUTH",
  "UPSTREAM_FORBIDDEN",
]);

export function failedSteps(cause: Problem): Step[] {
  const text = cause.detail === undefined ? cause.title : `${cause.title}: ${cause.detail}`;
  // The source itself was not asked.
  if (cause.code === "TOKEN_FETCH") return [{ name: "Credentials", state: "fail", text }];
  if (!CREDENTIAL_CODES.has(cause.code)) return [{ name: "Reachable", state: "fail", text }];
  return [
    { name: "Reachable", state: "ok", text: "Answers" },
    { name: "Credentials", state: "fail", text },
  ];
}

export function skewOf(
  date: string | undefined,
  { startMs, endMs }: { startMs: number; endMs: number },
): number | undefined {
  const dateMs = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(dateMs)) return undefined;
  // The header has whole seconds, cut off: half a second is its middle.
  return Math.round(dateMs + 500 - (startMs + endMs) / 2);
}

export function clockStep(skewMs: number): Step {
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  if (Math.abs(skewMs) <= SKEW_LIMIT_MS)
    return { name: "Clock", state: "ok", text: `Within ${Math.max(1, seconds)} s of ours` };
  const text = `${seconds} s ${skewMs > 0 ? "ahead of" : "behind"} ours; relative ranges will be off`;
  return { name: "Clock", state: "warn", text };
}

export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const isTimeout = error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
  return problem(isTimeout ? "UPSTREAM_TIMEOUT" : "INTERNAL");
}
