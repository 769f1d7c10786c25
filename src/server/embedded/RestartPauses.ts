const FIRST_MS = 500;
const LONGEST_MS = 60_000;
/** Whoever ran this long was sound: its end begins a new count. Reading a large dump may take a minute before it fails. */
const SOUND_MS = 5 * 60_000;

/** How long to wait before what ended is started again: 0.5 s, twice as long each time, at most a minute. */
export class RestartPauses {
  #lastMs = 0;

  /** `ranMs`: how long the one that ended had run. */
  next(ranMs: number): number {
    const isFirst = this.#lastMs === 0 || ranMs >= SOUND_MS;
    this.#lastMs = isFirst ? FIRST_MS : Math.min(this.#lastMs * 2, LONGEST_MS);
    return this.#lastMs;
  }
}
