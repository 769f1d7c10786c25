import { HEADER_LIMIT } from "../../contract/sources.ts";
import { isFault, parseBaseUrl, type BaseUrl } from "../sources/baseUrl.ts";
import { headerFault } from "../sources/headerPolicy.ts";
import { parsePageUrl } from "../sources/pageUrl.ts";
import type { PresetFacts } from "../sources/presetFacts.ts";
import { budgetOf } from "../sources/queryBudget.ts";
import type { Source, SourceFeed } from "../sources/Source.ts";
import { withVersion } from "../sources/sourceVersion.ts";
import { refuse, type Resolving, within } from "./Resolving.ts";
import { resolveAuth } from "./resolveAuth.ts";
import { refuseFeedKeys, resolveFileFeed, resolvePageFeed } from "./resolveFeed.ts";
import { resolveTls } from "./resolveTls.ts";
import type { SourceEntry } from "./schema.ts";
import { Secret } from "./Secret.ts";

/** Prometheus' own default scrape interval is 1 m; both seeds and most installations use 15 s. */
const DEFAULT_STEP_MS = 15_000;

/** Where a source lies, and what it is read from. */
interface Place {
  readonly base: BaseUrl | undefined;
  readonly feed?: SourceFeed | undefined;
}

/** A checked entry → a source; undefined, with the reasons in `context.issues`, when it must not run. */
export function resolveSource(
  entry: SourceEntry,
  context: Resolving,
  facts: Partial<PresetFacts> = {},
): Source | undefined {
  const before = context.issues.length;
  const { kind } = entry;
  if (kind === "loglines") {
    refuse(context, ["kind"], `sources of kind ${kind}: this version does not have them yet`);
    return undefined;
  }
  if (kind !== "openmetrics") refuseFeedKeys(entry, context);
  if (entry.query_budget !== undefined && kind !== "loki")
    refuse(context, ["query_budget"], "only sources of kind loki have it");
  const { base, feed } =
    kind === "openmetrics" ? resolvePage(entry, facts, context) : resolveUrl(entry, context);
  const tls = resolveTls(entry.tls_config, { base, allowsInsecure: entry.allow_insecure }, context);
  const auth = resolveAuth(entry, { tls, baseOrigin: base?.origin ?? "" }, context);
  const headers = resolveHeaders(entry.headers, within(context, ["headers"]));
  if (base && auth && auth.type !== "none" && !base.isHttps && !base.isLoopback) {
    refuse(context, ["url"], "a secret would cross the network unencrypted; use https://");
  }
  if (!auth || context.issues.length > before) return undefined;
  return withVersion({
    id: entry.id,
    name: entry.name ?? entry.id,
    kind,
    baseOrigin: base?.origin ?? "",
    prefix: base?.prefix ?? "",
    auth,
    headers,
    tls,
    timeoutMs: entry.timeout,
    metadataTimeoutMs: entry.metadata_timeout,
    ...facts,
    minStepMs: entry.scrape_interval ?? facts.minStepMs ?? DEFAULT_STEP_MS,
    origin: "config",
    ...(feed && { feed }),
    ...budgetOf(kind, entry.query_budget),
    // The operator wrote this address; only link-local and metadata addresses stay closed.
    allowPrivate: true,
  });
}

function resolveUrl(entry: SourceEntry, context: Resolving): Place {
  if (entry.url === undefined) {
    refuse(context, [], "needs url");
    return { base: undefined };
  }
  const base = parseBaseUrl(entry.url, { allowPrivate: true });
  if (!isFault(base)) return { base };
  refuse(context, ["url"], base.reason);
  return { base: undefined };
}

/** A page or a file. */
function resolvePage(entry: SourceEntry, facts: Partial<PresetFacts>, context: Resolving): Place {
  if ((entry.url === undefined) === (entry.file === undefined)) {
    refuse(context, entry.url === undefined ? [] : ["file"], "needs url or file, one of them");
    return { base: undefined };
  }
  if (entry.url === undefined) return { base: undefined, feed: resolveFileFeed(entry, context) };
  const page = parsePageUrl(entry.url, { allowPrivate: true });
  if (!isFault(page)) {
    const feed = resolvePageFeed(entry, { query: page.query, intervalMs: facts.minStepMs }, context);
    return { base: page, feed };
  }
  refuse(context, ["url"], page.reason);
  return { base: undefined };
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
