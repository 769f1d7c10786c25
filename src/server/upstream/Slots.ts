export interface SlotLimits {
  readonly runningPerSource: number;
  readonly queuedPerSource: number;
  readonly runningTotal: number;
}

/** Who wants a slot. */
export interface Waiter {
  /** It has one now. */
  enter(): void;
}

interface Lane {
  running: number;
  readonly waiting: Set<Waiter>;
}

/**
 * How many calls may run: a bound per source and one for all. Who waits is served first come first served within
 * a source and in turn between sources, so one busy source does not starve another.
 */
export class Slots {
  readonly #limits: SlotLimits;
  /** In order of turn: a lane that was served moves to the end. */
  readonly #lanes = new Map<string, Lane>();
  #running = 0;
  #waiting = 0;

  constructor(limits: SlotLimits) {
    this.#limits = limits;
  }

  /** Lets `waiter` enter now or when there is room. False: the queue is full and it never will. */
  enter(sourceId: string, waiter: Waiter): boolean {
    const lane = this.#lane(sourceId);
    if (lane.waiting.size === 0 && this.#hasRoom(lane)) {
      lane.running += 1;
      this.#running += 1;
      waiter.enter();
      return true;
    }
    if (lane.waiting.size >= this.#limits.queuedPerSource) return false;
    lane.waiting.add(waiter);
    this.#waiting += 1;
    return true;
  }

  /** Gives up waiting. */
  leaveQueue(sourceId: string, waiter: Waiter): void {
    if (this.#lanes.get(sourceId)?.waiting.delete(waiter) === true) this.#waiting -= 1;
  }

  /** Gives a running slot back. */
  release(sourceId: string): void {
    const lane = this.#lane(sourceId);
    lane.running -= 1;
    this.#running -= 1;
    if (this.#waiting > 0) this.#serve();
    if (lane.running === 0 && lane.waiting.size === 0 && this.#lanes.get(sourceId) === lane) {
      this.#lanes.delete(sourceId);
    }
  }

  #hasRoom(lane: Lane): boolean {
    return lane.running < this.#limits.runningPerSource && this.#running < this.#limits.runningTotal;
  }

  #lane(sourceId: string): Lane {
    let lane = this.#lanes.get(sourceId);
    if (lane === undefined) {
      lane = { running: 0, waiting: new Set() };
      this.#lanes.set(sourceId, lane);
    }
    return lane;
  }

  #serve(): void {
    for (const [sourceId, lane] of this.#lanes) {
      const [waiter] = lane.waiting;
      if (waiter === undefined || !this.#hasRoom(lane)) continue;
      lane.waiting.delete(waiter);
      this.#waiting -= 1;
      lane.running += 1;
      this.#running += 1;
      this.#lanes.delete(sourceId);
      this.#lanes.set(sourceId, lane);
      waiter.enter();
      return;
    }
  }
}
