import type { Worker } from "node:worker_threads";
import type { EngineSource, HostMessage, ThreadMessage } from "../../engine/thread/messages.ts";
import type { SourceStatus } from "../../engine/thread/SourceStatus.ts";
import { errorCode } from "../config/errorCode.ts";
import type { Logger } from "../http/Logger.ts";
import type { EngineEnd, EngineHealth } from "../sources/EngineHealth.ts";
import { EngineFolder } from "./EngineFolder.ts";
import { type FetchSourcePage, PageDeliveries } from "./PageDeliveries.ts";
import { RestartPauses } from "./RestartPauses.ts";
import { startThread, type StartThread } from "./startThread.ts";

export interface EmbeddedEngineOptions {
  readonly logger: Pick<Logger, "error" | "warn">;
  readonly fetchPage: FetchSourcePage;
  /** In place of the engine's own thread, for tests. */
  readonly startThread?: StartThread;
}

/** A thread that does not tell within this is busy or just beginning. */
const STATUS_MS = 2_000;

/** The thread that runs now. */
interface Running {
  readonly worker: Worker;
  readonly pages: PageDeliveries;
  readonly sinceMs: number;
  /** Why it ends, once that is known. */
  reason: string;
}

/**
 * The embedded engine, in a thread of its own behind a socket that only this user can reach. It is started with the
 * first source and asked over HTTP like any other upstream. A thread that dies is replaced: its dumps are read again,
 * its rings begin anew. One that dies again and again is replaced after longer and longer pauses.
 */
export class EmbeddedEngine {
  /** A unix domain socket, or a named pipe of Windows. Throws ConfigError where it has no place to be. */
  readonly socketPath: string;
  readonly #folder: EngineFolder | undefined;
  readonly #options: EmbeddedEngineOptions;
  readonly #sources = new Map<string, EngineSource>();
  readonly #asks = new Map<number, (status: SourceStatus | undefined) => void>();
  readonly #pauses = new RestartPauses();
  #lastAskId = 0;
  #running: Running | undefined;
  #restart: { readonly timer: NodeJS.Timeout; readonly atMs: number } | undefined;
  #ends = 0;
  #lastEnd: EngineEnd | undefined;
  #isClosed = false;

  constructor(options: EmbeddedEngineOptions) {
    this.#options = options;
    if (process.platform !== "win32") this.#folder = new EngineFolder();
    this.socketPath = this.#folder?.socketPath ?? String.raw`\\.\pipe\sightglass-${process.pid}`;
  }

  /** Opens the sources that are new or changed and closes those that are gone. */
  replaceSources(sources: readonly EngineSource[]): void {
    const wanted = new Map(sources.map((source) => [source.id, source]));
    let isChanged = false;
    for (const id of this.#sources.keys()) {
      if (wanted.has(id)) continue;
      isChanged = true;
      this.#sources.delete(id);
      this.#send({ type: "close", id });
    }
    for (const [id, source] of wanted) {
      if (JSON.stringify(this.#sources.get(id)) === JSON.stringify(source)) continue;
      isChanged = true;
      this.#sources.set(id, source);
      this.#send({ type: "open", source });
    }
    // Other sources may be what it takes to stay alive.
    if (isChanged && this.#running === undefined) this.#start();
  }

  /** What a source holds; undefined when the thread does not answer at once, or has nothing to tell. */
  async statusOf(id: string): Promise<SourceStatus | undefined> {
    if (this.#running === undefined) return undefined;
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

  health(): EngineHealth {
    return { ends: this.#ends, lastEnd: this.#lastEnd, startsMs: this.#restart?.atMs };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#restart?.timer);
    this.#running?.pages.close();
    await this.#running?.worker.terminate();
    this.#folder?.close();
  }

  #start(): void {
    clearTimeout(this.#restart?.timer);
    this.#restart = undefined;
    if (this.#isClosed || this.#sources.size === 0) return;
    this.#folder?.freeSocket();
    const worker = (this.#options.startThread ?? startThread)(this.socketPath);
    const send = (message: HostMessage, transfer: ArrayBuffer[] = []) =>
      worker.postMessage(message, transfer);
    const pages = new PageDeliveries(this.#options.fetchPage, send);
    const running = { worker, pages, sinceMs: performance.now(), reason: "ended" };
    this.#running = running;
    worker.on("message", (message: ThreadMessage) => this.#receive(message, pages));
    worker.on("error", (error) => {
      running.reason = errorCode(error) === "ERR_WORKER_OUT_OF_MEMORY" ? "ran out of memory" : "failed";
      this.#options.logger.error("engine failed", { reason: error.message });
    });
    worker.on("exit", () => this.#ended(running));
    for (const source of this.#sources.values()) send({ type: "open", source });
  }

  #ended({ pages, reason, sinceMs }: Running): void {
    this.#running = undefined;
    pages.close();
    for (const tell of this.#asks.values()) tell(undefined);
    if (this.#isClosed) return;
    this.#ends += 1;
    this.#lastEnd = { atMs: Date.now(), reason };
    const pauseMs = this.#pauses.next(performance.now() - sinceMs);
    this.#restart = { timer: setTimeout(() => this.#start(), pauseMs), atMs: Date.now() + pauseMs };
    this.#options.logger.warn("engine is started again", { reason: `in ${pauseMs} ms`, count: this.#ends });
  }

  #send(message: HostMessage): void {
    this.#running?.worker.postMessage(message);
  }

  #receive(message: ThreadMessage, pages: PageDeliveries): void {
    if (message.type === "status") this.#asks.get(message.askId)?.(message.status);
    else if (message.type === "fetch") void pages.deliver(message.fetchId, message.id);
    else if (message.type === "abandon") pages.abandon(message.fetchId);
  }
}
