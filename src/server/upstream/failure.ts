import { problem, type Problem, type ProblemOptions } from "../../domain/problem/Problem.ts";
import { problemTable, type ProblemCode } from "../../domain/problem/problemTable.ts";

/** How a data route fails: what Go clients of Prometheus read, and our Problem beside it. */
export interface Failure {
  readonly status: number;
  readonly errorType: string;
  readonly message: string;
  readonly problem: Problem;
}

/** Prometheus' own error types (web/api/v1/api.go). */
function errorTypeOf(code: ProblemCode, status: number): string {
  if (code === "UPSTREAM_TIMEOUT" || code === "UPSTREAM_STALLED") return "timeout";
  if (status === 404) return "not_found";
  if (status === 500) return "internal";
  return status < 500 && status !== 429 ? "bad_data" : "unavailable";
}

/** A failure in our own words. `status` overrides the table's. */
export function ownFailure(value: Problem, status: number = problemTable[value.code].status): Failure {
  const sentences = [value.title, value.detail, value.hint].filter(
    (part) => part !== undefined && part !== "",
  );
  const message = sentences.map((part) => (/[.!?]$/.test(part ?? "") ? part : `${part ?? ""}.`)).join(" ");
  return { status, errorType: errorTypeOf(value.code, status), message, problem: value };
}

export function failure(code: ProblemCode, options?: ProblemOptions): Failure {
  return ownFailure(problem(code, options));
}

/** The envelope of a data route: {"status":"error","errorType","error","problem"}. */
export function envelope(value: Failure, requestId: string): string {
  const { errorType, message, problem: body } = value;
  return JSON.stringify({ status: "error", errorType, error: message, problem: { ...body, requestId } });
}

/** Headers that go with the envelope: Retry-After in whole seconds when a wait is known. */
export function retryAfterSeconds(value: Failure): number | null {
  const { retryAfterMs } = value.problem;
  return retryAfterMs === undefined ? null : Math.max(1, Math.ceil(retryAfterMs / 1000));
}
