/** Scrapes at most this late count as on time, and get the time that was planned (Prometheus, scrape/scrape.go: 2 ms). */
const TOLERANCE_MS = 2;

/**
 * When a source is scraped: every `intervalMs` at an offset of its own, by the wall clock, so that sources do not all
 * come at once and a restart goes on with the same rhythm.
 */
export class ScrapeSchedule {
  readonly #intervalMs: number;
  readonly #offsetMs: number;

  constructor(id: string, intervalMs: number) {
    this.#intervalMs = intervalMs;
    this.#offsetMs = hash(id) % intervalMs;
  }

  /** The first planned time after `nowMs`, epoch milliseconds. */
  next(nowMs: number): number {
    const turns = Math.floor((nowMs - this.#offsetMs) / this.#intervalMs) + 1;
    return turns * this.#intervalMs + this.#offsetMs;
  }

  /** The time of a scrape that was planned for `plannedMs` and begins at `nowMs`. */
  timeOf(plannedMs: number, nowMs: number): number {
    const tolerance = Math.min(TOLERANCE_MS, this.#intervalMs / 100);
    return Math.abs(nowMs - plannedMs) <= tolerance ? plannedMs : nowMs;
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}
