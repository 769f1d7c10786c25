import { randomBytes } from "node:crypto";
import type { PeopleStore, PersonRow } from "../store/AccountStores.ts";
import { hashPassword, verifyPassword } from "./passwordHash.ts";

const FIRST_NAME = "admin";

export interface FirstAdminDeps {
  readonly people: PeopleStore;
  readonly now: () => number;
  /** As configured. Then "admin" has it after every start, which is also the way back in for who lost theirs. */
  readonly password: string | undefined;
}

/**
 * Sees to it that somebody can sign in with a password. Answers the password that it made up, to be shown once on the
 * terminal; undefined where there was no need for one.
 */
export async function firstAdmin({ people, now, password }: FirstAdminDeps): Promise<string | undefined> {
  const change = { personId: "start", by: "Sightglass", atMs: now() };
  if (password !== undefined) {
    const admin = await people.byName("password", FIRST_NAME);
    const passwordHash = await keptOrNew(admin, password);
    if (admin === undefined) await people.create(newAdmin(passwordHash), change);
    else if (!stands(admin, passwordHash))
      await people.update(admin.id, { passwordHash, role: "admin", isDisabled: false }, change);
    return undefined;
  }
  const rows = await people.list();
  if (rows.some(({ origin }) => origin === "password")) return undefined;
  // 120 bits in groups that can be typed: "Hq2-…".
  const made = randomBytes(15)
    .toString("base64url")
    .replaceAll(/[-_]/g, "x")
    .replaceAll(/(.{5})(?=.)/g, "$1-");
  await people.create(newAdmin(await hashPassword(made)), change);
  return made;
}

async function keptOrNew(admin: PersonRow | undefined, password: string): Promise<string> {
  const kept = admin?.passwordHash;
  return kept !== undefined && (await verifyPassword(password, kept)) ? kept : hashPassword(password);
}

function stands({ passwordHash, role, isDisabled }: PersonRow, wanted: string): boolean {
  return passwordHash === wanted && role === "admin" && !isDisabled;
}

const newAdmin = (passwordHash: string) =>
  ({ name: FIRST_NAME, role: "admin", origin: "password", passwordHash, sources: null }) as const;
