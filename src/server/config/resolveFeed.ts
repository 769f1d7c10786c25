import { MEMORY_BYTES, pageFeed, SCRAPE_INTERVAL_MS } from "../sources/pageFeed.ts";
import type { SourceFeed } from "../sources/Source.ts";
import { refuse, type Resolving } from "./Resolving.ts";
import type { SourceEntry } from "./schema.ts";
import { resolveFile } from "./secretRef.ts";

const RING_KEYS = ["scrape_timeout", "retention", "body_size_limit"] as const;
/** Of no use to who reads a file. */
const WEB_KEYS = ["authorization", "basic_auth", "oauth2", "tls_config"] as const;

/** Refuses what only scraped sources have. */
export function refuseFeedKeys(entry: SourceEntry, context: Resolving): void {
  if (entry.file !== undefined)
    refuse(context, ["file"], "only openmetrics and loglines are read from a file");
  for (const key of [...RING_KEYS, "memory_limit"] as const)
    if (entry[key] !== undefined) refuse(context, [key], "only sources of kind openmetrics have it");
}

/** How a page with this query string is scraped; `intervalMs`: what its preset knows. */
export function resolvePageFeed(
  entry: SourceEntry,
  page: { readonly query: string; readonly intervalMs: number | undefined },
  context: Resolving,
): SourceFeed {
  const intervalMs = entry.scrape_interval ?? page.intervalMs ?? SCRAPE_INTERVAL_MS;
  const { scrape_timeout: timeoutMs, retention, memory_limit: memory, body_size_limit: body } = entry;
  if (timeoutMs !== undefined && timeoutMs > intervalMs)
    refuse(context, ["scrape_timeout"], "must not be longer than scrape_interval");
  refuseUnbounded(entry, context);
  return pageFeed({
    query: page.query,
    intervalMs,
    ...(timeoutMs !== undefined && { scrapeTimeoutMs: timeoutMs }),
    ...(retention !== undefined && { retentionMs: retention }),
    ...(memory !== undefined && { memoryBytes: memory }),
    ...(body !== undefined && { pageBytes: body }),
  });
}

/** A dump. Undefined, with the reasons in the issues, when it cannot be read. */
export function resolveFileFeed(entry: SourceEntry, context: Resolving): SourceFeed | undefined {
  for (const key of [...RING_KEYS, ...WEB_KEYS])
    if (entry[key] !== undefined) refuse(context, [key], "is for a url; a file is read as it is");
  if (Object.keys(entry.headers).length > 0)
    refuse(context, ["headers"], "are for a url; a file is read as it is");
  refuseUnbounded(entry, context);
  const path = resolveFile(entry.file ?? "", { key: "file", isSecret: false }, context);
  return path === undefined
    ? undefined
    : { type: "file", path, memoryBytes: entry.memory_limit ?? MEMORY_BYTES };
}

/** "off" is for budgets. */
function refuseUnbounded(entry: SourceEntry, context: Resolving): void {
  for (const key of ["memory_limit", "body_size_limit"] as const)
    if (entry[key] === 0) refuse(context, [key], "must be a size, such as 256MiB");
}
