import { randomUUID } from "node:crypto";
import { setImmediate as afterReading, setTimeout as sleep } from "node:timers/promises";
import { fail } from "../../domain/problem/Problem.ts";
import type { TryCounts } from "./SharedTry.ts";
import type { SignInTries, Trier, Tries } from "./SignInTries.ts";

/** Nobody who signs in waits longer than this for the others' count; the process' own decides then. */
const PROMPT_MS = 50;

/**
 * Tries counted by all replicas together. This process counts along, and tells what it counted with each try: while
 * there is nobody to ask it decides alone, and a shared count that was lost is made anew. So one that comes and goes
 * never makes guessing easier than a replica for itself would.
 */
export class SharedTries implements Tries {
  readonly #own: SignInTries;
  readonly #shared: TryCounts;
  readonly #promptMs: number;

  constructor(own: SignInTries, shared: TryCounts, promptMs = PROMPT_MS) {
    this.#own = own;
    this.#shared = shared;
    this.#promptMs = promptMs;
  }

  async begin(trier: Trier): Promise<string> {
    const id = randomUUID();
    const waitMs = await promptly(this.#shared.begin({ ...this.#own.known(trier), id }), this.#promptMs);
    if (waitMs === null) return this.#own.begin(trier, id);
    if (waitMs > 0) throw fail("TOO_MANY_TRIES", { retryAfterMs: waitMs });
    this.#own.count(trier, id);
    return id;
  }

  async succeed(trier: Trier, id: string): Promise<void> {
    const { keys } = this.#own.known(trier);
    this.#own.succeed(trier, id);
    await promptly(this.#shared.succeed({ keys, id }), this.#promptMs);
  }
}

async function promptly<T>(work: Promise<T>, promptMs: number): Promise<T | null> {
  const giveUp = new AbortController();
  try {
    return await Promise.race([work, late(promptMs, giveUp.signal)]);
  } finally {
    giveUp.abort();
  }
}

/** A busy process sees its timers before its sockets: an answer that came in time is read before it counts as late. */
async function late(afterMs: number, signal: AbortSignal): Promise<null> {
  const options = { signal, ref: false };
  try {
    await sleep(afterMs, null, options);
    return await afterReading(null, options);
  } catch {
    return null;
  }
}
