import fs from "node:fs";
import path from "node:path";
import type { LogLevel } from "../http/Logger.ts";
import { isLoopbackHost } from "../sources/addressPolicy.ts";
import type { Source } from "../sources/Source.ts";
import { type Config, ConfigError } from "./Config.ts";
import type { Environment } from "./Environment.ts";
import { environmentSources } from "./environmentSources.ts";
import type { Flags } from "./flags.ts";
import type { Resolving } from "./Resolving.ts";
import { authSettings, trustedProxiesOf } from "./authSettings.ts";
import { refuseUnsafe } from "./refuseUnsafe.ts";
import { serverTls } from "./serverTls.ts";
import { parseWith, resolveFileSources } from "./resolveFileSources.ts";
import { type FileConfig, fileSchema } from "./schema.ts";
import { type ServerSettings, serverSettings } from "./serverSettings.ts";
import { sharedSettings } from "./sharedSettings.ts";
import { readYamlFile, type YamlFile } from "./YamlFile.ts";

export interface LoadOptions {
  readonly flags: Flags;
  readonly environment: Environment;
  readonly defaultLogLevel: LogLevel;
}

/**
 * Flag > environment > sightglass.yaml > default. Throws ConfigError with every mistake, a line each; the same
 * inputs can be loaded again (SIGHUP).
 */
export function loadConfig(options: LoadOptions): Config {
  const { environment } = options;
  const fileName = fileNameOf(options);
  const file = fileName === undefined ? undefined : readYamlFile(fileName, environment);
  const issues: string[] = [];
  const at: Resolving["at"] = (keyPath) => file?.at(keyPath) ?? keyPath.join(".");
  const baseDir = fileName === undefined ? process.cwd() : path.dirname(path.resolve(fileName));
  const context: Resolving = { baseDir, at, issues };
  // An empty file is a file without keys.
  const parsed = parseWith(fileSchema, file?.value ?? {}, context);
  if (!parsed) throw new ConfigError(issues);
  const signIn = signInSettings(parsed, environment, context);
  const settings = serverSettings(
    {
      ...options,
      file: parsed.server,
      fileDir: baseDir,
      at: (key) => at(["server", key]),
      authMode: signIn.auth.mode,
    },
    issues,
  );
  refuseUnsafe({ ...settings, ...signIn }, environment, context);
  const fromFile = fileSources(parsed, context);
  const fromEnvironment = environmentSources(environment);
  const shared = sharedSettings(environment);
  issues.push(...fromEnvironment.issues, ...shared.issues);
  const sources = merge(fromFile, fromEnvironment.sources);
  refuseOurselves(sources, settings, issues);
  if (issues.length > 0) throw new ConfigError(issues);
  return {
    ...settings,
    ...signIn,
    // In mode none whoever adds sources sits at this machine.
    allowPrivate: parsed.server.allow_private ?? signIn.auth.mode === "none",
    ...shared.settings,
    sources,
    ...(parsed.demo !== undefined && { demo: parsed.demo }),
    ...demoClock(environment),
    ...(fileName !== undefined && { file: fileName }),
    warnings: [
      ...shared.warnings,
      ...warningsOf({ ...settings, ...signIn }, fromFile, fromEnvironment.sources),
      ...fileWarnings(file),
    ],
  };
}

function fileSources({ sources }: FileConfig, context: Resolving): Source[] {
  const found = resolveFileSources(sources, { ...context, at: (rest) => context.at(["sources", ...rest]) });
  refuseDuplicates(found, context);
  return found;
}

function fileNameOf({ flags, environment }: LoadOptions): string | undefined {
  const name = flags.config ?? environment.get("SIGHTGLASS_CONFIG");
  return name ?? (fs.existsSync("sightglass.yaml") ? "sightglass.yaml" : undefined);
}

function signInSettings(
  { auth, server }: FileConfig,
  environment: Environment,
  context: Resolving,
): Pick<Config, "auth" | "trustedProxies" | "tls"> {
  const tls = serverTls(server.tls, context);
  return {
    auth: authSettings(auth, environment, context),
    trustedProxies: trustedProxiesOf(server.trusted_proxies, context),
    ...(tls && { tls }),
  };
}

/** DEMO_NOW: an instant as ISO 8601; what is none is no reason not to start. */
function demoClock(environment: Environment): Pick<Config, "demoNowMs"> {
  const demoNowMs = Date.parse(environment.get("DEMO_NOW") ?? "");
  return Number.isNaN(demoNowMs) ? {} : { demoNowMs };
}

/** Several sources come from one preset, so a list entry may clash with what another one makes. */
function refuseDuplicates(sources: readonly Source[], context: Resolving): void {
  const seen = new Set<string>();
  for (const { id } of sources) {
    if (seen.has(id))
      context.issues.push(`${context.at(["sources"])}: the id ${id} is used twice; ids are part of links`);
    seen.add(id);
  }
}

/** S10: a source that is ourselves would answer itself for ever. */
function refuseOurselves(sources: readonly Source[], settings: ServerSettings, issues: string[]): void {
  for (const { id, baseOrigin } of sources) {
    if (baseOrigin === "") continue;
    const url = new URL(baseOrigin);
    const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
    if (isLoopbackHost(url.hostname) && port === settings.port) {
      issues.push(`source ${id}: its url is the address Sightglass itself listens on; give the upstream's`);
    }
  }
}

/** The environment wins over the file, source by source. */
function merge(fromFile: readonly Source[], fromEnvironment: readonly Source[]): Source[] {
  const replaced = new Set(fromEnvironment.map(({ id }) => id));
  return [...fromEnvironment, ...fromFile.filter(({ id }) => !replaced.has(id))];
}

function warningsOf(
  settings: ServerSettings & Pick<Config, "auth" | "trustedProxies" | "tls">,
  fromFile: readonly Source[],
  fromEnvironment: readonly Source[],
): string[] {
  const fileIds = new Set(fromFile.map(({ id }) => id));
  const warnings = fromEnvironment
    .filter(({ id }) => fileIds.has(id))
    .map(({ id }) => `source ${id}: the environment replaces the one of the file`);
  warnings.push(...publicWarnings(settings));
  for (const { id, tls } of fromFile) {
    if (tls.insecureSkipVerify)
      warnings.push(`source ${id}: its certificate is not verified (insecure_skip_verify)`);
  }
  return warnings;
}

function publicWarnings({
  publicUrl,
  auth,
  trustedProxies,
  tls,
}: Pick<Config, "publicUrl" | "auth" | "trustedProxies" | "tls">): string[] {
  if (publicUrl === undefined || isLoopbackHost(publicUrl.hostname)) return [];
  if (auth.mode === "none") {
    return [
      "server.public_url: whoever reaches it can use every source, since auth.mode is none; let the proxy ask who it is",
    ];
  }
  if (tls !== undefined || trustedProxies.length > 0) return [];
  return [
    "server.trusted_proxies: name the proxy before public_url, or everybody behind it counts as one address when tries to sign in are counted",
  ];
}

/** A secret typed into the file itself is as open as the file. */
function fileWarnings(file: YamlFile | undefined): string[] {
  if (!file || process.platform === "win32" || (fs.statSync(file.file).mode & 0o004) === 0) return [];
  return file.hasInlineSecret
    ? [`${file.file}: holds a secret and can be read by everybody on the machine; chmod 600 it`]
    : [];
}
