import { fail } from "../../domain/problem/Problem.ts";
import type { PeopleStore, PersonRow, SessionRow, SessionStore } from "../store/AccountStores.ts";
import { type Principal, principalFor } from "./Principal.ts";
import { hashOf, randomText } from "./secretText.ts";

const HOUR_MS = 3_600_000;
/** A session ends after this without a request, and after that in any case (T9). */
export const IDLE_MS = 8 * HOUR_MS;
export const ABSOLUTE_MS = 24 * HOUR_MS;
/** How often "last seen" is written. */
const SEEN_EVERY_MS = 60_000;

const VALUE = /^[\w-]{43}$/;

export interface SessionDeps {
  readonly people: PeopleStore;
  readonly sessions: SessionStore;
  readonly now: () => number;
  /** People whom this mode signs in; what others hold is of a mode that was before, and opens nothing. */
  readonly origin: PersonRow["origin"];
}

/**
 * Who is signed in. The browser holds a random value, the store its hash; whether it still holds is asked of the store
 * at every request, so that a sign-out counts at once on every replica.
 */
export class Sessions {
  readonly #deps: SessionDeps;
  #sweptMs = Number.NEGATIVE_INFINITY;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
  }

  /**
   * Answers the value for the cookie. `old` is what the browser held before; it ends here (no fixation). Throws
   * SIGN_IN_FAILED.
   */
  async begin(person: PersonRow, old: string | undefined): Promise<string> {
    const { sessions, people, now } = this.#deps;
    const atMs = now();
    if (old !== undefined) await this.end(old);
    const value = randomText();
    await sessions.create({ idHash: hashOf(value), personId: person.id, createdMs: atMs, seenMs: atMs });
    // Whoever was switched off, or given another password, while this one was judged has no session by the old one.
    const today = await people.get(person.id);
    if (today === undefined || today.isDisabled || today.passwordHash !== person.passwordHash) {
      await this.end(value);
      throw fail("SIGN_IN_FAILED");
    }
    await Promise.allSettled([people.seen(person.id, atMs), this.#sweep(atMs)]);
    return value;
  }

  async find(value: string): Promise<Principal | undefined> {
    const { sessions, people, now, origin } = this.#deps;
    if (!VALUE.test(value)) return undefined;
    const row = await sessions.get(hashOf(value));
    if (row === undefined || !lives(row, now())) return undefined;
    const person = await people.get(row.personId);
    if (person === undefined || person.isDisabled || person.origin !== origin) return undefined;
    await this.#noteSeen(row, now());
    return principalFor(person, "session");
  }

  async end(value: string): Promise<void> {
    if (VALUE.test(value)) await this.#deps.sessions.remove(hashOf(value));
  }

  /** What was seen is a nicety: a store that cannot be written to keeps nobody out. */
  async #noteSeen({ idHash, personId, seenMs }: SessionRow, atMs: number): Promise<void> {
    if (atMs - seenMs < SEEN_EVERY_MS) return;
    const { sessions, people } = this.#deps;
    await Promise.allSettled([sessions.seen(idHash, atMs), people.seen(personId, atMs)]);
  }

  async #sweep(atMs: number): Promise<void> {
    if (atMs - this.#sweptMs < HOUR_MS) return;
    this.#sweptMs = atMs;
    await this.#deps.sessions.sweep({ seenMs: atMs - IDLE_MS, createdMs: atMs - ABSOLUTE_MS });
  }
}

function lives({ createdMs, seenMs }: SessionRow, nowMs: number): boolean {
  return nowMs - seenMs < IDLE_MS && nowMs - createdMs < ABSOLUTE_MS;
}
