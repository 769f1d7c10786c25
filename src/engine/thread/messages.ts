import type { SourceStatus } from "./SourceStatus.ts";

/**
 * What the engine's thread and its host say to each other. Secrets stay with the host: the thread asks it for a page
 * by the source's id, and gets the bytes.
 */

/** What a source of the engine is made of. */
export type EngineSource = DemoSource | ScrapedSource | FileSource;

export interface DemoSource {
  readonly kind: "demo";
  readonly id: string;
  readonly seed: number;
  /** Time stands still here, for tests and pictures; absent: the clock's. */
  readonly fixedNowMs?: number;
}

export interface ScrapedSource {
  readonly kind: "scraped";
  readonly id: string;
  /** Labels of every series of the page: job and instance. */
  readonly labels: Readonly<Record<string, string>>;
  /** The page's own job and instance win over ours (a /federate page). */
  readonly honorsLabels: boolean;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly retentionMs: number;
  readonly memoryBytes: number;
  readonly maxPageBytes: number;
}

export interface FileSource {
  readonly kind: "file";
  readonly id: string;
  readonly path: string;
  readonly maxBytes: number;
  /** More samples than fit into this are an error; the last good content stays. */
  readonly memoryBytes: number;
}

/** Host → thread. */
export type HostMessage =
  | { readonly type: "open"; readonly source: EngineSource }
  | { readonly type: "close"; readonly id: string }
  | { readonly type: "askStatus"; readonly askId: number; readonly id: string }
  /** An answer to "fetch": a head, chunks, then "pageEnd" or "pageFailed". */
  | { readonly type: "pageHead"; readonly fetchId: number; readonly contentType: string }
  | { readonly type: "pageChunk"; readonly fetchId: number; readonly bytes: Uint8Array }
  | { readonly type: "pageEnd"; readonly fetchId: number }
  | { readonly type: "pageFailed"; readonly fetchId: number; readonly reason: string };

/** Thread → host. */
export type ThreadMessage =
  | { readonly type: "listening" }
  | { readonly type: "fetch"; readonly fetchId: number; readonly id: string }
  | { readonly type: "abandon"; readonly fetchId: number }
  /** An answer to "askStatus"; undefined for a source that keeps none. */
  | { readonly type: "status"; readonly askId: number; readonly status: SourceStatus | undefined };
