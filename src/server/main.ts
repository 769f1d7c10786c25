import fs from "node:fs";
import path from "node:path";
import { type App, createApp } from "./app.ts";
import { openReplicas } from "./cache/openReplicas.ts";
import { type Command, commandOf } from "./cli/Command.ts";
import { type Config, ConfigError, EXIT_CONFIG } from "./config/Config.ts";
import { errorCode } from "./config/errorCode.ts";
import { Environment } from "./config/Environment.ts";
import { type Flags, HELP, parseFlags } from "./config/flags.ts";
import { loadConfig } from "./config/loadConfig.ts";
import { runtimeWarning } from "./config/runtimeWarning.ts";
import { ownPage } from "./embedded/ownPage.ts";
import { startEngine } from "./embedded/startEngine.ts";
import { connectionBudget } from "./http/connectionBudget.ts";
import { createLogger, type LogLevel } from "./http/Logger.ts";
import { loadPageAssets } from "./http/PageAssets.ts";
import { defaultServerLimits } from "./http/serverLimits.ts";
import { handleSignals } from "./processSignals.ts";
import { createReload } from "./reloadConfig.ts";
import { embeddedSources } from "./sources/embeddedSources.ts";
import { keyVersionsBy } from "./sources/sourceVersion.ts";
import { SourceRegistry } from "./sources/SourceRegistry.ts";
import { startLinkKeys } from "./startLinkKeys.ts";
import { startStore } from "./startStore.ts";
import { readAddedSources, writeAddedSources } from "./store/addedSourcesFile.ts";
import { keptFiles } from "./store/keptFiles.ts";

// The process: reads what it is told, builds the app, listens, and ends well. Everything else is in app.ts.

const root = path.resolve(import.meta.dirname, "../..");

/** On a terminal the requests of a single user are noise; where output is collected they are the access log. */
const defaultLogLevel: LogLevel = process.stderr.isTTY ? "warn" : "info";

function readVersion(): string {
  const text = fs.readFileSync(path.join(root, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/** Runs `work`; a configuration that must not run ends the process, a line each on stderr. */
function orRefuse<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    return refuseToRun(error);
  }
}

function refuseToRun(error: unknown): never {
  if (!(error instanceof ConfigError)) throw error;
  for (const line of error.lines) console.error(`sightglass: ${line}`);
  process.exit(EXIT_CONFIG);
}

function readEnvironment(): Environment {
  const environment = new Environment(process.env);
  const shared = environment.secret("SESSION_SECRET");
  if (shared !== undefined) keyVersionsBy(shared);
  return environment;
}

function proxyVariables(environment: Environment): Record<string, string | undefined> {
  const names = ["HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"];
  return Object.fromEntries(names.map((name) => [name, environment.get(name)]));
}

async function listen(app: App, config: Config): Promise<string> {
  try {
    await app.fastify.listen({ host: config.host, port: config.port });
  } catch (error) {
    const code = errorCode(error);
    if (code === "EADDRINUSE") {
      console.error(
        `sightglass: port ${config.port} on ${config.host} is in use; stop what uses it, or set PORT`,
      );
    } else {
      console.error(
        `sightglass: cannot listen on ${config.host}:${config.port} (${code}); set HOST and PORT`,
      );
    }
    process.exit(1);
  }
  const address = app.fastify.server.address();
  const port = typeof address === "object" && address ? address.port : config.port;
  const host = config.host.includes(":") ? `[${config.host}]` : config.host;
  const ownUrl = `${config.tls ? "https" : "http"}://${host}:${port}${config.basePath}`;
  return config.publicUrl?.href ?? (config.basePath === "" ? ownUrl : `${ownUrl}/`);
}

const pageFacts = ({ basePath, auth }: Config) => ({ basePath, authMode: auth.mode });

async function start(flags: Flags): Promise<void> {
  // T2: a crash report is sent around; it needs neither the environment nor who was connected.
  if (process.report) Object.assign(process.report, { excludeEnv: true, excludeNetwork: true });
  const environment = readEnvironment();
  const load = () => loadConfig({ flags, environment, defaultLogLevel });
  const config = orRefuse(load);
  const added = orRefuse(() => readAddedSources(config.dataDir, config.allowPrivate));
  const version = readVersion();
  const logger = createLogger({ level: config.logLevel, destination: process.stderr });
  for (const reason of [...config.warnings, runtimeWarning(process.versions.node)])
    if (reason !== undefined) logger.warn("warning", { reason });
  const store = await startStore(config, { logger, tell: (line) => console.log(line) }).catch(refuseToRun);
  const upstream = { userAgent: `Sightglass/${version}`, env: proxyVariables(environment) };
  const clock = config.demoNowMs === undefined ? {} : { fixedNowMs: config.demoNowMs };
  const engine = orRefuse(() =>
    startEngine({ logger, ownPage: () => ownPage(app.metrics), upstream, demo: clock }),
  );
  const configuredBy = ({ sources, demo }: Config) => [
    ...sources,
    ...embeddedSources({ demo, hasOthers: sources.length + added.length > 0 }),
  ];
  const registry = new SourceRegistry(configuredBy(config), added, engine.attach);
  const app: App = await createApp({
    config,
    registry,
    store,
    linkKeys: await startLinkKeys(config, { environment, logger }).catch(refuseToRun),
    added,
    saveAdded: (sources) => writeAddedSources(config.dataDir, sources),
    assets: loadPageAssets(path.join(root, "dist/web"), pageFacts(config)),
    logger,
    version,
    limits: { connections: connectionBudget(defaultServerLimits.connections) },
    upstream,
    pages: engine.pages,
    files: keptFiles(config.dataDir),
    questionsOf: engine.questionsOf,
    ...openReplicas({ redisUrl: config.redisUrl, secret: environment.secret("SESSION_SECRET"), logger }),
  });
  app.fastify.addHook("onClose", async () => {
    await engine.close();
    await store.close();
  });
  engine.follow(registry);
  handleSignals({ app, logger, reload: createReload({ load, config, registry, logger, app, configuredBy }) });
  const url = await listen(app, config);
  logger.info("listening", { url, version, count: registry.list().length });
  console.log(`Sightglass is at ${url}`);
  process.send?.({ type: "listening", url });
}

async function command(asked: Command, flags: Flags): Promise<void> {
  const environment = new Environment(process.env);
  // Loaded for a command alone.
  const { runCommand } = await import("./cli/runCommand.ts");
  process.exitCode = await runCommand(asked, {
    load: () => loadConfig({ flags, environment, defaultLogLevel }),
    say: (line) => console.log(line),
    now: Date.now,
    env: proxyVariables(environment),
    version: readVersion(),
  }).catch(refuseToRun);
}

const asked = orRefuse(() => commandOf(process.argv.slice(2)));
const flags = orRefuse(() => parseFlags(asked?.rest ?? process.argv.slice(2)));
if (flags.isHelp) process.stdout.write(HELP);
else if (flags.isVersion) console.log(readVersion());
else if (asked) await command(asked, flags);
else await start(flags);
