import { LOCAL } from "../auth/Principal.ts";
import { createRate } from "./createRate.ts";
import { OwnerShare, type ShareLimits } from "./OwnerShare.ts";
import type { SharedRates } from "./SharedRates.ts";

export interface SlotLimits extends ShareLimits {
  readonly runningPerSource: number;
  readonly queuedPerSource: number;
  readonly runningTotal: number;
}

/** Who wants a slot. */
export interface Waiter {
  /** For whom: a person's id, or a link's. */
  readonly owner: string;
  /** Does it count towards the rate? Questions about names are many and small, and do not. */
  readonly isQuery: boolean;
  /** It has one now. */
  enter(): void;
}

/** Whose queue is full, and when asking again is worth it. */
export interface SlotRefusal {
  readonly by: "source" | "owner";
  readonly retryAfterMs: number;
}

/** Where a waiter stands. */
export interface QueuePlace {
  /** Others that get a slot of this source before it, as far as can be told now. */
  readonly ahead: number;
  readonly running: number;
}

/** One request that waits for a slot of its source. */
export interface Queued extends QueuePlace {
  readonly requestId: string;
  readonly sourceId: string;
}

interface Lane {
  running: number;
  waiting: number;
  /** Who waits, by owner; an owner that was served moves to the end. */
  readonly turns: Map<string, Set<Waiter>>;
}

const PRUNE_FROM = 256;

/**
 * How many calls may run: a bound per source, per owner and one for all. Who waits is served in turn between sources,
 * within a source in turn between owners, and within an owner first come first served, so that one busy source or
 * person does not starve another. An owner that asks faster than its rate is slowed down, and refused only when more
 * of it waits than may. Where nobody signs in there is one owner and nobody to be fair to: it has the source's bounds.
 * Rates are those of all replicas where they share them; everything else is of this process.
 */
