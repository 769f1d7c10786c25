import type { SourceFeed } from "./Source.ts";

const MIB = 1024 ** 2;
const HOUR_MS = 3_600_000;

/** Prometheus gives a scrape 10 s (scrape_timeout), and never more than the interval. */
const SCRAPE_TIMEOUT_MS = 10_000;
/** Both seeds and most installations scrape every 15 s. */
export const SCRAPE_INTERVAL_MS = 15_000;
/** kube-state-metrics of a cluster with some thousand pods has about 30 MB. */
const PAGE_BYTES = 64 * MIB;
export const MEMORY_BYTES = 256 * MIB;
const RETENTION_MS = 24 * HOUR_MS;

type PageFeed = Extract<SourceFeed, { readonly type: "page" | "self" }>;

/** Everything about scraping a page that nobody said otherwise. */
export function pageFeed(said: Partial<PageFeed> = {}): PageFeed {
  const intervalMs = said.intervalMs ?? SCRAPE_INTERVAL_MS;
  return {
    type: "page",
    query: "",
    scrapeTimeoutMs: Math.min(SCRAPE_TIMEOUT_MS, intervalMs),
    pageBytes: PAGE_BYTES,
    retentionMs: RETENTION_MS,
    memoryBytes: MEMORY_BYTES,
    ...said,
    intervalMs,
  };
}
