import { parseProblem, recordOf, textOf } from "../../domain/problem/parseProblem.ts";
import { problem, type Problem, ProblemError } from "../../domain/problem/Problem.ts";

/** What an error answer says: our Problem, alone or in the data routes' envelope, or INTERNAL naming the status. */
export function problemOfAnswer(status: number, body: unknown, requestId: string): Problem {
  const envelope = recordOf(body);
  const found = parseProblem(body, { requestId }) ?? parseProblem(envelope?.["problem"], { requestId });
  if (found) return found;
  const detail = textOf(envelope?.["error"]) ?? `The answer had status ${status} and no problem in it.`;
  return problem("INTERNAL", { detail, requestId });
}

/** Any thrown value as a Problem, for the one component that shows it. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return problem("INTERNAL", { detail: error instanceof Error ? error.message : String(error) });
}
