import type { FastifyInstance, FastifyRequest } from "fastify";
import { type DeclaredRoute, guardRoutes } from "./auth/access.ts";
import { type Audit, createAudit } from "./auth/AuditTrail.ts";
import { type Auth, createAuth } from "./auth/createAuth.ts";
import { maySource } from "./auth/Principal.ts";
import { principalOf } from "./auth/principalOf.ts";
import type { Config } from "./config/Config.ts";
import type { Answers } from "./cache/Answers.ts";
import { createAnswers } from "./cache/createAnswers.ts";
import type { Replicas } from "./cache/openReplicas.ts";
import type { ReplicaAnswers } from "./cache/ReplicaAnswers.ts";
import { boundAnswers } from "./http/boundAnswers.ts";
import { createFramework, drain } from "./http/createFramework.ts";
import { InFlight } from "./http/InFlight.ts";
import type { Logger } from "./http/Logger.ts";
import { LoopDelay } from "./http/LoopDelay.ts";
import { createMetrics, type Metrics } from "./http/Metrics.ts";
import { noteRequests } from "./http/noteQuery.ts";
import type { PageAssets } from "./http/PageAssets.ts";
import { Peers } from "./http/Peers.ts";
import { answerProblems } from "./http/problemReplies.ts";
import { defaultServerLimits, type ServerLimits } from "./http/serverLimits.ts";
import { createBoardParts } from "./panels/createBoardParts.ts";
import { accountRoutes } from "./routes/accountRoutes.ts";
import type { BoardRoutesOptions } from "./routes/boards/BoardRoutesOptions.ts";
import { boardRoutes } from "./routes/boards/boardRoutes.ts";
import { dataRoutes } from "./routes/data/dataRoutes.ts";
import { noteConfirmed } from "./routes/data/noteConfirmed.ts";
import { QueryBudget } from "./routes/data/QueryBudget.ts";
import { healthRoutes } from "./routes/healthRoutes.ts";
import { pageRoutes } from "./routes/pageRoutes.ts";
import { queueRoutes } from "./routes/queueRoutes.ts";
import { linkRoutes } from "./routes/shares/linkRoutes.ts";
import { shareRoutes } from "./routes/shares/shareRoutes.ts";
import { sourceFileRoutes } from "./routes/sourceFileRoutes.ts";
import { type QuestionsOf, sourcesRoutes } from "./routes/sourcesRoutes.ts";
import type { LinkKeys } from "./shares/linkKeys.ts";
import { LinkTokens } from "./shares/LinkTokens.ts";
import { type AddedFiles, AddedSources } from "./sources/AddedSources.ts";
import { isLoopbackHost } from "./sources/addressPolicy.ts";
import { isOurselves, ownOrigin } from "./sources/isOurselves.ts";
import { BuildInfoCache } from "./sources/BuildInfoCache.ts";
import type { CheckDeps } from "./sources/checkSource.ts";
import type { EngineHealth } from "./sources/EngineHealth.ts";
import type { Source } from "./sources/Source.ts";
import type { KeptFiles } from "./store/keptFiles.ts";
import type { SourceRegistry } from "./sources/SourceRegistry.ts";
import type { Store } from "./store/Store.ts";
import { createUpstreams, type UpstreamDeps, type Upstreams } from "./upstream/UpstreamPool.ts";

export interface AppDeps {
  readonly config: Pick<Config, "host" | "basePath" | "publicUrl" | "allowPrivate"> &
    Partial<Pick<Config, "auth" | "tls" | "trustedProxies" | "databaseUrl">>;
  readonly registry: SourceRegistry;
  /** Closed by whoever opened it, after this app. */
  readonly store: Store;
  /** What replicas know of each other's answers; closed with the app. Default: this process is alone. */
  readonly replicas?: ReplicaAnswers;
  /** Limits of all replicas together. Default: of this process alone. */
  readonly shared?: Replicas["shared"];
  /** What links are signed with. */
  readonly linkKeys: LinkKeys;
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
  /** Every route with who may call it. */
  readonly routes: readonly DeclaredRoute[];
  /**
   * Ready turns 503 and the listener closes at once; what runs may finish for `limits.drainMs`, the rest ends as a
   * failure its reader can see. Answers whether everything finished by itself.
   */
  drain(): Promise<boolean>;
}

