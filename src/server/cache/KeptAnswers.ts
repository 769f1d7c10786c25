import type { Answer } from "./Answers.ts";

/** An answer and the time for which it may serve others, epoch milliseconds. */
export interface KeptAnswer {
  readonly answer: Answer;
  /** When it was asked for. */
  readonly fromMs: number;
  readonly untilMs: number;
}

/** What an entry costs beside its body: key, headers, and the rest of a slab that a small body may lie in. */
const ENTRY_BYTES = 1_024;

/** Answers by key, in memory: so many bytes, of which those not read for longest go first. */
export class KeptAnswers {
  readonly #maxBytes: number;
  /** In order of use. */
  readonly #entries = new Map<string, KeptAnswer>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get(key: string, nowMs: number): Answer | null {
    const entry = this.#entries.get(key);
    if (entry === undefined) return null;
    this.#delete(key, entry);
    // A clock that was set back must not make an answer last longer.
    if (nowMs < entry.fromMs || nowMs >= entry.untilMs) return null;
    this.#put(key, entry);
    return entry.answer;
  }

  put(key: string, entry: KeptAnswer): void {
    // A larger one would push out too much of the rest.
    if (sizeOf(entry) > this.#maxBytes / 8) return;
    const old = this.#entries.get(key);
    if (old !== undefined) this.#delete(key, old);
    this.#put(key, entry);
    for (const [oldest, value] of this.#entries) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#delete(oldest, value);
    }
  }

  #put(key: string, entry: KeptAnswer): void {
    this.#entries.set(key, entry);
    this.#bytes += sizeOf(entry);
  }

  #delete(key: string, entry: KeptAnswer): void {
    this.#entries.delete(key);
    this.#bytes -= sizeOf(entry);
  }
}

function sizeOf({ answer }: KeptAnswer): number {
  return answer.body.length + ENTRY_BYTES;
}
