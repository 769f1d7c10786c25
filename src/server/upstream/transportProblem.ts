import { problem, type Problem } from "../../domain/problem/Problem.ts";
import { AnswerError } from "./answerError.ts";
import { ConnectFailure } from "./connectFailure.ts";
import { engineIsDown } from "./engineProblem.ts";
import type { UpstreamLimits } from "./limits.ts";

/** What went wrong below HTTP, and whether asking once more can help. */
export interface TransportFailure {
  readonly problem: Problem;
  readonly mayRetry: boolean;
  /** Counts for the breaker: nothing was heard of the source. */
  readonly isConnect: boolean;
}

const TLS_REASONS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: "Its certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "Its chain ends in a certificate that is not trusted here",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "Its issuer is not known here",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "Its issuer is not known here",
  UNABLE_TO_GET_ISSUER_CERT: "Its issuer is not known here",
  CERT_HAS_EXPIRED: "Its certificate has expired",
  CERT_NOT_YET_VALID: "Its certificate is not valid yet",
  CERT_REVOKED: "Its certificate was revoked",
  ERR_TLS_CERT_ALTNAME_INVALID: "Its certificate is for another host name",
  ERR_SSL_WRONG_VERSION_NUMBER: "It does not speak TLS on this port",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "It does not speak TLS on this port",
  ERR_SSL_UNSUPPORTED_PROTOCOL: "It only offers an outdated TLS version",
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: "It does not accept TLS 1.2 or newer from us",
};

const TCP_REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "The connection was refused",
  ENOTFOUND: "Its host name is not known",
  EAI_AGAIN: "Its host name could not be resolved",
  EHOSTUNREACH: "There is no route to it",
  ENETUNREACH: "There is no route to it",
  ECONNRESET: "It closed the connection",
};

const failed = (value: Problem, mayRetry = false): TransportFailure => ({
  problem: value,
  mayRetry,
  isConnect: false,
});
const unheard = (value: Problem, mayRetry = false): TransportFailure => ({
  problem: value,
  mayRetry,
  isConnect: true,
});

/** `hasHead`: the head of an answer had arrived. */
export function transportProblem(error: Error, hasHead: boolean, limits: UpstreamLimits): TransportFailure {
  if (error instanceof ConnectFailure) return connectProblem(error, limits);
  if (error instanceof AnswerError) return answerProblem(error, limits);
  if (hasHead) return failed(problem("UPSTREAM_TRUNCATED"), true);
  // TLS 1.3: a server judges our certificate after the handshake is over on our side.
  const code = codeOf(error);
  if (code.startsWith("ERR_SSL_")) return tlsProblem(code);
  return unheard(
    problem("UPSTREAM_UNREACHABLE", { detail: "It closed the connection without an answer" }),
    true,
  );
}

function answerProblem({ fault }: AnswerError, limits: UpstreamLimits): TransportFailure {
  switch (fault) {
    case "cut":
      return failed(problem("UPSTREAM_TRUNCATED"), true);
    case "long-head":
      return failed(
        problem("UPSTREAM_PROTOCOL", { detail: `The head of its answer exceeds ${limits.headBytes} bytes` }),
      );
    case "framing":
      return failed(problem("UPSTREAM_PROTOCOL"));
  }
}

function connectProblem(error: ConnectFailure, limits: UpstreamLimits): TransportFailure {
  const code = codeOf(error.cause);
  const isTimeout = code === "ETIMEDOUT";
  switch (error.phase) {
    case "engine":
      return failed(engineIsDown(error.cause));
    case "policy":
      return failed(problem("ADDRESS_REFUSED"));
    case "secret":
      return unheard(
        problem("UPSTREAM_TLS", { source: "sightglass", detail: "A file of tls_config cannot be read" }),
      );
    case "tls":
      return isTimeout
        ? unheard(
            problem("UPSTREAM_TLS", {
              detail: `The TLS handshake did not finish within ${limits.connectMs / 1000} s`,
            }),
          )
        : tlsProblem(code);
    case "proxy":
      return unheard(
        problem("UPSTREAM_UNREACHABLE", { detail: "The proxy (HTTPS_PROXY) did not open a tunnel to it" }),
      );
    case "tcp":
      return unheard(
        problem("UPSTREAM_UNREACHABLE", {
          detail: isTimeout
            ? `No connection within ${limits.connectMs / 1000} s`
            : (TCP_REASONS[code] ?? "The connection failed"),
        }),
        code === "ECONNREFUSED" || code === "ECONNRESET",
      );
  }
}

function tlsProblem(code: string): TransportFailure {
  if (code === "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED") {
    const hint = "Give a certificate it accepts in tls_config.cert_file, and its key in key_file.";
    return unheard(problem("UPSTREAM_TLS", { detail: "It demands a client certificate", hint }));
  }
  const named = /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? ` (${code})` : "";
  return unheard(
    problem("UPSTREAM_TLS", { detail: TLS_REASONS[code] ?? `The TLS handshake failed${named}` }),
  );
}

/** The code of an error, or of the first one inside an AggregateError (several addresses were tried). */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && !("code" in error && typeof error.code === "string"))
    return codeOf(error.errors[0]);
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
