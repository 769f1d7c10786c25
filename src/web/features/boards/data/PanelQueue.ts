import { useSyncExternalStore } from "react";
import type { QueueView } from "../../../../contract/queue.ts";

/** How far a panel that waits has come: others that go first, or that it waits for panels of its own page. */
export type PanelPlace = number | "own-turn";

interface QueueOptions {
  readonly ask: () => Promise<Pick<QueueView, "panels">>;
  readonly everyMs: number;
}

/**
 * Where the panels of this page stand in the queues of the server, asked for once every so often for all of them, and
 * only as long as one of them waits (T14). Those that the page itself holds back are known without asking.
 */
export class PanelQueue {
  readonly #options: QueueOptions;
  readonly #heldBack = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  #ahead: ReadonlyMap<string, number> = new Map();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** It waits for its turn on this page until the function that comes back is called. */
  holdBack(panelId: string): () => void {
    this.#heldBack.set(panelId, (this.#heldBack.get(panelId) ?? 0) + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const left = (this.#heldBack.get(panelId) ?? 1) - 1;
      if (left === 0) this.#heldBack.delete(panelId);
      else this.#heldBack.set(panelId, left);
      this.#announce();
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#timer === undefined) {
      this.#timer = setInterval(() => void this.#look(), this.#options.everyMs);
      void this.#look();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
      this.#ahead = new Map();
    };
  };

  /** Null: it runs, as far as is known. */
  placeOf(panelId: string): PanelPlace | null {
    return this.#ahead.get(panelId) ?? (this.#heldBack.has(panelId) ? "own-turn" : null);
  }

  async #look(): Promise<void> {
    // What cannot be told now is told with the next look.
    const told = await this.#options.ask().catch(() => null);
    if (told === null || this.#timer === undefined) return;
    const ahead = new Map<string, number>();
    // Of several queries the one that comes last decides.
    for (const { panelId, ahead: own } of told.panels)
      ahead.set(panelId, Math.max(own, ahead.get(panelId) ?? 0));
    this.#ahead = ahead;
    this.#announce();
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }
}

const silent = () => () => {};

/** Null as long as nobody is to be told. */
export function usePanelPlace(queue: PanelQueue, panelId: string, isTold: boolean): PanelPlace | null {
  const place = useSyncExternalStore(isTold ? queue.subscribe : silent, () => queue.placeOf(panelId));
  return isTold ? place : null;
}
