import { EngineError } from "../EngineError.ts";
import type { MetricStore } from "../store/MetricStore.ts";
import type { EngineSource } from "./messages.ts";

/** An open source: what answers its queries, and how it ends. */
export interface OpenSource {
  /** Undefined while nothing was read yet; `reason` says why. */
  readonly store: MetricStore | undefined;
  readonly reason: string;
  /** Epoch milliseconds, as the source has it. */
  nowMs(): number;
  close(): void;
}

/** The sources that are open, by id. */
export class StoreDirectory {
  readonly #create: (source: EngineSource) => OpenSource;
  readonly #open = new Map<string, OpenSource>();

  constructor(create: (source: EngineSource) => OpenSource) {
    this.#create = create;
  }

  /** Takes the place of an open one of the same id. */
  open(source: EngineSource): void {
    this.close(source.id);
    this.#open.set(source.id, this.#begin(source));
  }

  /** One source that cannot be opened leaves the others alone. */
  #begin(source: EngineSource): OpenSource {
    try {
      return this.#create(source);
    } catch (error) {
      const reason = error instanceof Error ? error.message : "it cannot be opened";
      return { store: undefined, reason, nowMs: () => Date.now(), close: () => undefined };
    }
  }

  close(id: string): void {
    this.#open.get(id)?.close();
    this.#open.delete(id);
  }

  /** Undefined: no such source. Throws EngineError while it has nothing to answer from. */
  storeOf(id: string): MetricStore | undefined {
    const found = this.#open.get(id);
    if (found === undefined || found.store !== undefined) return found?.store;
    throw new EngineError("unavailable", found.reason);
  }

  nowMs(id: string): number {
    return this.#open.get(id)?.nowMs() ?? Date.now();
  }
}
