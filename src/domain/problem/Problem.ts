import { problemTable, type ProblemCode } from "./problemTable.ts";

/** A place in the query text, both 1-based as in "1:23: parse error". */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Of EDIT_CONFLICT: what was to be saved, and what stands in the store. Each is read by its schema before it is used. */
export interface EditConflict {
  /** `{ rev, document }`: the version it was made from, and what became of it. */
  readonly mine: unknown;
  /** `{ rev, changed: { atMs, by }, document }`. */
  readonly theirs: unknown;
}

/** The one error shape, end to end: thrown on the server, sent as JSON, rebuilt in the browser, shown by one component. */
export interface Problem {
  readonly code: ProblemCode;
  readonly title: string;
  /** What exactly happened; at most 500 characters; upstream text is sanitised and quoted. */
  readonly detail?: string;
  /** The next step, more specific than the table's advice where we know more. */
  readonly hint?: string;
  /** Who failed. */
  readonly source: "sightglass" | "upstream";
  readonly upstreamStatus?: number;
  readonly retryAfterMs?: number;
  readonly requestId: string;
  /** Where in the query text the upstream saw the mistake. */
  readonly position?: TextPosition;
  /** Byte counts for TOO_LARGE, UPSTREAM_STALLED and BAD_JSON. */
  readonly bytes?: number;
  readonly capBytes?: number;
  readonly conflict?: EditConflict;
}

export interface ProblemOptions {
  /** In place of the table's, where it can say more: "This link ended on 6 November 2025". */
  readonly title?: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly source?: "sightglass" | "upstream";
  readonly upstreamStatus?: number;
  readonly retryAfterMs?: number;
  readonly position?: TextPosition;
  readonly bytes?: number;
  readonly capBytes?: number;
  readonly conflict?: EditConflict;
  readonly requestId?: string;
}

const DETAIL_LIMIT = 500;

/** Builds a Problem from the table; `hint` falls back to the table's advice. */
export function problem(code: ProblemCode, options: ProblemOptions = {}): Problem {
  const entry = problemTable[code];
  const { title, detail, hint, source, requestId, ...rest } = options;
  return {
    code,
    title: title ?? entry.title,
    ...(detail === undefined ? {} : { detail: detail.slice(0, DETAIL_LIMIT) }),
    hint: hint ?? entry.advice,
    source: source ?? (code.startsWith("UPSTREAM_") ? "upstream" : "sightglass"),
    requestId: requestId ?? "",
    ...rest,
  };
}

/** A Problem that is thrown. The message is code and title only, so that a logged stack carries no user text. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;

  constructor(value: Problem, options?: ErrorOptions) {
    super(`${value.code}: ${value.title}`, options);
    this.problem = value;
  }
}

/** Shorthand for throwing: `throw fail("TOO_LARGE", { bytes, capBytes })`. */
export function fail(code: ProblemCode, options?: ProblemOptions): ProblemError {
  return new ProblemError(problem(code, options));
}
