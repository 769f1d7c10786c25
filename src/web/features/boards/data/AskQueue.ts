/** Something that waits for its turn. */
interface Waiting {
  readonly isOnScreen: () => boolean;
  readonly go: () => void;
}

/**
 * Lets so many tasks run at once. Of those that wait, what is on screen at that moment goes first, else the one that
 * came first; who aborts leaves the line.
 */
export class AskQueue {
  readonly #places: number;
  #running = 0;
  #line: Waiting[] = [];

  constructor(places: number) {
    this.#places = places;
  }

  async run<T>(
    task: () => Promise<T>,
    { isOnScreen, signal }: { readonly isOnScreen: () => boolean; readonly signal: AbortSignal },
  ): Promise<T> {
    signal.throwIfAborted();
    if (this.#running >= this.#places) await this.#turn(isOnScreen, signal);
    else this.#running += 1;
    try {
      signal.throwIfAborted();
      return await task();
    } finally {
      this.#leave();
    }
  }

  #turn(isOnScreen: () => boolean, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        this.#line = this.#line.filter((one) => one !== waiting);
        reject(signal.reason);
      };
      const waiting: Waiting = {
        isOnScreen,
        go: () => {
          signal.removeEventListener("abort", stop);
          resolve();
        },
      };
      this.#line.push(waiting);
      signal.addEventListener("abort", stop, { once: true });
    });
  }

  /** Hands the place on; only an empty line makes it free, so nobody can slip in between. */
  #leave(): void {
    const next = this.#line.find((one) => one.isOnScreen()) ?? this.#line[0];
    if (next === undefined) {
      this.#running -= 1;
      return;
    }
    this.#line = this.#line.filter((one) => one !== next);
    next.go();
  }
}
