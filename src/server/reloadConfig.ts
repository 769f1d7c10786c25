import type { App } from "./app.ts";
import { type Config, ConfigError } from "./config/Config.ts";
import { renewCertificate } from "./http/createServer.ts";
import type { Logger } from "./http/Logger.ts";
import type { Source } from "./sources/Source.ts";
import type { SourceRegistry } from "./sources/SourceRegistry.ts";

export interface ReloadDeps {
  /** Throws ConfigError. */
  readonly load: () => Config;
  /** As of the start. */
  readonly config: Config;
  readonly registry: SourceRegistry;
  readonly logger: Logger;
  readonly app: App;
  readonly configuredBy: (config: Config) => readonly Source[];
}

/** What a process begins with and keeps. */
const FIXED = [
  "host",
  "port",
  "dataDir",
  "basePath",
  "publicUrl",
  "allowPrivate",
  "auth",
  "trustedProxies",
] as const;

/** F55: a good file replaces the configured sources, our certificate and the log level at once; a bad one changes nothing and says why. */
export function createReload({ load, config, ...parts }: ReloadDeps): () => void {
  const { registry, logger, app, configuredBy } = parts;
  return () => {
    try {
      const next = load();
      if (config.tls && next.tls) renewCertificate(app.fastify.server, next.tls);
      registry.replaceConfigured(configuredBy(next));
      logger.setLevel(next.logLevel);
      app.metrics.countReload(true);
      logger.warn("configuration reloaded", { count: next.sources.length });
      const changed = changedOf(config, next);
      if (changed.length > 0) logger.warn("needs a restart to take effect", { reason: changed.join(", ") });
    } catch (error) {
      app.metrics.countReload(false);
      const lines =
        error instanceof ConfigError ? error.lines : [error instanceof Error ? error.message : "unknown"];
      for (const reason of lines) logger.error("configuration not reloaded", { reason });
    }
  };
}

function changedOf(running: Config, next: Config): readonly string[] {
  const changed = FIXED.filter((key) => JSON.stringify(next[key]) !== JSON.stringify(running[key]));
  // With a certificate or without: the listener is one or the other.
  return (running.tls === undefined) === (next.tls === undefined) ? changed : [...changed, "tls"];
}