/** Everything that `routes` need, built once per app. */
interface Parts extends AppDeps {
  readonly answers: Answers;
  readonly inFlight: InFlight;
  readonly loopDelay: LoopDelay;
  readonly metrics: Metrics;
  readonly upstreams: Upstreams;
  readonly buildInfo: BuildInfoCache;
  readonly isDraining: () => boolean;
  readonly peers: Peers;
  readonly auth: Auth;
  readonly audit: Audit;
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
  const { now = Date.now, logger, store } = deps;
  const peers = new Peers(deps.config.trustedProxies ?? []);
  const { replicas, config } = deps;
  const sharedParts = { config, store, tries: deps.shared?.tries, env: deps.upstream?.env };
  const upstreams = openUpstreams(deps, metrics);
  const parts: Parts = {
    ...deps,
    upstreams,
    answers: createAnswers({ upstreams, now, ...(replicas && { replicas }) }),
    inFlight,
    metrics,
    peers,
    audit: createAudit({ store: store.audit, logger, now }),
    auth: createAuth({ ...sharedParts, peers, now, ownOrigin: () => ownOrigin(app) }),
    loopDelay: new LoopDelay(),
    buildInfo: new BuildInfoCache(now),
    isDraining: () => life.isDraining,
  };
  const app: FastifyInstance = createFramework(parts, limits);
  boundAnswers(app, limits.answerMs);
  noteRequests(app, parts.logger);
  const routes = guardRoutes(app, { authenticator: parts.auth.authenticator, peers: parts.peers });
  await addRoutes(app, parts);
  app.addHook("onClose", async () => {
    parts.loopDelay.close();
    await upstreams.close({ graceMs: 0 });
    await replicas?.close();
  });
  return {
    fastify: app,
    metrics,
    routes,
    drain: () => {
      life.isDraining = true;
      return drain(app, inFlight, limits.drainMs);
    },
  };
}

function openUpstreams({ upstream, shared }: AppDeps, metrics: Metrics): Upstreams {
  const observe: UpstreamDeps["observe"] = (event) => metrics.countUpstream(event);
  return createUpstreams({ ...upstream, ...(shared && { rates: shared.rates }), observe });
}

async function addRoutes(app: FastifyInstance, parts: Parts): Promise<void> {
  const { registry, upstreams, buildInfo, config, now = Date.now } = parts;
  // In mode "none" whoever reaches the server is its operator, as long as that is this machine alone.
  const isOwn = config.publicUrl === undefined || isLoopbackHost(config.publicUrl.hostname);
  const isManaged = isOwn || parts.auth.authenticator.mode !== "none";
  // Secrets of sources never go into a database that is shared.
  const canAdd = isManaged && config.databaseUrl === undefined;
  const { pages, questionsOf, audit, store } = parts;
  const ownerOf = (request: FastifyRequest) => principalOf(request).id;
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
  answerProblems(app, parts.logger);
  app.removeContentTypeParser("text/plain");
  healthRoutes(app, parts);
  pageRoutes(app, parts);
  accountRoutes(app, { ...parts, now, canAdd });
  sourcesRoutes(app, { registry, added, check, canAdd, audit, ...(questionsOf && { questionsOf }) });
  await app.register(sourceFileRoutes, { added, canAdd, audit });
  const budget = new QueryBudget({ upstreams, now });
  const boards = createBoardParts({ ...parts, store, budget, now });
  boardRoutes(app, boards);
  addLinkRoutes(app, parts, boards);
  queueRoutes(app, { upstreams, waits: boards.waits });
  await app.register(dataRoutes, {
    sources: registry,
    upstreams,
    ownerOf,
    maySee: (request, id) => maySource(principalOf(request), id),
    // From the last probe, which is made here when there was none.
    buildInfo: async (source: Source) => {
      await buildInfo.ensure(source, upstreams);
      return buildInfo.get(source);
    },
    budget,
    onConfirmed: noteConfirmed(parts.logger),
  });
}

function addLinkRoutes(app: FastifyInstance, parts: Parts, boards: BoardRoutesOptions): void {
  const { store, peers, linkKeys, config } = parts;
  const tokens = new LinkTokens(linkKeys);
  const links = { ...boards, store, peers, tokens, allowsAnyone: config.auth?.allowsPublicLinks ?? false };
  shareRoutes(app, links);
  linkRoutes(app, links);
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
