// npm run dev: page and server in one process on one port; both reload when their files change.
import { spawnSync } from "node:child_process";
import http from "node:http";
import path from "node:path";
import { ensureRuntime, installProduct } from "./lib/install.mjs";
import { inRoot, root } from "./lib/paths.mjs";

const say = (text) => console.error(text);
const SERVER_FOLDERS = ["src/server", "src/engine", "src/domain", "src/contract"];
/** What the server answers; everything else is the page, served by Vite with hot reload. */
const IS_SERVER_PATH = /^\/(?:api\/|auth\/|healthz$|readyz$|-\/|metrics$)/;

async function serve() {
  const { createServer } = await import("vite");
  const web = http.createServer();
  const vite = await createServer({
    configFile: inRoot("vite.config.ts"),
    appType: "spa",
    server: { middlewareMode: true, hmr: { server: web }, fs: { allow: [root] } },
  });
  const load = (file) => vite.ssrLoadModule(inRoot(file));
  const { Environment } = await load("src/server/config/Environment.ts");
  // Secrets leave process.env at the first read, so one Environment serves every reload.
  const environment = new Environment(process.env);

  async function createBackend() {
    const [
      { createApp },
      { loadConfig },
      { parseFlags },
      { SourceRegistry },
      addedFile,
      { createLogger },
      { startStore },
    ] = await Promise.all(
      [
        "app.ts",
        "config/loadConfig.ts",
        "config/flags.ts",
        "sources/SourceRegistry.ts",
        "store/addedSourcesFile.ts",
        "http/Logger.ts",
        "startStore.ts",
      ].map((name) => load(path.join("src/server", name))),
    );
    const config = loadConfig({
      flags: parseFlags(process.argv.slice(2)),
      environment,
      defaultLogLevel: "warn",
    });
    const added = addedFile.readAddedSources(config.dataDir, config.allowPrivate);
    const logger = createLogger({ level: config.logLevel, destination: process.stderr });
    const store = await startStore(config, { logger, tell: say });
    const app = await createApp({
      config,
      store,
      added,
      registry: new SourceRegistry(config.sources, added),
      saveAdded: (sources) => addedFile.writeAddedSources(config.dataDir, sources),
      assets: undefined,
      logger,
      version: "dev",
      upstream: { userAgent: "Sightglass/dev", env: process.env },
    });
    app.fastify.addHook("onClose", () => store.close());
    await app.fastify.ready();
    return { app, config };
  }

  let backend = await createBackend();
  let reloading = Promise.resolve();
  const reload = async (file) => {
    try {
      const next = await createBackend();
      await backend.app.fastify.close();
      backend = next;
      say(`Server reloaded (${path.relative(root, file)})`);
    } catch (error) {
      say(`Server not reloaded: ${error.message ?? error}`);
    }
  };
  vite.watcher.add(SERVER_FOLDERS.map((folder) => inRoot(folder)));
  vite.watcher.on("change", (file) => {
    const name = path.relative(root, file);
    if (!SERVER_FOLDERS.some((folder) => name.startsWith(`${folder}/`)) || name.includes(".test.")) return;
    reloading = reloading.then(() => reload(file));
  });

  web.on("request", (request, response) => {
    if (IS_SERVER_PATH.test((request.url ?? "").split("?")[0]))
      backend.app.fastify.server.emit("request", request, response);
    else vite.middlewares(request, response);
  });
  web.listen(backend.config.port, "127.0.0.1", () =>
    say(`Sightglass (dev) is at http://127.0.0.1:${backend.config.port}`),
  );
}

const node = await ensureRuntime(say);
await installProduct(say);
if (node === process.execPath) await serve();
else
  process.exitCode =
    spawnSync(node, [process.argv[1], ...process.argv.slice(2)], { stdio: "inherit" }).status ?? 1;
