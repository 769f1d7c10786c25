import fs from "node:fs";
import path from "node:path";
import * as z from "zod";
import { sourceKind, systemPreset } from "../../contract/sources.ts";
import { ConfigError } from "../config/Config.ts";
import { errorCode } from "../config/errorCode.ts";
import { Secret } from "../config/Secret.ts";
import { addedDefaults } from "../sources/addedDefaults.ts";
import { fileSource } from "../sources/fileSource.ts";
import { pageFeed } from "../sources/pageFeed.ts";
import { budgetOf } from "../sources/queryBudget.ts";
import type { SecretRef, Source, SourceAuthConfig, SourceTls } from "../sources/Source.ts";
import { withVersion } from "../sources/sourceVersion.ts";
import { tokenTls } from "../sources/tokenTls.ts";
import { keptFilePath } from "./keptFiles.ts";
import { writeAtomically } from "./writeAtomically.ts";

/** data_dir/sources.json: the sources added in the page, secrets included, hence mode 0600. */
const record = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().min(1).max(80),
  kind: z.enum(sourceKind.options),
  baseOrigin: z.union([z.url(), z.literal("")]),
  prefix: z.string(),
  auth: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("none") }),
    z.strictObject({ type: z.literal("bearer"), secret: z.string() }),
    z.strictObject({ type: z.literal("basic"), username: z.string(), secret: z.string() }),
    z.strictObject({
      type: z.literal("oauth2"),
      clientId: z.string(),
      secret: z.string(),
      tokenUrl: z.url(),
      scopes: z.array(z.string()),
    }),
  ]),
  headers: z.record(z.string(), z.string()),
  caPem: z.string().optional(),
  preset: z.enum(systemPreset.options).optional(),
  /** Of an OpenMetrics page: its query string. */
  query: z.string().optional(),
  /** Of an OpenMetrics page: how often it is scraped; absent: as its preset says. */
  scrapeIntervalMs: z.int().min(100).optional(),
  /** A dump, by its name in data_dir/files; it has no address. */
  file: z
    .string()
    .regex(/^[a-z0-9-]{1,40}\.om$/)
    .optional(),
  /** Loki: 0 for none. */
  budgetBytes: z.int().min(0).optional(),
});
const content = z.strictObject({ version: z.literal(1), sources: z.array(record) });

type SourceRecord = z.infer<typeof record>;

function addedSourcesPath(dataDir: string): string {
  return path.join(dataDir, "sources.json");
}

/** Reads the added sources; none when there is no file. A file that cannot be trusted or read refuses the start: it is never overwritten. */
export function readAddedSources(dataDir: string, allowPrivate: boolean): Source[] {
  const file = addedSourcesPath(dataDir);
  const text = readOrNothing(file);
  if (text === undefined) return [];
  const parsed = content.safeParse(parseJson(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError([
      `${file}: ${issue?.path.join(".") || "content"} is damaged; restore the file, or move it away to start without added sources`,
    ]);
  }
  return parsed.data.sources.map((entry) => fromRecord(entry, { dataDir, allowPrivate }));
}

export async function writeAddedSources(dataDir: string, sources: readonly Source[]): Promise<void> {
  const text = JSON.stringify({ version: 1, sources: sources.map(toRecord) }, null, 2);
  await writeAtomically(addedSourcesPath(dataDir), `${text}\n`);
}

function readOrNothing(file: string): string | undefined {
  try {
    if (process.platform !== "win32" && (fs.statSync(file).mode & 0o077) !== 0) {
      throw new ConfigError([`${file}: holds secrets and can be read by others; chmod 600 it`]);
    }
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const code = errorCode(error);
    if (code === "ENOENT") return undefined;
    throw new ConfigError([`${file}: cannot be read (${code}); check data_dir and its permissions`]);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function fromRecord(
  entry: SourceRecord,
  { dataDir, allowPrivate }: { dataDir: string; allowPrivate: boolean },
): Source {
  const { auth, headers, caPem, preset, budgetBytes, query = "", scrapeIntervalMs, file, ...rest } = entry;
  if (file !== undefined) return fileSource({ ...rest, path: keptFilePath(dataDir, file) });
  const defaults = addedDefaults(preset, { kind: entry.kind, url: entry.baseOrigin });
  const intervalMs = scrapeIntervalMs ?? defaults.minStepMs;
  const tls = { insecureSkipVerify: false, ...(caPem !== undefined && { caPem }) };
  return withVersion({
    ...defaults,
    ...rest,
    auth: authFrom(auth, tls, entry.baseOrigin),
    headers: new Map(Object.entries(headers).map(([name, value]) => [name, new Secret(value)])),
    tls,
    allowPrivate,
    ...(entry.kind === "openmetrics" && {
      minStepMs: intervalMs,
      feed: pageFeed({ query, intervalMs }),
    }),
    ...budgetOf(entry.kind, budgetBytes),
  });
}

function authFrom(auth: SourceRecord["auth"], tls: SourceTls, baseOrigin: string): SourceAuthConfig {
  if (auth.type === "none") return auth;
  const ref: SecretRef = { kind: "value", secret: new Secret(auth.secret) };
  switch (auth.type) {
    case "bearer":
      return { type: "bearer", scheme: "Bearer", credentials: ref };
    case "basic":
      return { type: "basic", username: auth.username, password: ref };
    case "oauth2": {
      const { type, clientId, tokenUrl, scopes } = auth;
      const rest = {
        endpointParams: new Map(),
        tls: tokenTls(tls, new URL(tokenUrl).origin === baseOrigin),
      };
      return { type, clientId, tokenUrl, scopes, clientSecret: ref, ...rest };
    }
  }
}

function toRecord(source: Source): SourceRecord {
  const { id, name, kind, baseOrigin, prefix, tls, preset } = source;
  return {
    id,
    name,
    kind,
    baseOrigin,
    prefix,
    auth: authRecord(source.auth),
    headers: Object.fromEntries([...source.headers].map(([header, value]) => [header, value.reveal()])),
    ...(tls.caPem !== undefined && { caPem: tls.caPem }),
    ...(preset !== undefined && preset !== "demo" && preset !== "self" && { preset }),
    ...feedRecord(source),
    ...(kind === "loki" && { budgetBytes: source.budgetBytes ?? 0 }),
  };
}

function feedRecord({ feed }: Source): Pick<SourceRecord, "query" | "scrapeIntervalMs" | "file"> {
  if (feed?.type === "page") return { query: feed.query, scrapeIntervalMs: feed.intervalMs };
  return feed?.type === "file" ? { file: path.basename(feed.path) } : {};
}

function authRecord(auth: SourceAuthConfig): SourceRecord["auth"] {
  switch (auth.type) {
    case "none":
      return { type: "none" };
    case "bearer":
      return { type: "bearer", secret: revealed(auth.credentials) };
    case "basic":
      return { type: "basic", username: auth.username, secret: revealed(auth.password) };
    case "oauth2": {
      const { type, clientId, tokenUrl, scopes } = auth;
      return { type, clientId, secret: revealed(auth.clientSecret), tokenUrl, scopes: [...scopes] };
    }
  }
}

/** A source added in the page holds its secret itself; only the configuration names files. */
function revealed(ref: SecretRef): string {
  if (ref.kind === "file") throw new Error("An added source refers to a secret file");
  return ref.secret.reveal();
}
