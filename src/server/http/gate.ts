import type { IncomingMessage } from "node:http";
import { type Problem, problem } from "../../domain/problem/Problem.ts";
import { type HostPolicy, hostOf } from "./HostPolicy.ts";
import type { ServerLimits } from "./serverLimits.ts";

export interface GateOptions {
  readonly hosts: HostPolicy;
  readonly limits: ServerLimits;
  readonly isDraining: () => boolean;
}

export interface Refusal {
  readonly problem: Problem;
  readonly status?: number;
}

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "DELETE"]);
/** Answered while draining, since they tell that we are. */
const HEALTH_PATHS = new Set(["/healthz", "/readyz", "/-/healthy", "/-/ready"]);
/** Asked by programs that know our network address and no name. */
const PROBED = new Set([...HEALTH_PATHS, "/metrics"]);
/** Printable ASCII, as RFC 9112 §3.2 has it, without what routers and proxies read differently: \ and #. */
const TARGET = /^\/[\x21\x22\x24-\x5b\x5d-\x7e]*$/;

/**
 * What is decided before any routing: are we meant (Host), is the request well formed, does it come from our own
 * page? Answers the refusal, or undefined when the request may go on.
 */
export function refuse(request: IncomingMessage, options: GateOptions): Refusal | undefined {
  return (
    refuseHost(request, options) ??
    refuseTarget(request, options) ??
    refuseFraming(request, options) ??
    refuseSite(request, options)
  );
}

function refuseHost(request: IncomingMessage, { hosts }: GateOptions): Refusal | undefined {
  const host = hostOf(request);
  if (host !== undefined && hosts.serves(host, portOf(request))) return undefined;
  if (host !== undefined && PROBED.has(pathOf(request)) && hosts.servesProbe(host, request.socket))
    return undefined;
  return { problem: problem("MISDIRECTED") };
}

function refuseTarget(request: IncomingMessage, { limits }: GateOptions): Refusal | undefined {
  const { url = "", method = "" } = request;
  if (!METHODS.has(method)) return { problem: problem("METHOD_NOT_ALLOWED") };
  if (url.length > limits.targetBytes) {
    return { problem: problem("BAD_REQUEST", { hint: "Send a long query as a form POST." }), status: 414 };
  }
  // Absolute form ("GET http://…") and "*" are for proxies, which we are not.
  if (!TARGET.test(url)) return { problem: problem("BAD_REQUEST", { hint: "Correct the address." }) };
  return undefined;
}

function refuseFraming(request: IncomingMessage, { isDraining }: GateOptions): Refusal | undefined {
  const { headers, httpVersion } = request;
  if (httpVersion !== "1.1" && httpVersion !== "1.0") {
    return { problem: problem("BAD_REQUEST", { hint: "Only HTTP/1.1 is spoken here." }) };
  }
  // S28: one way to say where a body ends. Browsers, curl and Go clients send Content-Length.
  if (headers["transfer-encoding"] !== undefined) {
    return { problem: problem("BAD_REQUEST", { hint: "Send the body with Content-Length." }) };
  }
  if (headers.upgrade !== undefined) {
    return { problem: problem("BAD_REQUEST", { hint: "Only HTTP/1.1 is spoken here." }) };
  }
  if (headers["content-encoding"] !== undefined) {
    return { problem: problem("UNSUPPORTED_MEDIA", { hint: "Send the body uncompressed." }) };
  }
  if (isDraining() && !HEALTH_PATHS.has(pathOf(request))) {
    return { problem: problem("SHUTTING_DOWN", { retryAfterMs: 5_000 }) };
  }
  return undefined;
}

/** T10. A request without these headers comes from a command line, not from a browser. */
function refuseSite(request: IncomingMessage, { hosts }: GateOptions): Refusal | undefined {
  const { origin, host = "", "sec-fetch-site": site } = request.headers;
  if (origin !== undefined && !hosts.isOwnOrigin(origin, host, portOf(request))) {
    return { problem: problem("CROSS_SITE") };
  }
  if (site === undefined || site === "same-origin" || isPlainNavigation(request)) return undefined;
  return { problem: problem("CROSS_SITE") };
}

/** A link followed or an address typed: it shows a page of ours in a tab of its own and changes nothing. */
function isPlainNavigation({ method, headers }: IncomingMessage): boolean {
  return (
    (method === "GET" || method === "HEAD") &&
    headers["sec-fetch-mode"] === "navigate" &&
    headers["sec-fetch-dest"] === "document"
  );
}

/** Path without the query. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? "").split("?", 1)[0] ?? "";
}

/**
 * Takes the base path ("" or "/sightglass") off the target. A proxy before us may keep it or take it away, so a
 * target without it stays as it is; "/sightglassy" is no part of it.
 */
export function stripBasePath(url: string, basePath: string): string {
  if (basePath === "" || !url.startsWith(basePath)) return url;
  const rest = url.slice(basePath.length);
  if (rest === "") return "/";
  if (rest.startsWith("/")) return rest;
  return rest.startsWith("?") ? `/${rest}` : url;
}

function portOf(request: IncomingMessage): number {
  return request.socket.localPort ?? 80;
}
