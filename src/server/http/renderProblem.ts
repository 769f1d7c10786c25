import type { ServerResponse } from "node:http";
import type { Problem } from "../../domain/problem/Problem.ts";
import { problemTable } from "../../domain/problem/problemTable.ts";

export interface RenderedProblem {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Addresses under a source's base URL: their clients read Prometheus' envelope. */
const DATA_PATH = /^\/api\/sources\/[^/]+\/(?:api|loki)\//;

/** Prometheus' words for our own refusals; its Go client knows "bad_data", "timeout", "unavailable", "internal". */
function errorTypeOf(status: number): string {
  if (status === 504) return "timeout";
  if (status === 500) return "internal";
  return status > 500 ? "unavailable" : "bad_data";
}

/** Problem → answer: the bare Problem on our own routes, Prometheus' envelope on data routes. */
export function renderProblem(problem: Problem, path: string, status = statusOf(problem)): RenderedProblem {
  const isData = DATA_PATH.test(path);
  const error = problem.hint === undefined ? problem.title : `${problem.title}. ${problem.hint}`;
  const body = JSON.stringify(
    isData ? { status: "error", errorType: errorTypeOf(status), error, problem } : problem,
  );
  const { retryAfterMs } = problem;
  return {
    status,
    headers: {
      "content-type": isData ? "application/json" : "application/problem+json",
      "content-length": String(Buffer.byteLength(body)),
      ...(retryAfterMs === undefined ? {} : { "retry-after": String(Math.ceil(retryAfterMs / 1000)) }),
    },
    body,
  };
}

function statusOf(problem: Problem): number {
  const { status } = problemTable[problem.code];
  return status >= 400 ? status : 500;
}

/** Answers outside the framework, and hangs up: whoever is refused here did not speak our protocol, or must go. */
export function endWithProblem(
  response: ServerResponse,
  problem: Problem,
  options: { path: string; status?: number },
): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const rendered = renderProblem(problem, options.path, options.status);
  response.writeHead(rendered.status, { ...rendered.headers, connection: "close" });
  response.end(rendered.body);
}
