import { parseProblem, recordOf, textOf } from "../../problem/parseProblem.ts";
import { problem, type Problem, type ProblemOptions, type TextPosition } from "../../problem/Problem.ts";
import type { ProblemCode } from "../../problem/problemTable.ts";

/** What is known of a failed answer besides its body. */
export interface AnswerHead {
  readonly status: number;
  readonly requestId?: string;
  readonly retryAfterMs?: number;
}

/** Prometheus' `errorType` (web/api/v1/api.go) → our code. */
const CODES: Readonly<Record<string, ProblemCode>> = {
  bad_data: "QUERY_REJECTED",
  execution: "QUERY_REJECTED",
  timeout: "UPSTREAM_TIMEOUT",
  canceled: "UPSTREAM_TIMEOUT",
  not_found: "UPSTREAM_NOT_FOUND",
  too_many_requests: "RATE_LIMITED",
  internal: "UPSTREAM_ERROR",
  unavailable: "UPSTREAM_ERROR",
  not_acceptable: "UPSTREAM_ERROR",
};

/** Where neither a Problem nor an errorType says more: something between us and the page answered. */
const STATUS_CODES: Readonly<Record<number, ProblemCode>> = {
  400: "BAD_REQUEST",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_ALLOWED",
  415: "UNSUPPORTED_MEDIA",
  421: "MISDIRECTED",
  429: "RATE_LIMITED",
  503: "OVERLOADED",
  504: "UPSTREAM_TIMEOUT",
};

const TITLE_LIMIT = 80;

/** The body of an answer that is no result → the Problem it tells of; never HTML, never a stack. */
export function problemFromBody(body: string, head: AnswerHead): Problem {
  const json = parse(body);
  if (json) return problemFromEnvelope(json, head);
  if (/^\s*</.test(body)) {
    const title = /<title[^>]*>([^<]*)/i.exec(body)?.[1]?.replace(/\s+/g, " ").trim().slice(0, TITLE_LIMIT);
    const detail = `Status ${head.status}${title ? `, a page titled “${title}”` : ""}.`;
    return problem("NOT_AN_API", { ...common(head), source: "upstream", detail });
  }
  return problem(STATUS_CODES[head.status] ?? "UPSTREAM_ERROR", {
    ...common(head),
    detail: `The answer had status ${head.status} and no reason in it.`,
  });
}

/** An error object: our own Problem, bare or beside the envelope as `problem`, else Prometheus' errorType and error. */
export function problemFromEnvelope(json: Readonly<Record<string, unknown>>, head: AnswerHead): Problem {
  const own = parseProblem(json, common(head)) ?? parseProblem(json["problem"], common(head));
  if (own) return own;
  const error = textOf(json["error"]);
  const code = CODES[textOf(json["errorType"]) ?? ""] ?? STATUS_CODES[head.status] ?? "UPSTREAM_ERROR";
  const position = error === undefined ? undefined : positionIn(error);
  return problem(code, {
    ...common(head),
    source: "upstream",
    detail: error ?? `The answer had status ${head.status} and no reason in it.`,
    ...(head.status === 200 ? {} : { upstreamStatus: head.status }),
    ...(position ? { position } : {}),
  });
}

/** "1:23: parse error: …" → where it is; Prometheus counts both from 1. */
function positionIn(error: string): TextPosition | undefined {
  const [, line, column] = /(?:^|[^\d:])(\d+):(\d+): parse error/.exec(error) ?? [];
  return line === undefined || column === undefined
    ? undefined
    : { line: Number(line), column: Number(column) };
}

function common({ requestId, retryAfterMs }: AnswerHead): ProblemOptions {
  return {
    ...(requestId === undefined ? {} : { requestId }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function parse(body: string): Readonly<Record<string, unknown>> | null {
  try {
    return recordOf(JSON.parse(body));
  } catch {
    return null;
  }
}
