import { expect } from "vitest";
import type { ContractCase } from "./storeContract.test-util.ts";
import { aBoard, aPanel, change, NOW_MS, size } from "./storeSamples.test-util.ts";
import type { PersonRow } from "./AccountStores.ts";
import type { Store } from "./Store.ts";

const DAY_MS = 86_400_000;

const person = (name: string, more: Partial<PersonRow> = {}) =>
  ({
    name,
    role: "editor",
    origin: "password",
    passwordHash: "$argon2id$x",
    sources: null,
    ...more,
  }) as const;

const token = (hash: string) => ({
  hash,
  personId: "person-Ada",
  label: "promtool",
  sources: ["demo"],
  createdMs: NOW_MS,
  expiresMs: NOW_MS + DAY_MS,
});

const anEvent = (i: number) => ({
  atMs: NOW_MS + i,
  personId: "person-Ada",
  who: "Ada",
  action: "view",
  kind: i % 2 === 0 ? "board" : "panel",
  objectId: `object-${i}`,
  name: `Object ${i}`,
  detail: "",
});

const panelCount = async (store: Store, boardId: string) => (await store.panels.ofBoard(boardId)).length;

export const idempotencyCases: readonly ContractCase[] = [
  {
    title: "F52 a save repeated with its key is one save with one result, also at the same time",
    run: async (store) => {
      const { id: boardId } = await store.boards.create(aBoard("Once"), change());
      const save = () =>
        store.panels.create(aPanel("p"), { boardId, ...size }, change("Ada", { idempotencyKey: "key-1" }));
      const results = await Promise.all(Array.from({ length: 8 }, save));
      results.push(await save());
      expect(new Set(results.map(({ id }) => id)).size).toBe(1);
      expect(results.every((result) => result.created.atMs === results[0]?.created.atMs)).toBe(true);
      expect(await panelCount(store, boardId)).toBe(1);
      const update = () =>
        store.panels.update(
          results[0]?.id ?? "",
          { rev: 1, panel: aPanel("2") },
          change("Ada", { idempotencyKey: "key-2" }),
        );
      expect([(await update()).rev, (await update()).rev]).toEqual([2, 2]);
    },
  },
  {
    title: "F52 a key is one person's, for one change, for 24 hours",
    run: async (store) => {
      const { id: boardId } = await store.boards.create(aBoard("Keys"), change());
      const save = (name: string, more: Parameters<typeof change>) =>
        store.panels.create(aPanel(name), { boardId, ...size }, change(...more));
      const first = await save("p", ["Ada", { idempotencyKey: "key-3" }]);
      expect((await save("p", ["Bo", { idempotencyKey: "key-3" }])).id).not.toBe(first.id);
      await expect(save("q", ["Ada", { idempotencyKey: "key-3" }])).rejects.toMatchObject({
        problem: { code: "BAD_REQUEST" },
      });
      const tomorrow = await save("p", ["Ada", { idempotencyKey: "key-3", atMs: NOW_MS + DAY_MS + 60_000 }]);
      expect(tomorrow.id).not.toBe(first.id);
    },
  },
  {
    title: "F52 a change that failed leaves its key free",
    run: async (store) => {
      const { id: boardId } = await store.boards.create(aBoard("Free"), change());
      const { id } = await store.panels.create(aPanel("1"), { boardId, ...size }, change());
      const update = () =>
        store.panels.update(id, { rev: 2, panel: aPanel("3") }, change("Ada", { idempotencyKey: "key-4" }));
      await expect(update()).rejects.toMatchObject({ problem: { code: "EDIT_CONFLICT" } });
      await store.panels.update(id, { rev: 1, panel: aPanel("2") }, change());
      expect(await update()).toMatchObject({ rev: 3 });
      const removal = change("Ada", { idempotencyKey: "key-5" });
      await store.panels.remove(id, removal);
      await store.panels.remove(id, removal);
    },
  },
];

