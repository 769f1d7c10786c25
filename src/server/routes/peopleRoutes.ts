import type { FastifyInstance, FastifyRequest } from "fastify";
import { type PeopleList, type PersonDraft, personDraft, type PersonView } from "../../contract/session.ts";
import { fail } from "../../domain/problem/Problem.ts";
import type { Audit } from "../auth/AuditTrail.ts";
import { changeOf } from "../auth/changeOf.ts";
import type { AccountStore } from "../auth/createAuth.ts";
import { hashPassword } from "../auth/passwordHash.ts";
import type { PeopleStore, PersonRow } from "../store/AccountStores.ts";
import { objectIdOf } from "./objectIdOf.ts";
import { parseBody } from "./parseBody.ts";

export interface PeopleRoutesOptions {
  /** Absent in mode `none`: there are no people. */
  readonly store: AccountStore | undefined;
  /** Are passwords ours to keep? Elsewhere people appear when they first sign in. */
  readonly hasPasswords: boolean;
  readonly audit: Audit;
  readonly now: () => number;
}

/** Who may sign in, and as what. */
export function peopleRoutes(app: FastifyInstance, options: PeopleRoutesOptions): void {
  const { store, audit, now } = options;
  app.get("/api/people", { config: { access: "own-read", role: "admin" } }, () => listPeople(store));
  app.post("/api/people", { config: { access: "own-write", role: "admin" } }, async (request, reply) => {
    if (store === undefined || !options.hasPasswords) throw nobodyToAdd();
    const { name, role, password, sources } = parseBody(personDraft, request.body);
    if (password === undefined) throw fail("BAD_REQUEST", { detail: "password: is needed" });
    const passwordHash = await hashPassword(password);
    const person = await store.people.create(
      { name, role, origin: "password", passwordHash, sources },
      changeOf(request, now()),
    );
    await audit(request, noteOf("create", person));
    return reply.code(201).send(personView(person));
  });
  app.put("/api/people/:id", { config: { access: "own-write", role: "admin" } }, async (request, reply) => {
    const id = objectIdOf(request);
    const before = await store?.people.get(id);
    if (store === undefined || before === undefined) throw fail("NOT_FOUND");
    const draft = parseBody(personDraft, request.body);
    const person = await changePerson(store.people, { before, draft, request, now });
    // Whoever knew the old password, or was let in before, has to sign in again.
    if (draft.password !== undefined || person.isDisabled) await store.sessions.removeOf(id);
    await audit(request, noteOf("change", person));
    return reply.send(personView(person));
  });
}

async function listPeople(store: AccountStore | undefined): Promise<PeopleList> {
  const rows = (await store?.people.list()) ?? [];
  return { people: rows.map(personView) };
}

async function changePerson(
  people: PeopleStore,
  {
    before,
    draft,
    request,
    now,
  }: { before: PersonRow; draft: PersonDraft; request: FastifyRequest; now: () => number },
): Promise<PersonRow> {
  const { name, role, password, sources, isDisabled } = draft;
  const isForeign = before.origin !== "password";
  if (isForeign && (password !== undefined || role !== before.role || name !== before.name)) {
    throw fail("BAD_REQUEST", { detail: "name, role, password: come from where this person signs in" });
  }
  const edit = { name, role, sources, ...(isDisabled !== undefined && { isDisabled }) };
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  return people.update(
    before.id,
    { ...edit, ...(passwordHash !== undefined && { passwordHash }) },
    changeOf(request, now()),
  );
}

function nobodyToAdd(): Error {
  return fail("FORBIDDEN", {
    hint: "People are not added here: they appear when they first sign in, or there is no sign-in.",
  });
}

const noteOf = (action: string, { id, name, role }: PersonRow) =>
  ({ action, kind: "person", objectId: id, name, detail: `role ${role}` }) as const;

/** No hash leaves. */
function personView(row: PersonRow): PersonView {
  const { id, name, role, origin, sources, createdMs, lastSeenMs, isDisabled } = row;
  return {
    id,
    name,
    role,
    origin,
    sources: sources === null ? null : [...sources],
    createdMs,
    isDisabled,
    ...(lastSeenMs !== undefined && { lastSeenMs }),
  };
}
