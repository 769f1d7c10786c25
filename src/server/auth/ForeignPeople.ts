import { createHash } from "node:crypto";
import type { Role } from "../../contract/session.ts";
import { fail, ProblemError } from "../../domain/problem/Problem.ts";
import type { PeopleStore, PersonRow, SessionStore } from "../store/AccountStores.ts";

export interface ForeignPerson {
  readonly origin: "oidc" | "proxy";
  /** What the other side knows this person by, for good; unlike the name, which people can change. */
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
}

interface ForeignDeps {
  readonly people: PeopleStore;
  readonly sessions: Pick<SessionStore, "removeOf">;
  readonly now: () => number;
}

/**
 * People whom somebody else signs in: an issuer, a proxy. Each has an id that follows from who they are there, so that
 * boards and tokens stay theirs when the name changes, and nobody inherits them by taking the name.
 */
export class ForeignPeople {
  readonly #people: PeopleStore;
  readonly #sessions: Pick<SessionStore, "removeOf">;
  readonly #now: () => number;

  constructor({ people, sessions, now }: ForeignDeps) {
    this.#people = people;
    this.#sessions = sessions;
    this.#now = now;
  }

  /** The row with today's name and role, made if need be. Throws SIGN_IN_REFUSED for somebody who was switched off. */
  async admit(person: ForeignPerson): Promise<PersonRow> {
    const id = idOf(person);
    const row = (await this.#people.get(id)) ?? (await this.#create(id, person));
    if (row.isDisabled) throw fail("SIGN_IN_REFUSED", { hint: "An admin switched you off; ask one." });
    if (row.role === person.role) return row;
    return this.#people.update(id, { role: person.role }, this.#change(id, person.name));
  }

  /**
   * Somebody whom no role is given any more: what they hold of one that they had, sessions and access tokens, is worth
   * no more than a viewer's from now on.
   */
  async dismiss(person: Pick<ForeignPerson, "origin" | "subject">): Promise<void> {
    const row = await this.#people.get(idOf(person));
    if (row === undefined) return;
    await this.#sessions.removeOf(row.id);
    if (row.role !== "viewer")
      await this.#people.update(row.id, { role: "viewer" }, this.#change(row.id, row.name));
  }

  /** Takes over a name that was changed there, unless somebody else has it here. */
  async rename(row: PersonRow, name: string): Promise<PersonRow> {
    if (row.name === name || row.name === namesake(name, row.id)) return row;
    try {
      return await this.#people.update(row.id, { name }, this.#change(row.id, name));
    } catch (error) {
      if (isTaken(error)) return row;
      throw error;
    }
  }

  async #create(id: string, { origin, name, role }: ForeignPerson): Promise<PersonRow> {
    const row = { id, origin, name, role, passwordHash: undefined, sources: null };
    const change = this.#change(id, name);
    try {
      return await this.#people.create(row, change);
    } catch (error) {
      if (!isTaken(error)) throw error;
      // Made by another request at the same moment, or a namesake.
      const made = await this.#people.get(id);
      return made ?? this.#people.create({ ...row, name: namesake(name, id) }, change);
    }
  }

  #change(personId: string, by: string) {
    return { personId, by, atMs: this.#now() };
  }
}

const namesake = (name: string, id: string) => `${name} (${id.slice(0, 4)})`;

const isTaken = (error: unknown) => error instanceof ProblemError && error.problem.code === "PERSON_EXISTS";

/** 128 bits, as other ids have. */
function idOf({ origin, subject }: Pick<ForeignPerson, "origin" | "subject">): string {
  return createHash("sha256")
    .update(JSON.stringify([origin, subject]))
    .digest("base64url")
    .slice(0, 22);
}
