import type { Selectable } from "kysely";
import type { Role } from "../../../contract/session.ts";
import { fail } from "../../../domain/problem/Problem.ts";
import type { PeopleStore, PersonRow } from "../AccountStores.ts";
import type { Db, Engine, EngineKind } from "../Engine.ts";
import { nameKey } from "../nameKey.ts";
import { newId } from "../newId.ts";
import { once } from "../once.ts";
import type { PersonTable } from "../tables/Tables.ts";
import { parseDocument } from "./documents.ts";

/** When somebody was seen last is written at most this often. */
const SEEN_MS = 60_000;

export function peopleRepository(engine: Engine): PeopleStore {
  const get = async (id: string) => {
    const row = await engine.read((db) => byId(db, id));
    return row && personRow(row);
  };
  return {
    get,
    list: async () => {
      const rows = await engine.read((db) =>
        db.selectFrom("people").selectAll().orderBy("name_key").orderBy("created_ms").orderBy("id").execute(),
      );
      return rows.map(personRow);
    },
    byName: async (origin, name) => {
      const row = await engine.read((db) => byName(db, origin, name));
      return row && personRow(row);
    },
    create: (person, change) => {
      const { passwordHash: _, ...given } = person;
      return engine.write((db) =>
        once({ db, change }, { operation: "people.create", given, kept: keptById(db) }, () =>
          insertPerson(db, person, change.atMs),
        ),
      );
    },
    update: (id, edit, change) => {
      const { passwordHash, ...given } = edit;
      // A key stands for what is known of a request, and of a password nothing may be: it is set each time it is sent.
      const { idempotencyKey: _, ...unkeyed } = change;
      const keyed = passwordHash === undefined ? change : unkeyed;
      return engine.write((db) =>
        once(
          { db, change: keyed },
          { operation: "people.update", given: [id, given], kept: keptById(db) },
          () => updatePerson(engine, db, { id, edit }),
        ),
      );
    },
    seen: async (id, atMs) => {
      const row = await get(id);
      if (!row || (row.lastSeenMs !== undefined && row.lastSeenMs > atMs - SEEN_MS)) return;
      await engine.write((db) =>
        db.updateTable("people").set({ last_seen_ms: atMs }).where("id", "=", id).execute(),
      );
    },
  };
}

/** A repetition is told by the person as it is now: hashes of passwords lie in one place alone. */
const keptById = (db: Db) => ({
  from: ({ id }: PersonRow) => id,
  tell: async (id: unknown) => personRow(await personOf(db, String(id))),
});

const byId = (db: Db, id: string, held?: EngineKind) =>
  db
    .selectFrom("people")
    .selectAll()
    .where("id", "=", id)
    .$if(held === "postgres", (query) => query.forUpdate())
    .executeTakeFirst();

const byName = (db: Db, origin: string, name: string) =>
  db
    .selectFrom("people")
    .selectAll()
    .where("origin", "=", origin)
    .where("name_key", "=", nameKey(name))
    .executeTakeFirst();

/** With `held` until the transaction ends; SQLite's writers are alone anyway. */
async function personOf(db: Db, id: string, held?: EngineKind): Promise<Selectable<PersonTable>> {
  const row = await byId(db, id, held);
  if (!row) throw fail("NOT_FOUND", { hint: "This person does not exist; open the list again." });
  return row;
}

async function insertPerson(
  db: Db,
  person: Parameters<PeopleStore["create"]>[0],
  atMs: number,
): Promise<PersonRow> {
  const row = {
    id: person.id ?? newId(),
    origin: person.origin,
    name: person.name,
    name_key: nameKey(person.name),
    role: person.role,
    password_hash: person.passwordHash ?? null,
    sources: sourcesText(person.sources),
    created_ms: atMs,
    last_seen_ms: null,
    is_disabled: 0,
  };
  const inserted = await db
    .insertInto("people")
    .values(row)
    .onConflict((conflict) => conflict.columns(["origin", "name_key"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!inserted) throw fail("PERSON_EXISTS");
  return personRow(row);
}

async function updatePerson(
  { kind }: Pick<Engine, "kind">,
  db: Db,
  { id, edit }: { id: string; edit: Parameters<PeopleStore["update"]>[1] },
): Promise<PersonRow> {
  // All admins are held, so that two who demote each other at once do not both succeed.
  const admins = await db
    .selectFrom("people")
    .selectAll()
    .where("role", "=", "admin")
    .orderBy("id")
    .$if(kind === "postgres", (query) => query.forUpdate())
    .execute();
  // Held like them: of two changes at once none is undone by the other, which knew the row as it was before.
  const row = await personOf(db, id, kind);
  const next: Selectable<PersonTable> = { ...row, ...columnsOf(edit) };
  if (row.name_key !== next.name_key && (await byName(db, row.origin, next.name)))
    throw fail("PERSON_EXISTS");
  const others = admins.filter((admin) => admin.id !== id);
  // What role somebody of another origin has is told by whoever signs them in; that they are switched off, by us.
  const isOurs = row.origin === "password" || edit.isDisabled === true;
  const mayGo = others.some((other) => other.origin === row.origin && isSigningAdmin(other));
  if (isOurs && isSigningAdmin(row) && !isSigningAdmin(next) && !mayGo) throw fail("LAST_ADMIN");
  const { id: _, ...columns } = next;
  await db.updateTable("people").set(columns).where("id", "=", id).execute();
  return personRow(next);
}

/** An admin who may sign in, as far as we know. */
const isSigningAdmin = ({ role, origin, is_disabled, password_hash }: Selectable<PersonTable>) =>
  role === "admin" && is_disabled === 0 && (origin !== "password" || password_hash !== null);

export const sourcesText = (sources: readonly string[] | null) =>
  sources === null ? null : JSON.stringify(sources);

function columnsOf(edit: Parameters<PeopleStore["update"]>[1]): Partial<Selectable<PersonTable>> {
  return {
    ...(edit.name !== undefined && { name: edit.name, name_key: nameKey(edit.name) }),
    ...(edit.role !== undefined && { role: edit.role }),
    ...("passwordHash" in edit && { password_hash: edit.passwordHash ?? null }),
    ...(edit.sources !== undefined && { sources: sourcesText(edit.sources) }),
    ...(edit.isDisabled !== undefined && { is_disabled: edit.isDisabled ? 1 : 0 }),
  };
}

export function personRow(row: Selectable<PersonTable>): PersonRow {
  return {
    id: row.id,
    name: row.name,
    role: row.role as Role,
    origin: row.origin as PersonRow["origin"],
    passwordHash: row.password_hash ?? undefined,
    sources: sourcesOf(row.sources),
    createdMs: row.created_ms,
    lastSeenMs: row.last_seen_ms ?? undefined,
    isDisabled: row.is_disabled === 1,
  };
}

export const sourcesOf = (text: string | null) =>
  text === null ? null : (parseDocument(text) as readonly string[]);
