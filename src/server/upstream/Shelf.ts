const ROWS = 256;
const HASHED_CHARS = 24;

interface Item<T> {
  readonly key: string;
  readonly value: T;
}

/**
 * Values by a text that is new with nearly every request. A native Map would keep what was in it: see `Roster`.
 * Keys of one row are compared one by one: as many as run or wait at once, even where all of them collide.
 */
export class Shelf<T> {
  readonly #rows: Item<T>[][] = Array.from({ length: ROWS }, () => []);

  get(key: string): T | undefined {
    for (const item of this.#rowOf(key)) if (item.key === key) return item.value;
    return undefined;
  }

  /** The key must be free. */
  put(key: string, value: T): void {
    this.#rowOf(key).push({ key, value });
  }

  /** Takes `value` away from `key`; does nothing where another value stands there. */
  take(key: string, value: T): void {
    const row = this.#rowOf(key);
    const at = row.findIndex((item) => item.value === value && item.key === key);
    const last = row.at(-1);
    if (at < 0 || last === undefined) return;
    row[at] = last;
    row.pop();
  }

  /** By the end of the key, where the times of a query stand. */
  #rowOf(key: string): Item<T>[] {
    let hash = key.length;
    for (let at = Math.max(0, key.length - HASHED_CHARS); at < key.length; at += 1)
      hash = (hash * 31 + key.charCodeAt(at)) | 0;
    return this.#rows[(hash >>> 0) % ROWS] ?? [];
  }
}
