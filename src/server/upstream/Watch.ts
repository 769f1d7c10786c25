import { Roster, type Seat } from "../http/Roster.ts";

/** Something that has deadlines of its own, and looks at them when it is asked to. */
export interface Watched {
  /** `nowMs` by the watch's clock. */
  sweep(nowMs: number): void;
}

/**
 * Looks at the deadlines of everything that runs, a few times within the shortest of them: a timer for each
 * deadline of each call costs more than all else we do for a small answer. A deadline is met up to `everyMs` late.
 */
export class Watch<T extends Watched> {
  /** Monotonic ms, as of the last look: good enough to note when something was last heard. */
  nowMs = performance.now();
  readonly everyMs: number;
  readonly #members = new Roster<T>();
  #timer: NodeJS.Timeout | undefined;

  constructor(shortestMs: number) {
    this.everyMs = Math.min(100, Math.max(5, shortestMs / 8));
  }

  get size(): number {
    return this.#members.size;
  }

  list(): T[] {
    return this.#members.list();
  }

  add(member: T): Seat<T> {
    const seat = this.#members.add(member);
    if (this.#timer !== undefined) return seat;
    this.nowMs = performance.now();
    this.#timer = setInterval(() => this.#look(), this.everyMs).unref();
    return seat;
  }

  delete(seat: Seat<T>): void {
    this.#members.remove(seat);
  }

  #look(): void {
    const isLate = performance.now() - this.nowMs > this.everyMs * 2;
    this.nowMs = performance.now();
    if (this.#members.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    // After a pause of our own, what came meanwhile is still unread: nobody is judged before it is.
    else if (isLate) setImmediate(() => this.#judge());
    else this.#judge();
  }

  #judge(): void {
    for (const member of this.#members.list()) member.sweep(this.nowMs);
  }
}
