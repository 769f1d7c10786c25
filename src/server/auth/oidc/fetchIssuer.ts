import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { isIP, type Socket } from "node:net";
import { connect, rootCertificates } from "node:tls";
import { openTunnel, proxyFor } from "../../upstream/proxyTunnel.ts";

const ANSWER_MS = 10_000;
/** Metadata, keys and tokens have some kilobytes. */
const MOST_BYTES = 1024 * 1024;
/** Answers that can have no body, which a Response must then not be given. */
const EMPTY = new Set([204, 205, 304]);

type Body = string | URLSearchParams | Uint8Array | ArrayBuffer | ReadableStream | null | undefined;

export interface FetchOptions {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Body;
  readonly signal?: AbortSignal | undefined;
}

export interface IssuerWay {
  readonly caFile: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * `fetch` for the sign-in service, which follows no redirect, decodes nothing, and stops at a size and a time.
 * `caFile`: PEM of a CA that is trusted besides those of the system. `env`: HTTPS_PROXY and NO_PROXY are read, as they
 * are for sources; the proxy sees no secret.
 */
export function issuerFetch({ caFile, env }: IssuerWay) {
  const ca = caFile === undefined ? undefined : [...rootCertificates, readFileSync(caFile, "utf8")];
  return async (address: string, options: FetchOptions): Promise<Response> => {
    const url = new URL(address);
    const proxy = proxyFor(url.origin, env);
    // IPv6 without brackets.
    const target = { hostname: url.hostname.replace(/^\[|\]$/g, ""), port: url.port };
    const tunnel = proxy === null ? undefined : await openTunnel(proxy, target, ANSWER_MS);
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    const send = url.protocol === "https:" ? https.request : http.request;
    const request = send(url, {
      method: options.method,
      headers: { ...options.headers, "accept-encoding": "identity" },
      signal: AbortSignal.any([AbortSignal.timeout(ANSWER_MS), ...(options.signal ? [options.signal] : [])]),
      maxHeaderSize: 16 * 1024,
      ...(tunnel === undefined
        ? { agent: false, ...(ca && { ca }) }
        : { createConnection: () => tlsOver(tunnel, target.hostname, ca), defaultPort: 443 }),
    });
    request.on("error", reject);
    request.on("response", (message) => {
      readWhole(message).then((body) => resolve(responseOf(message, body)), reject);
    });
    request.end(textOf(options.body));
    return promise;
  };
}

function tlsOver(socket: Socket, host: string, ca: string[] | undefined): Socket {
  const servername = isIP(host) === 0 ? host : "";
  return connect({ socket, host, servername, ALPNProtocols: ["http/1.1"], ...(ca && { ca }) });
}

async function readWhole(message: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error("The sign-in service answered more than 1 MiB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function responseOf({ statusCode: status = 502, headers }: http.IncomingMessage, body: Buffer): Response {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as [string, string]] : [],
  );
  return new Response(EMPTY.has(status) ? null : new Uint8Array(body), { status, headers: kept });
}

function textOf(body: Body): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === "string" || body instanceof URLSearchParams) return String(body);
  throw new TypeError("Only text is sent to the sign-in service");
}
