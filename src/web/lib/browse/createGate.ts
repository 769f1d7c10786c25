/** Lets `places` tasks run at once; the others wait in line, and leave it when their signal aborts. */
export function createGate(places: number) {
  const line: (() => void)[] = [];
  let running = 0;

  /** Hands the place to the next in line; only an empty line makes it free, so nobody can slip in between. */
  function leave(): void {
    const next = line.shift();
    if (next) next();
    else running -= 1;
  }

  return async function enter<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (running >= places) {
      await new Promise<void>((resolve, reject) => {
        const go = () => {
          signal.removeEventListener("abort", stop);
          resolve();
        };
        const stop = () => {
          line.splice(line.indexOf(go), 1);
          reject(signal.reason);
        };
        line.push(go);
        signal.addEventListener("abort", stop, { once: true });
      });
    } else running += 1;
    try {
      signal.throwIfAborted();
      return await task();
    } finally {
      leave();
    }
  };
}
