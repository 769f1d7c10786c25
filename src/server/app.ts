import net from "node:net";
import fastify, { type FastifyInstance } from "fastify";
import { problem } from "../domain/problem/Problem.ts";
import { guardRoutes } from "./auth/access.ts";
import { LOCAL } from "./auth/Principal.ts";
import type { Config } from "./config/Config.ts";
import { boundAnswers } from "./http/boundAnswers.ts";
import { createHttpServer } from "./http/createServer.ts";
import { HostPolicy } from "./http/HostPolicy.ts";
import { InFlight } from "./http/InFlight.ts";
import type { Logger } from "./http/Logger.ts";
import { LoopDelay } from "./http/LoopDelay.ts";
import { createMetrics, type Metrics } from "./http/Metrics.ts";
import { noteRequests } from "./http/noteQuery.ts";
import type { PageAssets } from "./http/PageAssets.ts";
import { answerProblems, sendProblem } from "./http/problemReplies.ts";
import { endWithProblem } from "./http/renderProblem.ts";
import { pathOf } from "./http/gate.ts";
import { requestIdOf } from "./http/requestId.ts";
import { defaultServerLimits, type ServerLimits } from "./http/serverLimits.ts";
import { dataRoutes } from "./routes/data/dataRoutes.ts";
import { noteConfirmed } from "./routes/data/noteConfirmed.ts";
import { QueryBudget } from "./routes/data/QueryBudget.ts";
import { healthRoutes } from "./routes/healthRoutes.ts";
import { pageRoutes } from "./routes/pageRoutes.ts";
import { sessionRoutes } from "./routes/sessionRoutes.ts";
import { sourceFileRoutes } from "./routes/sourceFileRoutes.ts";
import { type QuestionsOf, sourcesRoutes } from "./routes/sourcesRoutes.ts";
import { type AddedFiles, AddedSources } from "./sources/AddedSources.ts";
import { isLoopbackHost } from "./sources/addressPolicy.ts";
import { isOurselves } from "./sources/isOurselves.ts";
import { BuildInfoCache } from "./sources/BuildInfoCache.ts";
import type { CheckDeps } from "./sources/checkSource.ts";
import type { EngineHealth } from "./sources/EngineHealth.ts";
import type { Source } from "./sources/Source.ts";
import type { KeptFiles } from "./store/keptFiles.ts";
import type { SourceRegistry } from "./sources/SourceRegistry.ts";
import type { Store } from "./store/Store.ts";
import { createUpstreams, type UpstreamDeps, type Upstreams } from "./upstream/UpstreamPool.ts";

export interface AppDeps {
  readonly config: Pick<Config, "host" | "basePath" | "publicUrl" | "allowPrivate" | "databaseUrl">;
  readonly registry: SourceRegistry;
  /** Closed by whoever opened it, after this app. */
  readonly store: Store;
  /** The added sources as they were read at start, and how a changed list is kept. */
  readonly added: readonly Source[];
  readonly saveAdded: (sources: readonly Source[]) => Promise<void>;
  readonly assets: PageAssets | undefined;
  readonly logger: Logger;
  readonly version: string;
  readonly limits?: Partial<ServerLimits>;
  readonly upstream?: UpstreamDeps;
  /** Reads the pages of OpenMetrics sources when they are tested. */
  readonly pages?: PageReader;
  /** Where added files are kept. */
  readonly files?: KeptFiles;
  readonly questionsOf?: QuestionsOf;
  readonly now?: () => number;
}

export interface PageReader {
  readonly read: NonNullable<CheckDeps["readPage"]>;
  /** Ends the connections of a source that was changed, removed or only tried. */
  readonly forget: (id: string) => void;
  readonly checkFile: AddedFiles["check"];
  readonly statusOf: NonNullable<CheckDeps["statusOf"]>;
  readonly health: () => EngineHealth;
}

export interface App {
  readonly fastify: FastifyInstance;
  readonly metrics: Metrics;
  /**
   * Ready turns 503 and the listener closes at once; what runs may finish for `limits.drainMs`, the rest ends as a
   * failure its reader can see. Answers whether everything finished by itself.
   */
  drain(): Promise<boolean>;
}

/** Everything that `routes` need, built once per app. */
interface Parts extends AppDeps {
  readonly inFlight: InFlight;
  readonly loopDelay: LoopDelay;
  readonly metrics: Metrics;
  readonly upstreams: Upstreams;
  readonly buildInfo: BuildInfoCache;
  readonly isDraining: () => boolean;
}

