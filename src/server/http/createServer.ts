import http, { type IncomingMessage, type ServerResponse } from "node:http";
import https from "node:https";
import { problem } from "../../domain/problem/Problem.ts";
import { answerClientError } from "./clientErrors.ts";
import { type GateOptions, pathOf, refuse, stripBasePath } from "./gate.ts";
import { GuardedResponse, StrictResponse } from "./GuardedResponse.ts";
import type { InFlight } from "./InFlight.ts";
import type { Logger } from "./Logger.ts";
import type { Metrics } from "./Metrics.ts";
import { endWithProblem } from "./renderProblem.ts";
import { factsOf } from "./RequestFacts.ts";
import type { Secret } from "../config/Secret.ts";
import { requestIdOf } from "./requestId.ts";

export interface HttpServerDeps {
  readonly gate: GateOptions;
  readonly basePath: string;
  readonly isHttps: boolean;
  /** Our own certificate; absent: plain HTTP, for loopback or a proxy before us. */
  readonly tls?: ServerTls | undefined;
  readonly inFlight: InFlight;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** PEM texts. */
export interface ServerTls {
  readonly cert: string;
  readonly key: Secret;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The HTTP server before the framework: limits, security headers and the gate for every request, known route or not. */
export function createHttpServer(handler: Handler, deps: HttpServerDeps): http.Server {
  const { limits } = deps.gate;
  const options = {
    ServerResponse: deps.isHttps ? StrictResponse : GuardedResponse,
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: limits.checkMs,
    insecureHTTPParser: false,
    // The gate answers a missing Host as it answers a wrong one.
    requireHostHeader: false,
    joinDuplicateHeaders: false,
  };
  const server = deps.tls ? secureServer(deps.tls, options) : http.createServer(options);
  server.maxHeadersCount = limits.headerCount;
  server.maxConnections = limits.connections;
  server.on("request", (request, response) => {
    if (isLetIn(request, response, deps)) handler(request, response);
  });
  server.on("clientError", answerClientError);
  server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
    response.writeContinue();
    server.emit("request", request, response);
  });
  server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) => {
    if (!isLetIn(request, response, deps)) return;
    const refused = problem("BAD_REQUEST", {
      hint: "Send no Expect header.",
      requestId: requestIdOf(request),
    });
    endWithProblem(response, refused, { path: pathOf(request), status: 417 });
  });
  return server;
}

/** From the next handshake on; open connections keep theirs. */
export function renewCertificate(server: http.Server, tls: ServerTls): void {
  if (server instanceof https.Server) server.setSecureContext(secureContext(tls));
}

const secureContext = ({ cert, key }: ServerTls) =>
  ({ cert, key: key.reveal(), minVersion: "TLSv1.2" }) as const;

function secureServer(tls: ServerTls, options: http.ServerOptions): http.Server {
  const server = https.createServer({ ...options, ...secureContext(tls) });
  // A handshake that fails has nobody to be answered.
  server.on("tlsClientError", (_error, socket) => socket.destroy());
  return server;
}

function destroyIt(this: ServerResponse): void {
  this.destroy();
}

function isLetIn(request: IncomingMessage, response: ServerResponse, deps: HttpServerDeps): boolean {
  // An answer that is ended twice or written to late must not end the process.
  response.on("error", destroyIt);
  const seat = deps.inFlight.add(response);
  const startMs = performance.now();
  response.on("close", () => {
    deps.inFlight.delete(seat);
    report(request, response, { startMs, metrics: deps.metrics, logger: deps.logger });
  });
  request.url = stripBasePath(request.url ?? "", deps.basePath);
  const refusal = refuse(request, deps.gate);
  if (!refusal) return true;
  factsOf(request).code = refusal.problem.code;
  endWithProblem(
    response,
    { ...refusal.problem, requestId: requestIdOf(request) },
    { path: pathOf(request), ...(refusal.status && { status: refusal.status }) },
  );
  return false;
}

const LOGGED_METHODS = new Set(http.METHODS);

interface Ended {
  readonly startMs: number;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

function report(request: IncomingMessage, response: ServerResponse, ended: Ended): void {
  const { startMs, metrics, logger } = ended;
  const facts = factsOf(request);
  const { route = "none" } = facts;
  const method = LOGGED_METHODS.has(request.method ?? "") ? (request.method ?? "") : "other";
  const durationMs = Math.round((performance.now() - startMs) * 10) / 10;
  const status = response.statusCode;
  metrics.countRequest({ route, method, status, durationMs });
  if (!logger.writes("info")) return;
  logger.info("request", {
    ...facts,
    requestId: requestIdOf(request),
    method,
    route,
    status,
    durationMs,
    ...(response.writableFinished ? {} : { isAborted: true }),
  });
}
