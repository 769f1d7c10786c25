import { fail } from "../../domain/problem/Problem.ts";
import type { PeopleStore, PersonRow } from "../store/AccountStores.ts";
import { browserOf } from "./knownBrowser.ts";
import { hashOfNothing, verifyPassword } from "./passwordHash.ts";
import type { Tries } from "./SignInTries.ts";

export interface Attempt {
  readonly name: string;
  readonly password: string;
  /** Of whoever tries. */
  readonly address: string;
  /** What the browser shows of an earlier sign-in (`knownBrowser`). */
  readonly known: string | undefined;
}

export interface Outcome {
  /** Whose name it was; undefined: nobody's. For the audit trail, never for the answer. */
  readonly person: PersonRow | undefined;
  readonly isGood: boolean;
}

/** Each takes 19 MiB and a thread for about 50 ms. */
const MOST_AT_ONCE = 8;

/** Names and passwords of our own people (mode `password`). */
export class PasswordSignIn {
  readonly #people: PeopleStore;
  readonly #tries: Tries;
  /** Checked where there is no such person, so that the answer takes as long (S33). */
  readonly #decoy = hashOfNothing();
  #running = 0;

  constructor(people: PeopleStore, tries: Tries) {
    this.#people = people;
    this.#tries = tries;
  }

  /** Throws TOO_MANY_TRIES, and OVERLOADED when too many try at this moment. */
  async try({ name, password, address, known }: Attempt): Promise<Outcome> {
    if (this.#running >= MOST_AT_ONCE) throw fail("OVERLOADED", { retryAfterMs: 1_000 });
    this.#running += 1;
    try {
      const person = await this.#people.byName("password", name);
      const trier = { name, address, browser: browserOf(person, known) };
      const id = await this.#tries.begin(trier);
      const isRight = await verifyPassword(password, person?.passwordHash ?? this.#decoy);
      const isGood = isRight && person?.passwordHash !== undefined && !person.isDisabled;
      if (isGood) await this.#tries.succeed(trier, id);
      return { person, isGood };
    } finally {
      this.#running -= 1;
    }
  }
}
