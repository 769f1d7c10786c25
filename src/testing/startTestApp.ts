import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { type App, type AppDeps, createApp } from "../server/app.ts";
import { createLogger, type LogLevel } from "../server/http/Logger.ts";
import { ownPage } from "../server/embedded/ownPage.ts";
import { type EngineNeeds, startEngine } from "../server/embedded/startEngine.ts";
import type { StartThread } from "../server/embedded/startThread.ts";
import type { PageAssets } from "../server/http/PageAssets.ts";
import type { Source } from "../server/sources/Source.ts";
import { SourceRegistry } from "../server/sources/SourceRegistry.ts";
import { linkKey } from "../server/shares/linkKeys.ts";
import { readAddedSources, writeAddedSources } from "../server/store/addedSourcesFile.ts";
import { keptFiles } from "../server/store/keptFiles.ts";
import { openSqlite } from "../server/store/sqlite/openSqlite.ts";
import type { Store } from "../server/store/Store.ts";

export interface TestApp {
  readonly app: App;
  readonly port: number;
  readonly url: string;
  readonly dataDir: string;
  readonly registry: SourceRegistry;
  readonly store: Store;
  /** Log lines so far, as written. */
  readonly log: string[];
  readonly stop: () => Promise<void>;
}

export interface TestAppOptions extends Partial<
  Pick<AppDeps, "limits" | "config" | "upstream" | "now" | "store" | "replicas" | "shared" | "linkKeys">
> {
  readonly sources?: readonly Source[];
  readonly logLevel?: LogLevel;
  readonly assets?: PageAssets;
  readonly dataDir?: string;
  /** With the embedded engine in its thread. */
  readonly hasEngine?: boolean;
  /** In place of the engine's own thread. */
  readonly startThread?: StartThread;
  /** When it is for the demo, epoch milliseconds. */
  readonly demoNowMs?: number;
}

/** The whole server on a port of its own, with a data folder of its own. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), "sightglass-data-"));
  const added = readAddedSources(dataDir, true);
  const log: string[] = [];
  const logger = createLogger({
    level: options.logLevel ?? "debug",
    destination: { write: (line) => log.push(line) },
  });
  const engine = engineOf(options, { logger, upstream: {}, ownPage: () => ownPage(app.metrics) });
  const registry = new SourceRegistry(options.sources ?? [], added, engine?.attach);
  // In this thread: a thread each would be most of what many tests take.
  const store = options.store ?? (await openSqlite({ dataDir, nowMs: Date.now() }));
  const app: App = await createApp({
    store,
    config: options.config ?? { host: "127.0.0.1", basePath: "", allowPrivate: true },
    registry,
    added,
    saveAdded: (sources) => writeAddedSources(dataDir, sources),
    assets: options.assets ?? testPage,
    logger,
    ...(engine && { pages: engine.pages, files: keptFiles(dataDir) }),
    version: "0.0.0",
    ...givenOf(options),
  });
  if (engine !== undefined) {
    app.fastify.addHook("onClose", () => engine.close());
    engine.follow(registry);
  }
  await app.fastify.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.fastify.server.address() as AddressInfo;
  return {
    app,
    port,
    url: `http://127.0.0.1:${port}`,
    dataDir,
    registry,
    store,
    log,
    stop: async () => {
      app.fastify.server.closeAllConnections();
      await app.fastify.close();
      if (options.store === undefined) await store.close();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function engineOf({ hasEngine, startThread, demoNowMs }: TestAppOptions, needs: EngineNeeds) {
  if (hasEngine !== true) return undefined;
  return startEngine({
    ...needs,
    ...(startThread && { startThread }),
    ...(demoNowMs !== undefined && { demo: { fixedNowMs: demoNowMs } }),
  });
}

function givenOf({
  limits,
  upstream,
  now,
  replicas,
  shared,
  linkKeys = [linkKey("a key of tests")],
}: TestAppOptions): Partial<AppDeps> & Pick<AppDeps, "linkKeys"> {
  return {
    linkKeys,
    ...(limits && { limits }),
    ...(upstream && { upstream }),
    ...(now && { now }),
    ...(replicas && { replicas }),
    ...(shared && { shared }),
  };
}

const script = {
  type: "text/javascript; charset=utf-8",
  plain: Buffer.from("export {};"),
  encoded: { br: Buffer.from("not really brotli") },
  isImmutable: true,
};

/** A page of one document and one script. */
const testPage: PageAssets = {
  find: (urlPath) => (urlPath === "/assets/index-12345678.js" ? script : undefined),
  document: (nonce) => `<!doctype html><title>Sightglass</title><style nonce="${nonce}"></style>`,
};
