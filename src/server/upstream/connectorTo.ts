import type { LookupFunction } from "node:net";
import type { Connect } from "./Connection.ts";
import { type ConnectTarget, createConnector } from "./connector.ts";
import type { UpstreamLimits } from "./limits.ts";
import { proxyFor } from "./proxyTunnel.ts";

export interface WayOut {
  readonly limits: Pick<UpstreamLimits, "connectMs">;
  /** HTTPS_PROXY and NO_PROXY are read. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly lookup?: LookupFunction;
}

/** The connector to an origin, through the proxy that the environment names for it. */
export function connectorTo(target: ConnectTarget, { limits, env, lookup }: WayOut): Connect {
  return createConnector(target, {
    connectMs: limits.connectMs,
    proxy: proxyFor(target.baseOrigin, env),
    ...(lookup === undefined ? {} : { lookup }),
  });
}
