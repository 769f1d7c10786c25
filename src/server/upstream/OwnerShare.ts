import type { Rate } from "./Rate.ts";

/** Bounds of one owner, over all sources (T14). */
export interface ShareLimits {
  readonly runningPerOwner: number;
  readonly queuedPerOwner: number;
  /** In the long run, and at once after a rest. */
  readonly queriesPerSecond: number;
  readonly queryBurst: number;
}

/** What one owner may have of the slots, over all sources. */
export class OwnerShare {
  running = 0;
  waiting = 0;
  readonly #limits: ShareLimits;
  readonly #rate: Rate;

  constructor(limits: ShareLimits, rate: Rate) {
    this.#limits = limits;
    this.#rate = rate;
  }

  get mayWait(): boolean {
    return this.waiting < this.#limits.queuedPerOwner;
  }

  mayRun(isQuery: boolean, nowMs: number): boolean {
    if (this.running >= this.#limits.runningPerOwner) return false;
    return !isQuery || this.#rate.waitMs(nowMs) === 0;
  }

  /** Takes a running slot, and for a query a part of the rate. */
  enter(isQuery: boolean): void {
    this.running += 1;
    if (isQuery) this.#rate.take();
  }

  /** When the rate, and nothing else, lets the next query go; null where it is not the rate. */
  rateWaitMs(nowMs: number): number | null {
    if (this.waiting === 0 || this.running >= this.#limits.runningPerOwner) return null;
    const waitMs = this.#rate.waitMs(nowMs);
    return waitMs === 0 ? null : waitMs;
  }

  /** Nothing to remember: as good as a new one. */
  isIdle(nowMs: number): boolean {
    return this.running === 0 && this.waiting === 0 && this.#rate.isFull(nowMs);
  }
}
