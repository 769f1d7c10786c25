import { entriesLimitIn } from "../../../domain/frame/logs/entriesLimit.ts";
import { ProblemError } from "../../../domain/problem/Problem.ts";
import type { LogOutcome, RunLogs } from "./RunTypes.ts";

/**
 * Where the server refuses the limit of a log query and names its own, the query is asked once more with that number
 * (features B5); the page then says so in `maxLimit`.
 */
export function atServerLimit(run: RunLogs): RunLogs {
  return async (request, signal): Promise<LogOutcome> => {
    try {
      return await run(request, signal);
    } catch (error) {
      const most = error instanceof ProblemError ? entriesLimitIn(error.problem.detail ?? "") : null;
      if (most === null || most >= request.limit) throw error;
      const { page, transport } = await run({ ...request, limit: most }, signal);
      return { page: { ...page, maxLimit: most }, transport };
    }
  };
}
