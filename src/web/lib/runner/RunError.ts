import { ProblemError, type Problem } from "../../../domain/problem/Problem.ts";
import type { RunTransport } from "./RunTypes.ts";

/** A run that failed, with what is known of its way. */
export class RunError extends ProblemError {
  readonly transport: RunTransport;

  constructor(problem: Problem, transport: RunTransport) {
    super(problem);
    this.transport = transport;
  }
}

/** The timings of a failed run, for the Response tab; `undefined` for errors that are no runs. */
export function transportOf(error: unknown): RunTransport | undefined {
  return error instanceof RunError ? error.transport : undefined;
}