export const accountCases: readonly ContractCase[] = [
  {
    title: "K1 a name is one person's within its origin, whatever its case",
    run: async (store) => {
      const ada = await store.people.create(person("Ada", { sources: ["demo"] }), change());
      expect(ada).toMatchObject({ name: "Ada", role: "editor", sources: ["demo"], isDisabled: false });
      expect(await store.people.byName("password", "ADA")).toEqual(ada);
      expect(await store.people.byName("oidc", "ada")).toBeUndefined();
      const taken = store.people.create(person("aDa"), change());
      await expect(taken).rejects.toMatchObject({ problem: { code: "PERSON_EXISTS" } });
      await store.people.create(person("ada", { origin: "oidc", passwordHash: undefined }), change());
      const bo = await store.people.create(person("Bo"), change());
      const renamed = store.people.update(bo.id, { name: "ada" }, change());
      await expect(renamed).rejects.toMatchObject({ problem: { code: "PERSON_EXISTS" } });
      await store.people.seen(bo.id, NOW_MS);
      await store.people.seen(bo.id, NOW_MS + 30_000);
      expect(await store.people.get(bo.id)).toEqual({ ...bo, lastSeenMs: NOW_MS });
      expect((await store.people.list()).map(({ name }) => name)).toEqual(["Ada", "ada", "Bo"]);
    },
  },
  {
    title: "K1 a new password is set each time it is sent, whatever key it comes with",
    run: async (store) => {
      const { id } = await store.people.create(person("Pat"), change());
      const update = (passwordHash: string) =>
        store.people.update(id, { passwordHash }, change("Pat", { idempotencyKey: "one-key-for-two" }));
      for (const hash of ["first", "second"]) await update(hash);
      expect((await store.people.get(id))?.passwordHash).toBe("second");
    },
  },
  {
    title: "K1 of changes to a person at once none undoes another",
    run: async (store) => {
      const { id } = await store.people.create(person("Kim"), change());
      for (let round = 0; round < 5; round += 1) {
        await store.people.update(id, { isDisabled: false, role: "editor", passwordHash: "old" }, change());
        await Promise.all([
          store.people.update(id, { passwordHash: "new" }, change()),
          store.people.update(id, { role: "viewer" }, change()),
          store.people.update(id, { isDisabled: true }, change()),
          store.people.update(id, { sources: ["demo"] }, change()),
        ]);
        const kept = { isDisabled: true, role: "viewer", passwordHash: "new", sources: ["demo"] };
        expect(await store.people.get(id)).toMatchObject(kept);
      }
    },
  },
  {
    title: "K1 the last admin who may sign in stays one, also when two demote each other at once",
    run: async (store) => {
      const make = (name: string) => store.people.create(person(name, { role: "admin" }), change());
      const [one, two] = [await make("One"), await make("Two")];
      await store.people.create(person("Sso", { role: "admin", origin: "oidc" }), change());
      const results = await Promise.allSettled([
        store.people.update(one.id, { role: "viewer" }, change()),
        store.people.update(two.id, { isDisabled: true }, change()),
      ]);
      expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      expect(results.find(({ status }) => status === "rejected")).toMatchObject({
        reason: { problem: { code: "LAST_ADMIN" } },
      });
      const last = results[0]?.status === "fulfilled" ? two : one;
      for (const edit of [{ passwordHash: undefined }, { role: "editor" }] as const) {
        await expect(store.people.update(last.id, edit, change())).rejects.toMatchObject({
          problem: { code: "LAST_ADMIN" },
        });
      }
      expect(await store.people.update(last.id, { passwordHash: "$new" }, change())).toMatchObject({
        passwordHash: "$new",
      });
    },
  },
  {
    title:
      "K1 the last admin of an issuer or a proxy is not switched off, though their role is the issuer's to take",
    run: async (store) => {
      for (const origin of ["oidc", "proxy"] as const) {
        // Those of other cases, of whom one stays.
        const list = (await store.people.list()).filter(
          (one) => one.origin === origin && one.role === "admin",
        );
        for (const one of list) await store.people.update(one.id, { role: "viewer" }, change());
        const make = (name: string) =>
          store.people.create(
            person(`${origin} ${name}`, { role: "admin", origin, passwordHash: undefined }),
            change(),
          );
        const [one, two] = [await make("one"), await make("two")];
        await store.people.update(one.id, { isDisabled: true }, change());
        await expect(store.people.update(two.id, { isDisabled: true }, change())).rejects.toMatchObject({
          problem: { code: "LAST_ADMIN" },
        });
        expect(await store.people.update(two.id, { role: "viewer" }, change())).toMatchObject({
          role: "viewer",
        });
      }
    },
  },
  {
    title: "K1 sessions end one by one, with their person, and by age",
    run: async (store) => {
      const begin = (idHash: string, personId: string, createdMs: number) =>
        store.sessions.create({ idHash, personId, createdMs, seenMs: createdMs });
      await begin("s1", "ada", NOW_MS);
      await begin("s2", "ada", NOW_MS);
      await begin("s3", "bo", NOW_MS);
      await begin("s4", "cy", NOW_MS - DAY_MS);
      await store.sessions.seen("s1", NOW_MS + 61_000);
      await store.sessions.seen("s2", NOW_MS + 30_000);
      expect(await store.sessions.get("s1")).toMatchObject({ personId: "ada", seenMs: NOW_MS + 61_000 });
      expect(await store.sessions.get("s2")).toMatchObject({ seenMs: NOW_MS });
      await store.sessions.seen("s4", NOW_MS);
      await store.sessions.sweep({ seenMs: NOW_MS - 1, createdMs: NOW_MS - 1 });
      expect(await store.sessions.get("s4")).toBeUndefined();
      await store.sessions.remove("s1");
      await store.sessions.removeOf("bo");
      expect(await store.sessions.get("s1")).toBeUndefined();
      expect(await store.sessions.get("s3")).toBeUndefined();
      expect(await store.sessions.get("s2")).toBeDefined();
    },
  },
  {
    title: "K1 access tokens are found by their hash, used and revoked",
    run: async (store) => {
      const made = await store.tokens.create(token("token-1"), change());
      expect(made).toMatchObject({ ...token("token-1"), lastUsedMs: undefined, revokedMs: undefined });
      expect(await store.tokens.byHash("token-1")).toEqual(made);
      expect(await store.tokens.byHash("token-2")).toBeUndefined();
      await store.tokens.used(made.id, NOW_MS);
      await store.tokens.used(made.id, NOW_MS + 1_000);
      const revocation = change();
      await store.tokens.revoke(made.id, revocation);
      await store.tokens.revoke(made.id, change());
      expect(await store.tokens.get(made.id)).toEqual({
        ...made,
        lastUsedMs: NOW_MS,
        revokedMs: revocation.atMs,
      });
      expect(await store.tokens.list("nobody")).toEqual([]);
      expect((await store.tokens.list(null)).map(({ id }) => id)).toContain(made.id);
    },
  },
  {
    title: "T7 the audit trail is read backwards, page by page, and by object",
    run: async (store) => {
      for (let i = 0; i < 5; i += 1) await store.audit.add(anEvent(i));
      const page = await store.audit.list({ limit: 2 });
      expect(page).toMatchObject([anEvent(4), anEvent(3)]);
      const next = await store.audit.list({ limit: 2, before: page[1]?.id ?? "" });
      expect(next).toMatchObject([anEvent(2), anEvent(1)]);
      const boards = await store.audit.list({ limit: 9, kind: "board" });
      expect(boards.map(({ objectId }) => objectId)).toEqual(["object-4", "object-2", "object-0"]);
      expect(await store.audit.list({ limit: 9, objectId: "object-1" })).toHaveLength(1);
      expect(await store.audit.list({ limit: 9, before: "1 or 1=1" })).toEqual([]);
    },
  },
];
