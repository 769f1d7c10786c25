import type { Decoded } from "../../../domain/frame/Frame.ts";
import type { LogPage } from "../../../domain/frame/logs/LogPage.ts";
import type { PanelPlan } from "../../../domain/panel/readPlan.ts";
import type { LogQueryPlan } from "../../../domain/query/planLogQuery.ts";

/** Which HTTP API the source speaks; Loki's metric answers have the shapes of Prometheus. Default "prometheus". */
export type RunApi = "prometheus" | "loki";

/** A range query: start, end and step lie on one grid (`planQuery` makes them so); end is inclusive. */
export interface RangeRunRequest {
  readonly kind: "range";
  readonly api?: RunApi;
  readonly sourceId: string;
  /** The text that is sent: variables such as `$__rate_interval` are already replaced. */
  readonly expr: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  /** Decoded bytes after which the run ends in TOO_LARGE; default 64 MiB. */
  readonly capBytes?: number;
  /** The reader has agreed to run it over the source's budget (OVER_BUDGET). */
  readonly confirm?: boolean;
}

/** An instant query at one moment. */
export interface InstantRunRequest {
  readonly kind: "instant";
  readonly api?: RunApi;
  readonly sourceId: string;
  readonly expr: string;
  readonly timeMs: number;
  readonly capBytes?: number;
  readonly confirm?: boolean;
}

/** One page of the lines that a log query selects; where the server allows fewer than `limit`, it is asked once more for as many as that. */
export interface LogRunRequest extends LogQueryPlan {
  readonly capBytes?: number;
  readonly confirm?: boolean;
}

/** A query of a saved panel: asked by its place, planned by the server. */
export interface PanelRunRequest {
  readonly kind: "panel";
  /** On our own origin, below the base: "/api/panels/:id/queries/:letter". */
  readonly path: string;
  /** `panelAsk` of the contract. */
  readonly ask: unknown;
  /** What its answer is decoded as. */
  readonly answers: "samples" | "lines";
  /** Of lines: which come first, and how many at most. */
  readonly isOldestFirst: boolean;
  readonly limit: number;
}

export type RunRequest = RangeRunRequest | InstantRunRequest;

/** What the Response tab and the status line say about the way of one answer. */
export interface RunTransport {
  readonly runId: string;
  /** HTTP status of our own server's answer; 0 when there was none. */
  readonly status: number;
  /** Path and query as a GET would spell it (the run itself is a form POST); never a token. */
  readonly url: string;
  /** Milliseconds from the start of the run to the response head, and to the decoded result. */
  readonly responseMs: number;
  readonly decodedMs: number;
  /** Body bytes after decompression, and on the wire where the browser tells. */
  readonly bytesDecoded: number;
  readonly bytesTransferred?: number;
  readonly requestId?: string;
  /** The `Server-Timing` header as it came: how long the source itself took. */
  readonly serverTiming?: string;
  /** Of a panel's query: what was asked of the source. */
  readonly plan?: PanelPlan;
  /** Of a panel's query: how many warnings came with the answer. */
  readonly warnings?: number;
}

export interface RunOutcome {
  readonly decoded: Decoded;
  readonly transport: RunTransport;
}

export interface LogOutcome {
  /** Its `maxLimit` says that the server refused `limit` of the request and gave at most that many (features B5). */
  readonly page: LogPage;
  readonly transport: RunTransport;
}

/**
 * Runs one query in the decode worker.
 * Rejects with `ProblemError` (see `transportOf` for its timings) or, when `signal` aborts, with an `AbortError`
 * `DOMException`, which is never shown.
 */
export type RunQuery = (request: RunRequest, signal: AbortSignal) => Promise<RunOutcome>;

/** Runs one query of a saved panel in the decode worker; rejects as `RunQuery` does. */
export type RunPanel = (request: PanelRunRequest, signal: AbortSignal) => Promise<RunOutcome | LogOutcome>;

/** Runs one log query in the decode worker; rejects as `RunQuery` does. */
export type RunLogs = (request: LogRunRequest, signal: AbortSignal) => Promise<LogOutcome>;

/** The first bytes of an answer as text, for the Response tab. */
export interface RawAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  /** True when the answer is longer than what `text` holds. */
  readonly isCut: boolean;
}
