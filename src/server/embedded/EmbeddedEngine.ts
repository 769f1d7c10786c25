import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { EngineSource, HostMessage, ThreadMessage } from "../../engine/thread/messages.ts";
import type { SourceStatus } from "../../engine/thread/SourceStatus.ts";
import type { Logger } from "../http/Logger.ts";

/** A page on its way to the thread. */
export interface FetchedPage {
  readonly contentType: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface EmbeddedEngineOptions {
  readonly logger: Pick<Logger, "error" | "warn">;
  /** Gets the page of a scraped source; the reason of a failure is shown to the reader. */
  readonly fetchPage: (sourceId: string, signal: AbortSignal) => Promise<FetchedPage>;
}

/** A thread that ended by itself is started again after this, twice as long each time, at most a minute. */
const RESTART_MS = 500;
const MAX_RESTART_MS = 60_000;
/** A thread that does not tell within this is busy or just beginning. */
const STATUS_MS = 2_000;
/**
 * Beyond this heap the thread ends, not the process, unless one allocation alone goes far beyond it: whatever queries and
 * pages make is bounded where it is made. Samples are outside of it, under their own ceilings.
 */
const HEAP_MB = 2_048;

/**
 * The embedded engine, in a thread of its own behind a socket that only this user can reach. It is started with the
 * first source and asked over HTTP like any other upstream. A thread that dies is replaced: its dumps are read again,
 * its rings begin anew.
 */
export class EmbeddedEngine {
  readonly socketPath: string;
  readonly #folder: string | undefined;
  readonly #options: EmbeddedEngineOptions;
  readonly #sources = new Map<string, EngineSource>();
  readonly #fetches = new Map<number, AbortController>();
  readonly #asks = new Map<number, (status: SourceStatus | undefined) => void>();
  #lastAskId = 0;
  #worker: Worker | undefined;
  #restartMs = RESTART_MS;
  #restart: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: EmbeddedEngineOptions) {
    this.#options = options;
    if (process.platform === "win32") {
      this.socketPath = String.raw`\\.\pipe\sightglass-${process.pid}`;
    } else {
      this.#folder = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-"));
      this.socketPath = path.join(this.#folder, "engine.sock");
    }
    process.once("exit", this.#tidy);
  }

  /** Opens the sources that are new or changed and closes those that are gone. */
  replaceSources(sources: readonly EngineSource[]): void {
    const wanted = new Map(sources.map((source) => [source.id, source]));
    for (const id of this.#sources.keys()) {
      if (wanted.has(id)) continue;
      this.#sources.delete(id);
      this.#send({ type: "close", id });
    }
    for (const [id, source] of wanted) {
      if (JSON.stringify(this.#sources.get(id)) === JSON.stringify(source)) continue;
      this.#sources.set(id, source);
      if (this.#worker === undefined && this.#restart === undefined) this.#start();
      else this.#send({ type: "open", source });
    }
  }

  /** What a source holds; undefined when the thread does not answer at once, or has nothing to tell. */
  async statusOf(id: string): Promise<SourceStatus | undefined> {
    if (this.#worker === undefined) return undefined;
    const askId = ++this.#lastAskId;
    const { promise, resolve } = Promise.withResolvers<SourceStatus | undefined>();
    this.#asks.set(askId, resolve);
    const timer = setTimeout(() => resolve(undefined), STATUS_MS);
    this.#send({ type: "askStatus", askId, id });
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#asks.delete(askId);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#restart);
    for (const fetching of this.#fetches.values()) fetching.abort();
    await this.#worker?.terminate();
    process.off("exit", this.#tidy);
    this.#tidy();
  }

  readonly #tidy = (): void => {
    if (this.#folder !== undefined) fs.rmSync(this.#folder, { recursive: true, force: true });
  };

  #start(): void {
    this.#restart = undefined;
    if (this.#isClosed) return;
    const worker = new Worker(new URL("../../engine/thread/engineThread.ts", import.meta.url), {
      workerData: { socketPath: this.socketPath },
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    this.#worker = worker;
    worker.on("message", (message: ThreadMessage) => this.#receive(message));
    worker.on("error", (error) => this.#options.logger.error("engine failed", { reason: error.message }));
    worker.on("exit", () => this.#ended());
    for (const source of this.#sources.values()) this.#send({ type: "open", source });
  }

  #ended(): void {
    this.#worker = undefined;
    for (const fetching of this.#fetches.values()) fetching.abort();
    this.#fetches.clear();
    if (this.#isClosed) return;
    this.#options.logger.warn("engine is started again", { reason: `in ${this.#restartMs} ms` });
    this.#restart = setTimeout(() => this.#start(), this.#restartMs);
    this.#restartMs = Math.min(this.#restartMs * 2, MAX_RESTART_MS);
  }

  #send(message: HostMessage, transfer: ArrayBuffer[] = []): void {
    this.#worker?.postMessage(message, transfer);
  }

  #receive(message: ThreadMessage): void {
    if (message.type === "listening") this.#restartMs = RESTART_MS;
    else if (message.type === "status") this.#asks.get(message.askId)?.(message.status);
    else if (message.type === "abandon") this.#fetches.get(message.fetchId)?.abort();
    else void this.#deliver(message.fetchId, message.id);
  }

  async #deliver(fetchId: number, id: string): Promise<void> {
    const fetching = new AbortController();
    this.#fetches.set(fetchId, fetching);
    try {
      const { contentType, chunks } = await this.#options.fetchPage(id, fetching.signal);
      this.#send({ type: "pageHead", fetchId, contentType });
      // A copy of its own, since the bytes may lie in a buffer that is used again.
      for await (const chunk of chunks) {
        const bytes = Uint8Array.from(chunk);
        this.#send({ type: "pageChunk", fetchId, bytes }, [bytes.buffer]);
      }
      this.#send({ type: "pageEnd", fetchId });
    } catch (error) {
      const reason = error instanceof Error ? error.message : "the page could not be fetched";
      this.#send({ type: "pageFailed", fetchId, reason });
    } finally {
      this.#fetches.delete(fetchId);
    }
  }
}
