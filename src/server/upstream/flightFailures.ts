import { ProblemError, problem } from "../../domain/problem/Problem.ts";
import type { Source } from "../sources/Source.ts";
import { engineEnded } from "./engineProblem.ts";
import { failure, type Failure, ownFailure } from "./failure.ts";
import type { SlotRefusal } from "./Slots.ts";
import type { TransportFailure } from "./transportProblem.ts";

/** Too many wait already: for the source, or of this one owner, whose matter it is alone. */
export function notQueued({ by, retryAfterMs }: SlotRefusal): Failure {
  if (by === "owner") return failure("TOO_MANY_REQUESTS", { retryAfterMs });
  return failure("OVERLOADED", { retryAfterMs, detail: "Too many queries wait for this source" });
}

/** The deadline passed before the source was asked, or before its answer was complete. */
export function tooLate(budgetMs: number, isQueued: boolean, bytes: number): Failure {
  const seconds = budgetMs / 1000;
  return isQueued
    ? failure("OVERLOADED", { retryAfterMs: 1_000, detail: `No free slot within ${seconds} s` })
    : failure("UPSTREAM_TIMEOUT", { detail: `No complete answer within ${seconds} s`, bytes });
}

/** What was thrown on the way; anything unforeseen is our own fault. */
export function failureOf(error: unknown): Failure {
  return ownFailure(error instanceof ProblemError ? error.problem : problem("INTERNAL"));
}

/** Below HTTP; where the embedded engine answers, nothing that is there ends a connection but the engine's own end. */
export function transportFailure({ problem: value, isConnect }: TransportFailure, source: Source): Failure {
  if (isConnect && source.engine !== undefined) return ownFailure(engineEnded());
  return ownFailure(value, value.code === "ADDRESS_REFUSED" ? 502 : undefined);
}
