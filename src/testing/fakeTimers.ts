interface Due {
  readonly atMs: number;
  readonly act: () => void;
}

/** A clock that stands still until it is told to go on. Its wall clock can be set. */
export class FakeTimers {
  #wallMs: number;
  #monotonicMs = 0;
  readonly #due = new Set<Due>();

  constructor(nowMs: number) {
    this.#wallMs = nowMs;
  }

  readonly now = (): number => this.#wallMs;
  readonly monotonic = (): number => this.#monotonicMs;

  readonly after = (ms: number, act: () => void): (() => void) => {
    const due = { atMs: this.#monotonicMs + ms, act };
    this.#due.add(due);
    return () => this.#due.delete(due);
  };

  /** In how many milliseconds each waiting timer fires. */
  get waits(): number[] {
    return [...this.#due].map(({ atMs }) => atMs - this.#monotonicMs).toSorted((a, b) => a - b);
  }

  set(nowMs: number): void {
    this.#wallMs = nowMs;
  }

  /** Goes on by `ms`, from timer to timer; whatever they begin is given time to settle. */
  async pass(ms: number): Promise<void> {
    await settle();
    const endMs = this.#monotonicMs + ms;
    for (;;) {
      const [next] = [...this.#due].toSorted((a, b) => a.atMs - b.atMs);
      if (next === undefined || next.atMs > endMs) break;
      this.#go(next.atMs - this.#monotonicMs);
      this.#due.delete(next);
      next.act();
      await settle();
    }
    this.#go(endMs - this.#monotonicMs);
    await settle();
  }

  #go(ms: number): void {
    this.#monotonicMs += ms;
    this.#wallMs += ms;
  }
}

/** Lets every promise that can go on do so. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
