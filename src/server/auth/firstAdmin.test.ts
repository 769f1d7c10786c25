import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSqlite } from "../store/sqlite/openSqlite.ts";
import type { Store } from "../store/Store.ts";
import { firstAdmin } from "./firstAdmin.ts";
import { verifyPassword } from "./passwordHash.ts";

const now = () => Date.UTC(2026, 10, 21);
let dataDir = "";
let store: Store;
beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "sightglass-admin-"));
  store = await openSqlite({ dataDir, nowMs: now() });
});
afterEach(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});
const admins = async () => (await store.people.list()).filter(({ name }) => name === "admin");

describe("the first admin", () => {
  it.each([undefined, "correct horse"])(
    "K1 is one, where two replicas start at once (password %s)",
    async (password) => {
      const made = await Promise.all([1, 2].map(() => firstAdmin({ ...store, now, password })));
      const [admin, ...more] = await admins();
      expect([admin?.role, more]).toEqual(["admin", []]);
      expect(made.filter((text) => text !== undefined)).toHaveLength(password === undefined ? 1 : 0);
      const text = password ?? made.find((one) => one !== undefined) ?? "";
      expect(await verifyPassword(text, admin?.passwordHash ?? "")).toBe(true);
    },
  );

  it("K1 has a password again where everything was imported, and passwords were not", async () => {
    const change = { personId: "import", by: "Sightglass", atMs: now() };
    const imported = { name: "admin", role: "admin", origin: "password", sources: null } as const;
    await store.people.create({ ...imported, passwordHash: undefined }, change);
    await store.people.create(
      { ...imported, name: "Night shift", role: "viewer", passwordHash: "h" },
      change,
    );
    const made = (await firstAdmin({ ...store, now, password: undefined })) ?? "";
    const [admin, ...more] = await admins();
    expect(more).toEqual([]);
    expect(await verifyPassword(made, admin?.passwordHash ?? "")).toBe(true);
    expect(await firstAdmin({ ...store, now, password: undefined }), "once").toBeUndefined();
  });

  it("T9 is signed out everywhere by another password, and not by the same", async () => {
    await firstAdmin({ ...store, now, password: "correct horse" });
    const personId = (await admins())[0]?.id ?? "";
    await store.sessions.create({ idHash: "h", personId, createdMs: now(), seenMs: now() });
    await firstAdmin({ ...store, now, password: "correct horse" });
    expect(await store.sessions.get("h")).toBeDefined();
    await firstAdmin({ ...store, now, password: "battery staple" });
    expect(await store.sessions.get("h")).toBeUndefined();
  });
});
