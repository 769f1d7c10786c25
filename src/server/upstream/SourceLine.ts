import type { LookupFunction } from "node:net";
import type { Source } from "../sources/Source.ts";
import { ConnectionPool } from "./ConnectionPool.ts";
import { connectorTo } from "./connectorTo.ts";
import { createCredentials } from "./credentials.ts";
import { createEngineConnector } from "./engineConnector.ts";
import type { UpstreamLimits } from "./limits.ts";
import { createHeaderBuilder, type HeaderNeeds } from "./outgoingHeaders.ts";
import type { ReadBuffers } from "./ReadBuffers.ts";
import { SourceGate } from "./SourceGate.ts";
import type { TokenClock, TokenProvider } from "./TokenProvider.ts";

export interface LineOptions {
  readonly limits: UpstreamLimits;
  readonly userAgent: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly lookup?: LookupFunction;
  /** One set for all sources. */
  readonly buffers: ReadBuffers;
  readonly clock: TokenClock;
}

/** Everything kept for one version of one source: its connections, and what its answers taught us. */
export interface SourceLine {
  readonly source: Source;
  readonly pool: ConnectionPool;
  readonly gate: SourceGate;
  readonly headersFor: (needs: HeaderNeeds) => string[];
  /** Null: it signs in without a token of somebody else's. */
  readonly tokens: TokenProvider | null;
  /** Ends each connection once its answer is complete. */
  readonly close: () => void;
  /** It answered 405 to a POST once: only GET from then on. */
  refusesPost: boolean;
}

export function createSourceLine(source: Source, options: LineOptions): SourceLine {
  const { limits, userAgent } = options;
  const common = { headBytes: limits.headBytes, buffers: options.buffers };
  // Asked are the engine's answers about a page; its address and secrets are for fetching the page (fetchPage.ts).
  if (source.kind === "openmetrics") {
    const connect = createEngineConnector(source.engine, limits.connectMs);
    const pool = new ConnectionPool({ ...common, host: "engine", connect });
    const bare = { auth: { type: "none" }, headers: new Map() } as const;
    const headersFor = createHeaderBuilder(bare, { userAgent, secretOf: () => null });
    // No breaker: how the engine does is known, and one end of it breaks every connection at once.
    const gate = new SourceGate({ ...limits, breakerFailures: Infinity });
    return { source, pool, gate, headersFor, tokens: null, refusesPost: false, close: () => pool.close() };
  }
  const { host } = new URL(source.baseOrigin);
  const pool = new ConnectionPool({ ...common, host, connect: connectorTo(source, options) });
  const { tokens, secretOf, close } = createCredentials(source, options);
  return {
    source,
    pool,
    gate: new SourceGate(limits),
    headersFor: createHeaderBuilder(source, { userAgent, secretOf }),
    tokens,
    refusesPost: false,
    close: () => {
      pool.close();
      close();
    },
  };
}
