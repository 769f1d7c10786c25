import type { LookupFunction } from "node:net";
import type { Source } from "../sources/Source.ts";
import { ConnectionPool } from "./ConnectionPool.ts";
import { createConnector } from "./connector.ts";
import type { UpstreamLimits } from "./limits.ts";
import { createHeaderBuilder, type HeaderNeeds } from "./outgoingHeaders.ts";
import { proxyFor } from "./proxyTunnel.ts";
import type { ReadBuffers } from "./ReadBuffers.ts";
import { createSecretReader } from "./readSecret.ts";
import { SourceGate } from "./SourceGate.ts";

export interface LineOptions {
  readonly limits: UpstreamLimits;
  readonly userAgent: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly lookup?: LookupFunction;
  /** One set for all sources. */
  readonly buffers: ReadBuffers;
}

/** Everything kept for one version of one source: its connections, and what its answers taught us. */
export interface SourceLine {
  readonly source: Source;
  readonly pool: ConnectionPool;
  readonly gate: SourceGate;
  readonly headersFor: (needs: HeaderNeeds) => string[];
  /** It answered 405 to a POST once: only GET from then on. */
  refusesPost: boolean;
}

export function createSourceLine(source: Source, options: LineOptions): SourceLine {
  const { limits } = options;
  const pool = new ConnectionPool({
    host: new URL(source.baseOrigin).host,
    headBytes: limits.headBytes,
    buffers: options.buffers,
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
