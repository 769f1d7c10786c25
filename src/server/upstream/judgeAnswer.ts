import { problem, type ProblemOptions, type TextPosition } from "../../domain/problem/Problem.ts";
import type { Source } from "../sources/Source.ts";
import { failure, ownFailure, type Failure } from "./failure.ts";
import type { OperationName, ProbeName } from "./operations.ts";
import { isHtml, pageTitle, quoteText } from "./quoteUpstream.ts";
import { redactSecrets } from "./redactSecrets.ts";
import { spokenOperation } from "./spokenOperation.ts";

/** An answer that is not relayed: its status and the first bytes of its body, inflated. */
export interface RefusedAnswer {
  readonly status: number;
  readonly text: string;
  readonly source: Source;
  readonly operation: OperationName | ProbeName;
  readonly location?: string;
}

interface PromError {
  readonly errorType: string;
  readonly error: string;
}

/**
 * Turns an answer that is no usable result into a failure, by the rules of docs/api.md: JSON errors keep status,
 * errorType and message; 401 and 403 become 502, since they are ours to solve; a plain-text 4xx keeps its status
 * and message; a web page, an empty answer and a 2xx that is no JSON become our own 502. (429 is the gate's.)
 */
export function judgeAnswer(answer: RefusedAnswer): Failure {
  const { source, text, location } = answer;
  // Before anything is quoted or cut, since half a token is a leak too.
  return judge({
    ...answer,
    text: redactSecrets(text, source),
    ...(location !== undefined && { location: redactSecrets(location, source) }),
  });
}

function judge(answer: RefusedAnswer): Failure {
  const { status, text, source, operation } = answer;
  const upstreamStatus = status;
  if (status < 300) return notJson(text, status);
  if (status < 400) return redirect(answer);
  if (status === 401 && NO_TENANT.test(text))
    return failure("UPSTREAM_AUTH", { upstreamStatus, hint: TENANT_HINT });
  if (status === 401) return failure("UPSTREAM_AUTH", { upstreamStatus, ...hintOf(source, 401) });
  if (status === 403) return failure("UPSTREAM_FORBIDDEN", { upstreamStatus, ...hintOf(source, 403) });
  const json = promError(text, source);
  if (json !== null) return { ...keepError(json, status, operation), status };
  const page = isHtml(text) ? pageTitle(text) : null;
  const detail = isHtml(text)
    ? `It answered ${status} with a web page${page === null ? "" : ` titled "${page}"`}`
    : `It answered ${status}${text.trim() === "" ? "" : `: "${quoteText(text)}"`}`;
  if (status === 404 || status === 405 || status === 501) {
    const own = failure("UPSTREAM_NOT_FOUND", {
      upstreamStatus,
      detail: `It does not offer ${spokenOperation(operation)}. ${detail}`,
    });
    return isHtml(text) ? { ...own, status: 502, errorType: "unavailable" } : keepPlain(own, status, text);
  }
  const code =
    status === 504 ? "UPSTREAM_TIMEOUT" : status < 500 && !isHtml(text) ? "QUERY_REJECTED" : "UPSTREAM_ERROR";
  const position = logqlPosition(text);
  // Loki's own words are plain text: that it answered 400 adds nothing to a message that names a place.
  const said = position === null ? { detail } : { detail: quoteText(text), position };
  const own = ownFailure(problem(code, { source: "upstream", upstreamStatus, ...said }), 502);
  return status < 500 && !isHtml(text) ? keepPlain(own, status, text) : { ...own, errorType: "unavailable" };
}

/** What a multi-tenant Loki or Mimir says without X-Scope-OrgID (dskit user.ErrNoOrgID). */
const NO_TENANT = /^\s*no org id\s*$/;
const TENANT_HINT = "It wants to know the tenant: give the source a header X-Scope-OrgID.";

/** Names the host only: path and query of a redirect may carry somebody's token. */
function redirect({ status, location = "", source }: RefusedAnswer): Failure {
  const target = URL.canParse(location, source.baseOrigin) ? new URL(location, source.baseOrigin).host : "";
  return failure("UPSTREAM_REDIRECT", {
    upstreamStatus: status,
    ...(target === "" ? {} : { detail: `It points to ${quoteText(target)}` }),
  });
}

