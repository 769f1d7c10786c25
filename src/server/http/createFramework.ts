import net from "node:net";
import fastify, { type FastifyInstance } from "fastify";
import { problem } from "../../domain/problem/Problem.ts";
import type { Config } from "../config/Config.ts";
import { createHttpServer } from "./createServer.ts";
import { pathOf } from "./gate.ts";
import { HostPolicy } from "./HostPolicy.ts";
import type { InFlight } from "./InFlight.ts";
import type { Logger } from "./Logger.ts";
import type { Metrics } from "./Metrics.ts";
import { sendProblem } from "./problemReplies.ts";
import { endWithProblem } from "./renderProblem.ts";
import { requestIdOf } from "./requestId.ts";
import type { ServerLimits } from "./serverLimits.ts";

const NO_QUERY: Readonly<Record<string, never>> = Object.freeze({});

export interface FrameworkParts {
  readonly config: Pick<Config, "host" | "basePath" | "publicUrl"> & Partial<Pick<Config, "tls">>;
  readonly inFlight: InFlight;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly isDraining: () => boolean;
}

/** Fastify on our own HTTP server; it routes and parses, and nothing else of it is on. */
export function createFramework(parts: FrameworkParts, limits: ServerLimits): FastifyInstance {
  const { config, inFlight, metrics, logger, isDraining } = parts;
  const { publicUrl, basePath, host, tls } = config;
  const hosts = new HostPolicy({ bindHost: host, publicUrl, hasTls: tls !== undefined });
  const gate = { hosts, limits, isDraining };
  const isHttps = publicUrl?.protocol === "https:" || tls !== undefined;
  return fastify({
    logger: false,
    serverFactory: (handler) =>
      createHttpServer(handler, { gate, basePath, isHttps, tls, inFlight, metrics, logger }),
    bodyLimit: limits.bodyBytes,
    return503OnClosing: false,
    exposeHeadRoutes: false,
    genReqId: requestIdOf,
    routerOptions: {
      caseSensitive: true,
      ignoreTrailingSlash: false,
      ignoreDuplicateSlashes: false,
      // The data routes read their query strings themselves, the other routes have none.
      querystringParser: () => NO_QUERY,
    },
    frameworkErrors: (_error, request, reply) => {
      sendProblem({ value: problem("BAD_REQUEST", { hint: "Correct the address." }), request, reply });
    },
  });
}

/** As `App.drain` has it. */
export async function drain(app: FastifyInstance, inFlight: InFlight, drainMs: number): Promise<boolean> {
  // Not the HTTP server's own close, which hangs up on kept connections: a request on its way would be reset.
  // They learn from their next answer, or end after `keepAliveMs`.
  net.Server.prototype.close.call(app.server);
  const isIdle = await inFlight.whenIdle(drainMs);
  inFlight.endAll((response) => {
    const value = problem("SHUTTING_DOWN", { retryAfterMs: 5_000, requestId: requestIdOf(response.req) });
    endWithProblem(response, value, { path: pathOf(response.req) });
  });
  await inFlight.whenIdle(1_000);
  await app.close();
  return isIdle;
}
