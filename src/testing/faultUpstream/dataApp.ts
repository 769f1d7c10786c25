import Fastify, { type FastifyInstance } from "fastify";
import { get, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Secret } from "../../server/config/Secret.ts";
import { dataRoutes } from "../../server/routes/data/dataRoutes.ts";
import { QueryBudget } from "../../server/routes/data/QueryBudget.ts";
import type { Source } from "../../server/sources/Source.ts";
import type { UpstreamEvent } from "../../server/upstream/UpstreamEvent.ts";
import { createUpstreams, type UpstreamDeps, type Upstreams } from "../../server/upstream/UpstreamPool.ts";

/** A source as tests need it: no auth, loopback allowed, deadlines of 2 s. */
export function aSource(over: Partial<Source> = {}): Source {
  return {
    id: "prod",
    name: "Production",
    kind: "prometheus",
    baseOrigin: "http://127.0.0.1:1",
    prefix: "",
    auth: { type: "none" },
    headers: new Map(),
    tls: { insecureSkipVerify: false },
    timeoutMs: 2_000,
    metadataTimeoutMs: 2_000,
    minStepMs: 1_000,
    origin: "config",
    allowPrivate: true,
    version: "1",
    ...over,
  };
}

export const bearer = (token: string): Source["auth"] => ({
  type: "bearer",
  scheme: "Bearer",
  credentials: { kind: "value", secret: new Secret(token) },
});

export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly bytes: Buffer;
  /** The stream was broken before its end. */
  readonly isBroken: boolean;
  readonly tookMs: number;
}

export interface AskedWith {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface DataApp {
  readonly app: FastifyInstance;
  readonly upstreams: Upstreams;
  readonly origin: string;
  readonly port: number;
  readonly events: UpstreamEvent[];
  readonly sources: Map<string, Source>;
  /** Queries that were let through above their budget, with what was known of their cost. */
  readonly confirmed: { readonly sourceId: string; readonly bytes: number | undefined }[];
  /** `path` stands after /api/sources/, or is whole when it begins with a slash. */
  get(path: string, options?: AskedWith): Promise<Got>;
  close(): Promise<void>;
}

/** The data routes alone in a bare Fastify, listening on a free loopback port. */
export async function startDataApp(sources: readonly Source[], deps: UpstreamDeps = {}): Promise<DataApp> {
  const events: UpstreamEvent[] = [];
  const byId = new Map(sources.map((source) => [source.id, source]));
  const upstreams = createUpstreams({ observe: (event) => events.push(event), ...deps });
  const app = Fastify({ logger: false });
  const confirmed: DataApp["confirmed"] = [];
  await app.register(dataRoutes, {
    sources: byId,
    upstreams,
    budget: new QueryBudget({ upstreams, now: deps.now ?? Date.now }),
    onConfirmed: ({ source }, _request, bytes) => confirmed.push({ sourceId: source.id, bytes }),
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    app,
    upstreams,
    origin,
    port,
    events,
    sources: byId,
    confirmed,
    get: async (path, options = {}) =>
      await fetchRaw(`${origin}${path.startsWith("/") ? path : `/api/sources/${path}`}`, options),
    close: async () => {
      await upstreams.close({ graceMs: 0 });
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

/** Asks with node:http on its own connection; never throws for a broken answer. */
async function fetchRaw(url: string, { method, headers = {}, body, signal }: AskedWith = {}): Promise<Got> {
  const startMs = performance.now();
  return await new Promise((resolve, reject) => {
    const start = method === undefined ? get : httpRequest;
    const [, host = "", port = "", path = "/"] = /^http:\/\/([^/:]+):(\d+)(.*)$/.exec(url) ?? [];
    const request = start({
      // Not as a URL, which would normalise dots away.
      host,
      port,
      path,
      agent: false,
      headers,
      ...(method === undefined ? {} : { method }),
      ...(signal === undefined ? {} : { signal }),
    });
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      const settle = (isBroken: boolean): void => {
        const bytes = Buffer.concat(chunks);
        const tookMs = performance.now() - startMs;
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: bytes.toString("utf8"),
          bytes,
          isBroken,
          tookMs,
        });
      };
      response.on("data", (data: Buffer) => chunks.push(data));
      response.on("error", () => settle(true));
      response.on("end", () => settle(!response.complete));
    });
    if (body === undefined) request.end();
    else request.end(body);
  });
}

export interface EnvelopeJson {
  readonly status: string;
  readonly errorType: string;
  readonly error: string;
  readonly problem: {
    readonly code: string;
    readonly title: string;
    readonly detail?: string;
    readonly hint?: string;
    readonly upstreamStatus?: number;
    readonly retryAfterMs?: number;
    readonly bytes?: number;
    readonly requestId: string;
    readonly position?: { line: number; column: number };
  };
}

/** The error envelope of an answer. */
export function envelopeOf(got: Got): EnvelopeJson {
  return JSON.parse(got.text) as EnvelopeJson;
}
