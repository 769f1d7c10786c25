let count = 0;

/**
 * One piece of work for all who wait for it at the same time. Who leaves fails nobody else; when nobody is left, the
 * work's signal aborts.
 */
export class SharedRun<T> {
  /** No other run of this process has it. */
  readonly id = `shared-${(count += 1)}`;
  /** Who began it. */
  readonly owner: string;
  readonly #result: Promise<T>;
  readonly #aborter = new AbortController();
  readonly #onEmpty: () => void;
  #waiting = 0;

  constructor(owner: string, work: (signal: AbortSignal, id: string) => Promise<T>, onEmpty: () => void) {
    this.owner = owner;
    this.#onEmpty = onEmpty;
    // It is over before anybody who waited goes on, so that none of them finds it again.
    this.#result = work(this.#aborter.signal, this.id).finally(onEmpty);
    this.#result.catch(() => undefined);
  }

  async join(signal?: AbortSignal): Promise<T> {
    this.#waiting += 1;
    if (signal === undefined) return await this.#result;
    return await new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        reject(signal.reason as Error);
        this.#leave(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      this.#result.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
    });
  }

  #leave(reason: unknown): void {
    this.#waiting -= 1;
    if (this.#waiting > 0) return;
    this.#onEmpty();
    this.#aborter.abort(reason);
  }
}
