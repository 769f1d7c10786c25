import type { EngineSource } from "../../engine/thread/messages.ts";
import type { Source } from "../sources/Source.ts";

/** Beyond this a file is no dump that fits into memory. */
const FILE_BYTES = 1024 ** 3;
/** The demo cluster is the same for everybody. */
const DEMO_SEED = 1;

export interface DemoClock {
  /** Epoch milliseconds at which the demo's time stands still; absent: it runs. */
  readonly fixedNowMs?: number;
}

/** What the engine opens for a source; undefined for one that it does not answer for. */
export function engineSourceOf(source: Source, { fixedNowMs }: DemoClock = {}): EngineSource | undefined {
  const { id, feed } = source;
  switch (feed?.type) {
    case undefined:
      return undefined;
    case "demo":
      return { kind: "demo", id, seed: DEMO_SEED, ...(fixedNowMs !== undefined && { fixedNowMs }) };
    case "file":
      return { kind: "file", id, path: feed.path, maxBytes: FILE_BYTES, memoryBytes: feed.memoryBytes };
    case "page":
    case "self":
      return {
        kind: "scraped",
        id,
        labels: { job: id, instance: feed.type === "self" ? "sightglass" : instanceOf(source.baseOrigin) },
        honorsLabels: source.prefix.endsWith("/federate"),
        intervalMs: feed.intervalMs,
        timeoutMs: feed.scrapeTimeoutMs,
        retentionMs: feed.retentionMs,
        memoryBytes: feed.memoryBytes,
        maxPageBytes: feed.pageBytes,
      };
  }
}

/** host:port, as Prometheus labels a target. */
function instanceOf(origin: string): string {
  const { hostname, port, protocol } = new URL(origin);
  return `${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
}
