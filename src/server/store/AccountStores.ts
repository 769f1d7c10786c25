import type { AuthMode, Role } from "../../contract/session.ts";
import type { Change } from "./Change.ts";

export interface PersonRow {
  readonly id: string;
  /** Unique within its origin, compared without case. */
  readonly name: string;
  readonly role: Role;
  readonly origin: Exclude<AuthMode, "none">;
  /** PHC string of argon2id; undefined where somebody else checks. */
  readonly passwordHash: string | undefined;
  readonly sources: readonly string[] | null;
  readonly createdMs: number;
  readonly lastSeenMs: number | undefined;
  readonly isDisabled: boolean;
}

export interface PeopleStore {
  list(): Promise<readonly PersonRow[]>;
  get(id: string): Promise<PersonRow | undefined>;
  byName(origin: PersonRow["origin"], name: string): Promise<PersonRow | undefined>;
  /** `PERSON_EXISTS` where the name is taken. */
  create(
    /** With an id where it follows from who somebody is elsewhere. */
    person: Omit<PersonRow, "id" | "createdMs" | "lastSeenMs" | "isDisabled"> & { readonly id?: string },
    change: Change,
  ): Promise<PersonRow>;
  /**
   * Refuses (`LAST_ADMIN`) to leave an origin without an admin that may sign in. The role of somebody of another origin
   * than password changes as it is told.
   */
  update(
    id: string,
    edit: Partial<Pick<PersonRow, "name" | "role" | "passwordHash" | "sources" | "isDisabled">>,
    change: Change,
  ): Promise<PersonRow>;
  seen(id: string, atMs: number): Promise<void>;
}

export interface SessionRow {
  /** SHA-256 of the cookie's value, hex. */
  readonly idHash: string;
  readonly personId: string;
  readonly createdMs: number;
  readonly seenMs: number;
}

export interface SessionStore {
  create(session: SessionRow): Promise<void>;
  get(idHash: string): Promise<SessionRow | undefined>;
  /** At most once a minute per session is written. */
  seen(idHash: string, atMs: number): Promise<void>;
  remove(idHash: string): Promise<void>;
  removeOf(personId: string): Promise<void>;
  /** Those that ended before: idle since, or begun before. */
  sweep(before: { seenMs: number; createdMs: number }): Promise<void>;
}

export interface TokenRecord {
  readonly id: string;
  /** SHA-256 of the token's text, hex. */
  readonly hash: string;
  readonly personId: string;
  readonly label: string;
  readonly sources: readonly string[] | null;
  readonly createdMs: number;
  readonly expiresMs: number;
  readonly lastUsedMs: number | undefined;
  readonly revokedMs: number | undefined;
}

export interface TokenStore {
  /** Repeated with its key, the first one's row, whose `hash` is then not the one given (see `ShareStore.create`). */
  create(token: Omit<TokenRecord, "id" | "lastUsedMs" | "revokedMs">, change: Change): Promise<TokenRecord>;
  byHash(hash: string): Promise<TokenRecord | undefined>;
  get(id: string): Promise<TokenRecord | undefined>;
  list(personId: string | null): Promise<readonly TokenRecord[]>;
  revoke(id: string, change: Change): Promise<void>;
  used(id: string, atMs: number): Promise<void>;
}

export interface AuditEvent {
  readonly atMs: number;
  readonly personId: string;
  readonly who: string;
  /** "view", "create", "change", "delete", "restore", "share", "revoke", "open", "sign-in", "sign-in-failed", … */
  readonly action: string;
  /** "board", "panel", "share", "person", "token", "source", "session". */
  readonly kind: string;
  readonly objectId: string;
  readonly name: string;
  /** No query text, no secret. */
  readonly detail: string;
}

export interface AuditStore {
  add(event: AuditEvent): Promise<void>;
  /** Newest first, at most `limit`; `before` is the id of the last one seen. */
  list(filter: {
    before?: string;
    kind?: string;
    objectId?: string;
    limit: number;
  }): Promise<readonly (AuditEvent & { readonly id: string })[]>;
}
