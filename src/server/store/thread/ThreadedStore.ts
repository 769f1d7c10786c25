import { Worker } from "node:worker_threads";
import { fail, ProblemError } from "../../../domain/problem/Problem.ts";
import { ConfigError } from "../../config/Config.ts";
import type { Store } from "../Store.ts";
import type { Stores } from "../storesOn.ts";
import { type Ask, METHODS, type Tell, type ThreadOptions } from "./messages.ts";

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const AGAIN_MS = 1_000;

type Question = Ask extends infer One ? (One extends Ask ? Omit<One, "id"> : never) : never;

/**
 * Asks the thread that has the database. A thread that dies takes the changes under way with it, each told as
 * failed; the next one to ask gets a new thread.
 */
export class StoreThread {
  readonly #options: ThreadOptions;
  readonly #warn: (reason: string) => void;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #isClosed = false;
  #hasOpened = false;
  #worker: Promise<Worker> | undefined;

  constructor(options: ThreadOptions, warn: (reason: string) => void) {
    this.#options = options;
    this.#warn = warn;
  }

  /** Fulfilled when the database is open; a ConfigError where it must not be used. */
  async open(): Promise<void> {
    await (this.#worker ??= this.#start());
  }

  async ask(question: Question): Promise<unknown> {
    // A late note of somebody seen must not open the database again.
    if (this.#isClosed) throw fail("SHUTTING_DOWN");
    return await this.#send(question);
  }

  async #send(question: Question): Promise<unknown> {
    const worker = await this.#running();
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, { resolve, reject });
    worker.postMessage({ ...question, id });
    return await promise;
  }

  /** A new thread may find a database that must not be used any more: whoever asks is told no more than that. */
  async #running(): Promise<Worker> {
    try {
      return await (this.#worker ??= this.#start());
    } catch (error) {
      throw error instanceof ConfigError ? fail("STORE_FAILED") : error;
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const worker = await this.#worker?.catch(() => undefined);
    if (!worker) return;
    await this.#send({ type: "close" });
    await worker.terminate();
  }

  #start(): Promise<Worker> {
    const { promise, resolve, reject } = Promise.withResolvers<Worker>();
    let isRefused = false;
    const worker = new Worker(new URL("storeThread.ts", import.meta.url), { workerData: this.#options });
    worker.on("message", (message: Tell) => {
      if (message.type === "refused") {
        isRefused = true;
        // At the first start they are the words that the process ends with.
        if (this.#hasOpened) for (const line of message.lines) this.#warn(line);
        reject(new ConfigError(message.lines));
      } else if (message.type === "warning") this.#warn(message.reason);
      else if (message.type === "open") {
        for (const reason of message.warnings) this.#warn(reason);
        this.#hasOpened = true;
        resolve(worker);
      } else this.#settle(message);
    });
    let cause = "";
    worker.on("error", (error) => {
      cause = error instanceof Error ? error.message : "unknown";
    });
    worker.on("exit", (code) => {
      if (!this.#isClosed && !isRefused) this.#warn(`the store's thread ended: ${cause || `code ${code}`}`);
      reject(fail("STORE_FAILED"));
      // A database that must not be used is looked at again after a while, not for every request.
      if (isRefused) setTimeout(() => (this.#worker = undefined), AGAIN_MS).unref();
      else this.#worker = undefined;
      for (const { reject: refuse } of this.#waiting.values()) refuse(fail("STORE_FAILED"));
      this.#waiting.clear();
    });
    return promise;
  }

  #settle(message: Extract<Tell, { readonly id: number }>): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.type === "done") waiting?.resolve(message.value);
    else if (message.type === "problem") waiting?.reject(new ProblemError(message.problem));
    else waiting?.reject(Object.assign(new Error(message.message), { stack: message.stack }));
  }
}

/** The store whose database lies in a thread of its own. */
export function threadedStore(thread: StoreThread): Store {
  return {
    panels: partOf(thread, "panels"),
    boards: partOf(thread, "boards"),
    shares: partOf(thread, "shares"),
    people: partOf(thread, "people"),
    sessions: partOf(thread, "sessions"),
    tokens: partOf(thread, "tokens"),
    audit: partOf(thread, "audit"),
    health: async () => (await thread.ask({ type: "health" })) as Awaited<ReturnType<Store["health"]>>,
    close: () => thread.close(),
  };
}

function partOf<Part extends keyof Stores>(thread: StoreThread, part: Part): Stores[Part] {
  const methods = METHODS[part].map((method) => [
    method,
    (...args: readonly unknown[]) => thread.ask({ type: "call", part, method, args }),
  ]);
  return Object.fromEntries(methods) as Stores[Part];
}