/** Builds the whole server without starting anything: no port, no file, no connection. */
export async function createApp(deps: AppDeps): Promise<App> {
  const limits = { ...defaultServerLimits, ...deps.limits };
  const inFlight = new InFlight();
  const life = { isDraining: false };
  const metrics = createMetrics({
    sources: () => deps.registry.list().length,
    inFlight: () => inFlight.size,
    engineEnds: () => deps.pages?.health().ends ?? 0,
  });
  const parts: Parts = {
    ...deps,
    inFlight,
    metrics,
    loopDelay: new LoopDelay(),
    upstreams: createUpstreams({ ...deps.upstream, observe: (event) => metrics.countUpstream(event) }),
    buildInfo: new BuildInfoCache(deps.now ?? Date.now),
    isDraining: () => life.isDraining,
  };
  const app = createFramework(parts, limits);
  boundAnswers(app, limits.answerMs);
  await addRoutes(app, parts);
  app.addHook("onClose", async () => {
    parts.loopDelay.close();
    await parts.upstreams.close({ graceMs: 0 });
  });
  return {
    fastify: app,
    metrics,
    drain: () => {
      life.isDraining = true;
      return drain(app, inFlight, limits.drainMs);
    },
  };
}

const NO_QUERY: Readonly<Record<string, never>> = Object.freeze({});

function createFramework(parts: Parts, limits: ServerLimits): FastifyInstance {
  const { config, inFlight, metrics, logger, isDraining } = parts;
  const { publicUrl, basePath } = config;
  const gate = { hosts: new HostPolicy({ bindHost: config.host, publicUrl }), limits, isDraining };
  const isHttps = publicUrl?.protocol === "https:";
  return fastify({
    logger: false,
    serverFactory: (handler) =>
      createHttpServer(handler, { gate, basePath, isHttps, inFlight, metrics, logger }),
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

async function drain(app: FastifyInstance, inFlight: InFlight, drainMs: number): Promise<boolean> {
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

async function addRoutes(app: FastifyInstance, parts: Parts): Promise<void> {
  const { registry, upstreams, buildInfo, config, version, now = Date.now } = parts;
  // In mode "none" whoever reaches the server is its operator, as long as that is this machine alone.
  const isOurs = config.publicUrl === undefined || isLoopbackHost(config.publicUrl.hostname);
  // Secrets of sources never go into a database that is shared.
  const canAdd = isOurs && config.databaseUrl === undefined;
  const { pages, questionsOf } = parts;
  const check = {
    upstreams,
    buildInfo,
    now,
    ...(pages && { readPage: pages.read, statusOf: pages.statusOf }),
  };
  const forget = (id: string) => {
    upstreams.forget(id);
    pages?.forget(id);
  };
  const added = createAdded(app, parts, { ...check, forget });
  registry.subscribe((changed) => {
    for (const id of changed) forget(id);
  });
  noteRequests(app, parts.logger);
  guardRoutes(app);
  answerProblems(app, parts.logger);
  app.removeContentTypeParser("text/plain");
  healthRoutes(app, parts);
  pageRoutes(app, parts);
  sessionRoutes(app, {
    mode: "none",
    version,
    canAdd,
    basePath: config.basePath,
    person: { id: LOCAL.id, name: LOCAL.name, role: LOCAL.role },
    allowsPublicLinks: false,
  });
  sourcesRoutes(app, { registry, added, check, canAdd, ...(questionsOf && { questionsOf }) });
  await app.register(sourceFileRoutes, { added, canAdd });
  await app.register(dataRoutes, {
    sources: registry,
    upstreams,
    // From the last probe, which is made here when there was none.
    buildInfo: async (source: Source) => {
      await buildInfo.ensure(source, upstreams);
      return buildInfo.get(source);
    },
    budget: new QueryBudget({ upstreams, now }),
    onConfirmed: noteConfirmed(parts.logger),
  });
}

function createAdded(
  app: FastifyInstance,
  { registry, config, saveAdded, added, pages, files }: Parts,
  deps: CheckDeps & { readonly forget: (id: string) => void },
): AddedSources {
  return new AddedSources(
    {
      ...deps,
      registry,
      isOurselves: (origin) => isOurselves(origin, app.server.address(), config.publicUrl),
      allowPrivate: config.allowPrivate,
      save: saveAdded,
      ...(pages && files && { files: { ...files, check: pages.checkFile } }),
    },
    added,
  );
}
