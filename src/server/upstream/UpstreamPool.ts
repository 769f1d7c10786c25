import type { LookupFunction } from "node:net";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Problem } from "../../domain/problem/Problem.ts";
import type { Source } from "../sources/Source.ts";
import type { UpstreamLimits } from "./limits.ts";
import type { OperationName, ProbeName } from "./operations.ts";

/** Checked parameters, ready to be sent: encoded by us, in the order of the operation's table. */
export interface CheckedParams {
  /** "query=up&time=1" (may be empty). */
  readonly encoded: string;
  /** The label of label_values, already as a safe path segment. */
  readonly labelSegment?: string;
  /** The reader sent a form. */
  readonly isPost: boolean;
}

/** One finished request of a reader, for metrics and logs. Carries no user text. */
export interface UpstreamEvent {
  readonly sourceId: string;
  readonly operation: OperationName | ProbeName;
  /** "ok", "aborted" (the reader left) or the problem's code. */
  readonly outcome: "ok" | "aborted" | Problem["code"];
  readonly durationMs: number;
  /** Calls made to the source for it: 0 when refused here or served by another reader's call. */
  readonly calls: number;
  readonly bytes: number;
  readonly requestId: string;
}

export interface UpstreamDeps {
  readonly limits?: Partial<UpstreamLimits>;
  /** Sent as user-agent; default "Sightglass". */
  readonly userAgent?: string;
  /** HTTPS_PROXY and NO_PROXY (either case); nothing else is read. Default: no proxy. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Name resolution; default `dns.lookup`. */
  readonly lookup?: LookupFunction;
  readonly now?: () => number;
  readonly random?: () => number;
  readonly observe?: (event: UpstreamEvent) => void;
}

export interface UpstreamAnswer {
  /** Always 2xx: anything else is thrown. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface AskOptions {
  readonly signal?: AbortSignal;
}

export interface Upstreams {
  /** Streams the source's answer into the reply (which it hijacks), or our envelope when that fails. */
  forward(
    call: { source: Source; operation: OperationName; params: CheckedParams },
    request: FastifyRequest,
    reply: FastifyReply,
  ): void;
  /**
   * Asks for the server itself (probe, "test this source"): outside the queue and the breaker, never shared.
   * Throws ProblemError for anything but a 2xx answer. `health` asks `source.healthPath`.
   */
  ask(
    source: Source,
    operation: OperationName | ProbeName,
    params: Readonly<Record<string, string | readonly string[]>>,
    options?: AskOptions,
  ): Promise<UpstreamAnswer>;
  /** Takes no new work, lets what runs finish for `graceMs` (default 10 s), then ends the rest as failures. */
  close(options?: { graceMs?: number }): Promise<void>;
  /** Ends the connections of a source that was removed or changed; what runs finishes first. */
  forget(sourceId: string): void;
}

export function createUpstreams(deps: UpstreamDeps = {}): Upstreams {
  throw new Error(`not built yet ${String(deps.userAgent)}`);
}
