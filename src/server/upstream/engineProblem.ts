import { problem, type Problem } from "../../domain/problem/Problem.ts";
import { EngineDown } from "./connectFailure.ts";

const LOOK = "If it happens again, look for what takes its memory: a query, or a dump; the log says more.";

/** The embedded engine does not run: there was no connection to it. */
export function engineIsDown(cause: unknown): Problem {
  const { message, pauseMs } = cause instanceof EngineDown ? cause : new EngineDown("It is not running");
  return problem("UPSTREAM_UNREACHABLE", {
    source: "sightglass",
    detail: `The engine that answers for it is down. ${message}`,
    hint: LOOK,
    ...(pauseMs !== undefined && { retryAfterMs: pauseMs }),
  });
}

/** The embedded engine ended while it worked on the request. */
export function engineEnded(): Problem {
  return problem("UPSTREAM_UNREACHABLE", {
    source: "sightglass",
    detail: "The engine that answers for it ended before it had answered, and is started again",
    hint: `Try again. ${LOOK}`,
  });
}
