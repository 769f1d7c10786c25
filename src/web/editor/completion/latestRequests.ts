/** Entries kept; the oldest goes first. Enough for a session of editing, small enough to forget about. */
const MAX_ENTRIES = 200;

interface Entry {
  readonly value: unknown;
  readonly freshUntilMs: number;
}

interface Running {
  readonly key: string;
  readonly controller: AbortController;
  readonly promise: Promise<unknown>;
}

export interface LatestRequests {
  /** A fresh answer of an earlier `run` with this key. */
  peek(key: string): unknown;
  /**
   * Asks, unless a fresh answer is kept or the same question is under way. Per `kind` one request is in flight:
   * a different question aborts the older one. `signal` only lets this caller go; the request itself goes on,
   * so that the next keystroke, which often asks the same, finds it under way.
   */
  run<T>(question: Question<T>): Promise<T>;
}

export interface Question<T> {
  readonly kind: string;
  readonly key: string;
  readonly keepMs: number;
  readonly signal: AbortSignal;
  readonly ask: (signal: AbortSignal) => Promise<T>;
}

/** Deduplicates, supersedes and remembers requests. `now` is epoch milliseconds. */
export function createLatestRequests(now: () => number): LatestRequests {
  const entries = new Map<string, Entry>();
  const running = new Map<string, Running>();

  function peek(key: string): unknown {
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.freshUntilMs > now()) return entry.value;
    entries.delete(key);
    return undefined;
  }

  function keep(key: string, entry: Entry): void {
    entries.delete(key);
    entries.set(key, entry);
    const oldest = entries.keys().next();
    if (entries.size > MAX_ENTRIES && oldest.done === false) entries.delete(oldest.value);
  }

  function start<T>({ kind, key, keepMs, ask }: Question<T>): Promise<T> {
    running.get(kind)?.controller.abort();
    const controller = new AbortController();
    const promise = ask(controller.signal).then((value) => {
      keep(key, { value, freshUntilMs: now() + keepMs });
      return value;
    });
    const mine: Running = { key, controller, promise };
    running.set(kind, mine);
    const done = (): void => {
      if (running.get(kind) === mine) running.delete(kind);
    };
    promise.then(done, done);
    return promise;
  }

  return {
    peek,
    run<T>(question: Question<T>): Promise<T> {
      const kept = peek(question.key);
      // The key names the question, and one question has one type of answer.
      if (kept !== undefined) return Promise.resolve(kept as T);
      const under = running.get(question.kind);
      const promise = under?.key === question.key ? (under.promise as Promise<T>) : start(question);
      return untilAborted(promise, question.signal);
    },
  };
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(abortError());
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(abortError());
    signal.addEventListener("abort", leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}

function abortError(): DOMException {
  return new DOMException("Superseded by a newer request", "AbortError");
}
