import type { AnswerHead } from "./CallEvents.ts";
import { failure, type Failure } from "./failure.ts";
import type { UpstreamLimits } from "./limits.ts";
import type { Sink } from "./Sink.ts";

/** What the fan-out needs of the flight whose answer it spreads. */
export interface Flow {
  pause(): void;
  resume(): void;
  /** This reader was too slow for the others, and has its error. */
  cut(sink: Sink): void;
}

/**
 * The readers of one answer. A single reader sets the pace. Of several, the slowest may lag by `lagBytes` and
 * hold the others up for `lagMs` in all; then it alone is cut.
 */
export class FanOut {
  /** Replaced, never changed in place: readers leave while it is walked. */
  sinks: readonly Sink[] = [];
  readonly #limits: UpstreamLimits;
  readonly #flow: Flow;
  #isPaused = false;
  #heldSinceMs = 0;
  #heldMs = 0;
  #timer: NodeJS.Timeout | undefined;
  /** A reader that is no longer asked held bytes when it left or had all. */
  #isHeldForGood = false;

  constructor(limits: UpstreamLimits, flow: Flow) {
    this.#limits = limits;
    this.#flow = flow;
  }

  add(sink: Sink): void {
    this.sinks = [...this.sinks, sink];
  }

  /** False: it is no reader (any more). */
  remove(sink: Sink): boolean {
    this.#noteHeld(sink);
    const left = this.sinks.filter((other) => other !== sink);
    const isFound = left.length < this.sinks.length;
    this.sinks = left;
    return isFound;
  }

  begin(head: AnswerHead): void {
    for (const sink of this.sinks) sink.begin(head);
  }

  data(chunk: Buffer): void {
    let isFull = false;
    for (const sink of this.sinks) if (!sink.write(chunk)) isFull = true;
    if (isFull && (this.sinks.length === 1 || this.#laggards().length > 0)) this.#hold();
  }

  end(): void {
    clearTimeout(this.#timer);
    for (const sink of this.sinks) {
      sink.end();
      this.#noteHeld(sink);
    }
    this.sinks = [];
  }

  fail(value: Failure): void {
    clearTimeout(this.#timer);
    for (const sink of this.sinks) {
      sink.fail(value);
      this.#noteHeld(sink);
    }
    this.sinks = [];
  }

  /** May anybody still refer to bytes that came by `data`? */
  holdsBytes(): boolean {
    if (this.#isHeldForGood) return true;
    for (const sink of this.sinks) if (sink.holdsBytes()) return true;
    return false;
  }

  /** A sink drained or left. */
  drained(): void {
    if (!this.#isPaused || (this.sinks.length > 1 && this.#laggards().length > 0)) return;
    this.#release();
  }

  #noteHeld(sink: Sink): void {
    if (sink.holdsBytes()) this.#isHeldForGood = true;
  }

  #laggards(): Sink[] {
    return this.sinks.filter((sink) => sink.lagBytes() > this.#limits.lagBytes);
  }

  #hold(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    this.#flow.pause();
    if (this.sinks.length < 2) return;
    this.#heldSinceMs = performance.now();
    this.#timer = setTimeout(() => this.#cutLaggards(), Math.max(0, this.#limits.lagMs - this.#heldMs));
  }

  #release(): void {
    if (this.#timer !== undefined) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#heldMs += performance.now() - this.#heldSinceMs;
    }
    this.#isPaused = false;
    this.#flow.resume();
  }

  #cutLaggards(): void {
    const detail = "This reader was much slower than the others of the same query";
    for (const sink of this.#laggards()) {
      this.remove(sink);
      sink.fail(failure("OVERLOADED", { detail }));
      this.#flow.cut(sink);
    }
    if (this.sinks.length > 0) this.#release();
  }
}
