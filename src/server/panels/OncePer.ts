/** Lets something through once per key and time: what is noted of readers would else fill the store. */
export class OncePer {
  readonly #periodMs: number;
  readonly #now: () => number;
  readonly #seen = new Map<string, number>();

  constructor(periodMs: number, now: () => number) {
    this.#periodMs = periodMs;
    this.#now = now;
  }

  isDue(key: string): boolean {
    const nowMs = this.#now();
    const seenMs = this.#seen.get(key);
    if (seenMs !== undefined && nowMs - seenMs < this.#periodMs) return false;
    this.#seen.delete(key);
    this.#seen.set(key, nowMs);
    // The map is in order of time: what is too old to matter stands at its beginning.
    for (const [old, atMs] of this.#seen) {
      if (nowMs - atMs < this.#periodMs && this.#seen.size <= MOST) break;
      this.#seen.delete(old);
    }
    return true;
  }
}

const MOST = 10_000;
