import { monitorEventLoopDelay } from "node:perf_hooks";

/** How long the process was busy without answering anybody: the truth behind /healthz (F62). */
export class LoopDelay {
  readonly #histogram = monitorEventLoopDelay({ resolution: 20 });
  #windowMaxMs = 0;
  #windowStartMs = 0;

  constructor() {
    this.#histogram.enable();
  }

  /** The longest block of the last 10 to 20 seconds, in milliseconds. `nowMs` from a monotonic clock. */
  worstMs(nowMs: number): number {
    const currentMs = Math.max(0, this.#histogram.max / 1e6 - 20);
    if (nowMs - this.#windowStartMs < 10_000) return Math.max(currentMs, this.#windowMaxMs);
    const worstMs = Math.max(currentMs, nowMs - this.#windowStartMs < 20_000 ? this.#windowMaxMs : 0);
    this.#windowMaxMs = currentMs;
    this.#windowStartMs = nowMs;
    this.#histogram.reset();
    return worstMs;
  }

  close(): void {
    this.#histogram.disable();
  }
}
