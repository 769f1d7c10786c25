import { Pool } from "undici";
import type { LookupFunction } from "node:net";
import type { Source } from "../sources/Source.ts";
import { createConnector } from "./connector.ts";
import type { UpstreamLimits } from "./limits.ts";
import { createHeaderBuilder, type HeaderNeeds } from "./outgoingHeaders.ts";
import { proxyFor } from "./proxyTunnel.ts";
import { createSecretReader } from "./readSecret.ts";
import { SourceGate } from "./SourceGate.ts";

export interface LineOptions {
  readonly limits: UpstreamLimits;
  readonly userAgent: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly lookup?: LookupFunction;
}

/** Everything kept for one version of one source: its connections, and what its answers taught us. */
export interface SourceLine {
  readonly source: Source;
  readonly pool: Pool;
  readonly gate: SourceGate;
  readonly headersFor: (needs: HeaderNeeds) => string[];
  /** It answered 405 to a POST once: only GET from then on. */
  refusesPost: boolean;
}

/**
 * Connections per running call: undici takes a turn of the event loop before it uses a connection again, so the
 * next call finds a free one instead of a queue inside the pool.
 */
const CONNECTIONS_PER_CALL = 2;
/** Below the idle limits of common proxies (nginx 75 s, Node 5 s is met by the one retry). */
const KEEP_ALIVE_MS = 15_000;

export function createSourceLine(source: Source, options: LineOptions): SourceLine {
  const { limits } = options;
  const pool = new Pool(source.baseOrigin, {
    connections: limits.runningPerSource * CONNECTIONS_PER_CALL,
    pipelining: 1,
    allowH2: false,
    maxHeaderSize: limits.headBytes,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    // Deadlines are ours (Flight, Call): undici's own timers tick twice a second only.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: createConnector(source, {
      connectMs: limits.connectMs,
      proxy: proxyFor(source.baseOrigin, options.env),
      ...(options.lookup === undefined ? {} : { lookup: options.lookup }),
    }),
  });
  return {
    source,
    pool,
    gate: new SourceGate(limits),
    headersFor: createHeaderBuilder(source, options.userAgent, createSecretReader()),
    refusesPost: false,
  };
}
