import { HEADER_LIMIT } from "../../contract/sources.ts";
import { isFault, parseBaseUrl, type BaseUrl } from "../sources/baseUrl.ts";
import { headerFault } from "../sources/headerPolicy.ts";
import type { PresetFacts } from "../sources/presetFacts.ts";
import { budgetOf } from "../sources/queryBudget.ts";
import type { Source, SourceAuthConfig, SourceTls } from "../sources/Source.ts";
import { withVersion } from "../sources/sourceVersion.ts";
import { refuse, type Resolving, within } from "./Resolving.ts";
import type { SourceEntry } from "./schema.ts";
import { Secret } from "./Secret.ts";
import { resolveFile, resolveSecret } from "./secretRef.ts";

/** Prometheus' own default scrape interval is 1 m; both seeds and most installations use 15 s. */
const DEFAULT_STEP_MS = 15_000;

/** A checked entry → a source; undefined, with the reasons in `context.issues`, when it must not run. */
export function resolveSource(
  entry: SourceEntry,
  context: Resolving,
  facts: Partial<PresetFacts> = {},
): Source | undefined {
  const before = context.issues.length;
  if (entry.kind !== "prometheus" && entry.kind !== "loki") {
    refuse(context, ["kind"], `sources of kind ${entry.kind}: this version does not have them yet`);
    return undefined;
  }
  if (entry.file !== undefined)
    refuse(context, ["file"], "only openmetrics and loglines are read from a file");
  if (entry.query_budget !== undefined && entry.kind !== "loki")
    refuse(context, ["query_budget"], "only sources of kind loki have it");
  const base = resolveUrl(entry, context);
  const auth = resolveAuth(entry, context);
  const tls = resolveTls(entry, base, context);
  const headers = resolveHeaders(entry.headers, within(context, ["headers"]));
  if (base && auth && auth.type !== "none" && !base.isHttps && !base.isLoopback) {
    refuse(context, ["url"], "a secret would cross the network unencrypted; use https://");
  }
  if (!base || !auth || context.issues.length > before) return undefined;
  return withVersion({
    id: entry.id,
    name: entry.name ?? entry.id,
    kind: entry.kind,
    baseOrigin: base.origin,
    prefix: base.prefix,
    auth,
    headers,
    tls,
    timeoutMs: entry.timeout,
    metadataTimeoutMs: entry.metadata_timeout,
    ...facts,
    minStepMs: entry.scrape_interval ?? facts.minStepMs ?? DEFAULT_STEP_MS,
    origin: "config",
    ...budgetOf(entry.kind, entry.query_budget),
    // The operator wrote this address; only link-local and metadata addresses stay closed.
    allowPrivate: true,
  });
}

function resolveUrl(entry: SourceEntry, context: Resolving): BaseUrl | undefined {
  if (entry.url === undefined) {
    refuse(context, [], "needs url");
    return undefined;
  }
  const base = parseBaseUrl(entry.url, { allowPrivate: true });
  if (!isFault(base)) return base;
  refuse(context, ["url"], base.reason);
  return undefined;
}

function resolveAuth(entry: SourceEntry, context: Resolving): SourceAuthConfig | undefined {
  const { authorization, basic_auth: basic } = entry;
  if (authorization && basic) {
    refuse(context, ["basic_auth"], "give authorization or basic_auth, not both");
    return undefined;
  }
  if (authorization) {
    const place = within(context, ["authorization"]);
    if (authorization.type.toLowerCase() === "basic") refuse(place, ["type"], "use basic_auth for Basic");
    const { credentials: value, credentials_file: file } = authorization;
    const ref = resolveSecret({ value, file, key: "credentials", fileKey: "credentials_file" }, place);
    return ref && { type: "bearer", scheme: authorization.type, credentials: ref };
  }
  if (!basic) return { type: "none" };
  const place = within(context, ["basic_auth"]);
  if (basic.username.includes(":")) refuse(place, ["username"], "must not contain a colon");
  const { password: value, password_file: file } = basic;
  const ref = resolveSecret({ value, file, key: "password", fileKey: "password_file" }, place);
  return ref && { type: "basic", username: basic.username, password: ref };
}

function resolveTls(entry: SourceEntry, base: BaseUrl | undefined, context: Resolving): SourceTls {
  const { tls_config: tls } = entry;
  if (!tls) return { insecureSkipVerify: false };
  const place = within(context, ["tls_config"]);
  if (base && !base.isHttps) refuse(context, ["tls_config"], "needs an https:// url");
  if ((tls.cert_file === undefined) !== (tls.key_file === undefined)) {
    refuse(context, ["tls_config"], "cert_file and key_file belong together");
  }
  if (tls.insecure_skip_verify && base && !base.isLoopback && !entry.allow_insecure) {
    refuse(
      place,
      ["insecure_skip_verify"],
      "anybody on the way could take the secret; give ca_file, or accept it with allow_insecure: true on this source",
    );
  }
  const file = (key: "ca_file" | "cert_file" | "key_file") => {
    const value = tls[key];
    return value === undefined ? undefined : resolveFile(value, { key, isSecret: key === "key_file" }, place);
  };
  const [caFile, certFile, keyFile] = [file("ca_file"), file("cert_file"), file("key_file")];
  return {
    ...(caFile !== undefined && { caFile }),
    ...(certFile !== undefined && { certFile }),
    ...(keyFile !== undefined && { keyFile }),
    ...(tls.server_name !== undefined && { serverName: tls.server_name }),
    insecureSkipVerify: tls.insecure_skip_verify,
  };
}

function resolveHeaders(
  headers: Readonly<Record<string, string>>,
  context: Resolving,
): ReadonlyMap<string, Secret> {
  const entries = Object.entries(headers);
  if (entries.length > HEADER_LIMIT) refuse(context, [], `at most ${HEADER_LIMIT} headers`);
  for (const [name, value] of entries) {
    const fault = headerFault(name, value);
    if (fault !== undefined) refuse(context, [name], fault);
  }
  return new Map(entries.map(([name, value]) => [name, new Secret(value)]));
}
