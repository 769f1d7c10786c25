const TICK_MS = 100;
const WINDOW_MS = 10_000;

/** How long the process was busy without answering anybody: the truth behind /healthz (F62). */
export class LoopDelay {
  readonly #timer: NodeJS.Timeout;
  #lastTickMs = performance.now();
  #windowStartMs = this.#lastTickMs;
  #worstNowMs = 0;
  #worstBeforeMs = 0;

  constructor() {
    this.#timer = setInterval(() => this.#tick(performance.now()), TICK_MS);
    this.#timer.unref();
  }

  /** The longest block of the last 10 to 20 seconds, in milliseconds. */
  worstMs(): number {
    this.#note(performance.now());
    return Math.max(this.#worstNowMs, this.#worstBeforeMs);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tick(nowMs: number): void {
    this.#note(nowMs);
    this.#lastTickMs = nowMs;
    if (nowMs - this.#windowStartMs < WINDOW_MS) return;
    this.#worstBeforeMs = this.#worstNowMs;
    this.#worstNowMs = 0;
    this.#windowStartMs = nowMs;
  }

  #note(nowMs: number): void {
    this.#worstNowMs = Math.max(this.#worstNowMs, nowMs - this.#lastTickMs - TICK_MS);
  }
}