function notJson(text: string, upstreamStatus: number): Failure {
  if (text.trim() === "")
    return failure("BAD_JSON", { upstreamStatus, source: "upstream", detail: "The answer is empty" });
  if (!isHtml(text)) {
    const detail = `The answer begins with "${quoteText(text.slice(0, 80))}"`;
    return failure("BAD_JSON", { upstreamStatus, source: "upstream", detail });
  }
  const title = pageTitle(text);
  return failure("NOT_AN_API", {
    upstreamStatus,
    source: "upstream",
    ...(title === null ? {} : { detail: `The page is titled "${title}"` }),
  });
}

/** The message once more without secrets: JSON may have spelt one with escapes. */
function promError(text: string, source: Source): PromError | null {
  if (!/^[\s\ufeff]*\{/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("error" in value) || typeof value.error !== "string")
      return null;
    const errorType = "errorType" in value && typeof value.errorType === "string" ? value.errorType : "";
    return {
      // VictoriaMetrics writes its status there: "422".
      errorType: /^[a-z0-9_]{1,40}$/.test(errorType) ? errorType : "execution",
      error: redactSecrets(value.error, source),
    };
  } catch {
    return null;
  }
}

function keepError(json: PromError, status: number, operation: string): Failure {
  const { errorType, error } = json;
  const position = positionIn(error);
  const options: ProblemOptions = {
    source: "upstream",
    upstreamStatus: status,
    detail: quoteText(error),
    ...(position === null ? {} : { position }),
  };
  const code =
    errorType === "timeout"
      ? "UPSTREAM_TIMEOUT"
      : status === 404
        ? "UPSTREAM_NOT_FOUND"
        : status < 500
          ? "QUERY_REJECTED"
          : "UPSTREAM_ERROR";
  const hint =
    code === "UPSTREAM_NOT_FOUND"
      ? { hint: `This server does not offer ${spokenOperation(operation)}.` }
      : {};
  return { status, errorType, message: error, problem: problem(code, { ...options, ...hint }) };
}

function keepPlain(own: Failure, status: number, text: string): Failure {
  const said = quoteText(text);
  return {
    ...own,
    status,
    errorType: status === 404 ? "not_found" : "bad_data",
    message: said === "" ? own.message : said,
  };
}

/** "1:23: parse error: …", also inside "invalid parameter "query": 1:23: parse error: …". */
function positionIn(message: string): TextPosition | null {
  return positionOf(/(?:^|[\s"])(\d{1,6}):(\d{1,6}): /.exec(message)) ?? logqlPosition(message);
}

/** "parse error at line 1, col 9: syntax error: …", as Loki answers it in plain text. */
function logqlPosition(message: string): TextPosition | null {
  return positionOf(/^parse error at line (\d{1,6}), col (\d{1,6}): /.exec(message));
}

function positionOf(found: RegExpExecArray | null): TextPosition | null {
  return found === null ? null : { line: Number(found[1]), column: Number(found[2]) };
}

/** Which secret or right to look at, without its value. */
function hintOf(source: Source, status: 401 | 403): { hint?: string } {
  if (status === 401) {
    const kinds = {
      none: "It wants credentials and none are configured",
      bearer: "Check the token",
      basic: "Check user name and password",
      oauth2: "It does not take the token of this client; check its scopes",
    };
    return { hint: `${kinds[source.auth.type]} (source "${source.name}").` };
  }
  if (source.preset === "coreweave") {
    return {
      hint: 'The principal of this token needs the role "Observability Viewer" (legacy: the group "metrics").',
    };
  }
  if (source.preset === "wgtwo-prometheus") {
    return {
      hint: 'The client needs the right "metrics.prometheus.read" (OpenMetrics: scope "metrics.read").',
    };
  }
  if (source.preset === "wgtwo-openmetrics") return { hint: 'The client needs the scope "metrics.read".' };
  return {};
}