export class Slots {
  readonly #limits: SlotLimits;
  readonly #monotonic: () => number;
  readonly #shared: SharedRates | undefined;
  /** In order of turn: a lane that was served moves to the end. */
  readonly #lanes = new Map<string, Lane>();
  readonly #shares = new Map<string, OwnerShare>();
  #pruneAt = PRUNE_FROM;
  #running = 0;
  #waiting = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: SlotLimits, monotonic = () => performance.now(), shared?: SharedRates) {
    this.#limits = limits;
    this.#monotonic = monotonic;
    this.#shared = shared;
  }

  /** Lets `waiter` enter now or when there is room; a refusal: it never will. */
  enter(sourceId: string, waiter: Waiter): SlotRefusal | null {
    const lane = this.#lane(sourceId);
    const share = this.#shareOf(waiter.owner);
    const isBehind = lane.waiting > 0 && waiter.isQuery && lane.turns.has(waiter.owner);
    // Whoever else waits while there is room waits for a bound of its own.
    if (!isBehind && this.#hasRoom(lane) && this.#mayRun(share, waiter)) {
      this.#admit(lane, share, waiter);
      return null;
    }
    const retryAfterMs = 1_000;
    if (share !== null && !share.mayWait) {
      const drainMs = (this.#limits.queuedPerOwner / this.#limits.queriesPerSecond) * 1_000;
      return { by: "owner", retryAfterMs: Math.max(retryAfterMs, Math.ceil(drainMs / 2)) };
    }
    if (lane.waiting >= this.#limits.queuedPerSource) return { by: "source", retryAfterMs };
    this.#wait(lane, share, waiter);
    return null;
  }

  /** Gives up waiting. */
  leaveQueue(sourceId: string, waiter: Waiter): void {
    const lane = this.#lanes.get(sourceId);
    if (lane === undefined || !this.#unwait(lane, waiter)) return;
    this.#dropIfEmpty(sourceId, lane);
  }

  /** Gives a running slot back. */
  release(sourceId: string, { owner }: Waiter): void {
    const lane = this.#lane(sourceId);
    const share = this.#shares.get(owner);
    lane.running -= 1;
    this.#running -= 1;
    if (share !== undefined) share.running -= 1;
    this.#serveAll();
    this.#dropIfEmpty(sourceId, lane);
  }

  /** Null: it does not wait there. */
  placeOf(sourceId: string, waiter: Waiter): QueuePlace | null {
    const lane = this.#lanes.get(sourceId);
    const own = [...(lane?.turns.get(waiter.owner) ?? [])].indexOf(waiter);
    if (lane === undefined || own < 0) return null;
    let ahead = own;
    let isBefore = true;
    for (const [owner, others] of lane.turns) {
      if (owner === waiter.owner) isBefore = false;
      else ahead += Math.min(others.size, isBefore ? own + 1 : own);
    }
    return { ahead, running: lane.running };
  }

  #hasRoom(lane: Lane): boolean {
    return lane.running < this.#limits.runningPerSource && this.#running < this.#limits.runningTotal;
  }

  #mayRun(share: OwnerShare | null, { isQuery }: Waiter): boolean {
    return share === null || share.mayRun(isQuery, this.#monotonic());
  }

  #admit(lane: Lane, share: OwnerShare | null, waiter: Waiter): void {
    lane.running += 1;
    this.#running += 1;
    share?.enter(waiter.isQuery);
    waiter.enter();
  }

  #wait(lane: Lane, share: OwnerShare | null, waiter: Waiter): void {
    const own = lane.turns.get(waiter.owner);
    if (own === undefined) lane.turns.set(waiter.owner, new Set([waiter]));
    else own.add(waiter);
    lane.waiting += 1;
    this.#waiting += 1;
    if (share !== null) share.waiting += 1;
    this.#awaitRate();
  }

  #unwait(lane: Lane, waiter: Waiter): boolean {
    const own = lane.turns.get(waiter.owner);
    if (own?.delete(waiter) !== true) return false;
    if (own.size === 0) lane.turns.delete(waiter.owner);
    const share = this.#shares.get(waiter.owner);
    if (share !== undefined) share.waiting -= 1;
    lane.waiting -= 1;
    this.#waiting -= 1;
    return true;
  }

  #lane(sourceId: string): Lane {
    let lane = this.#lanes.get(sourceId);
    if (lane === undefined) {
      lane = { running: 0, waiting: 0, turns: new Map() };
      this.#lanes.set(sourceId, lane);
    }
    return lane;
  }

  #dropIfEmpty(sourceId: string, lane: Lane): void {
    const isEmpty = lane.running === 0 && lane.waiting === 0;
    if (isEmpty && this.#lanes.get(sourceId) === lane) this.#lanes.delete(sourceId);
  }

  /** Null: no bounds of its own. */
  #shareOf(owner: string): OwnerShare | null {
    if (owner === LOCAL.id) return null;
    let share = this.#shares.get(owner);
    if (share === undefined) {
      const nowMs = this.#monotonic();
      if (this.#shares.size >= this.#pruneAt) this.#prune(nowMs);
      const { queriesPerSecond: perSecond, queryBurst: burst } = this.#limits;
      const rate = createRate(owner, {
        limits: { perSecond, burst },
        monotonic: this.#monotonic,
        shared: this.#shared,
        onChange: () => this.#serveAll(),
      });
      share = new OwnerShare(this.#limits, rate);
      this.#shares.set(owner, share);
    }
    return share;
  }

  #prune(nowMs: number): void {
    for (const [owner, share] of this.#shares) if (share.isIdle(nowMs)) this.#shares.delete(owner);
    this.#pruneAt = Math.max(PRUNE_FROM, this.#shares.size * 2);
  }

  #serveAll(): void {
    while (this.#waiting > 0 && this.#serveOne());
    this.#awaitRate();
  }

  #serveOne(): boolean {
    for (const [sourceId, lane] of this.#lanes) {
      if (lane.waiting === 0 || !this.#hasRoom(lane)) continue;
      const waiter = this.#next(lane);
      if (waiter === undefined) continue;
      this.#unwait(lane, waiter);
      const rest = lane.turns.get(waiter.owner);
      if (rest !== undefined && lane.turns.delete(waiter.owner)) lane.turns.set(waiter.owner, rest);
      this.#lanes.delete(sourceId);
      this.#lanes.set(sourceId, lane);
      this.#admit(lane, this.#shareOf(waiter.owner), waiter);
      return true;
    }
    return false;
  }

  #next(lane: Lane): Waiter | undefined {
    for (const [owner, waiting] of lane.turns) {
      const share = this.#shareOf(owner);
      for (const waiter of waiting) if (this.#mayRun(share, waiter)) return waiter;
    }
    return undefined;
  }

  /** Nothing else tells when a rate has let the next one go. */
  #awaitRate(): void {
    if (this.#timer !== undefined || this.#waiting === 0) return;
    const nowMs = this.#monotonic();
    let soonestMs = Infinity;
    for (const share of this.#shares.values()) {
      soonestMs = Math.min(soonestMs, share.rateWaitMs(nowMs) ?? Infinity);
    }
    if (soonestMs === Infinity) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#serveAll();
    }, Math.ceil(soonestMs)).unref();
  }
}
