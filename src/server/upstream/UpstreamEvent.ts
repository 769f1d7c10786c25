import type { ProblemCode } from "../../domain/problem/problemTable.ts";
import type { OperationName, ProbeName } from "./operations.ts";

/** One finished request of a reader, for metrics and logs. Carries no user text. */
export interface UpstreamEvent {
  readonly sourceId: string;
  readonly operation: OperationName | ProbeName;
  /** "ok", "aborted" (the reader left) or the problem's code. */
  readonly outcome: "ok" | "aborted" | ProblemCode;
  readonly durationMs: number;
  /** Calls made to the source for it: 0 when refused here or served by another reader's call. */
  readonly calls: number;
  readonly bytes: number;
  readonly requestId: string;
}
