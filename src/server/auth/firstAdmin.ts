import { randomBytes } from "node:crypto";
import { ProblemError } from "../../domain/problem/Problem.ts";
import type { PeopleStore, PersonRow, SessionStore } from "../store/AccountStores.ts";
import { hashPassword, verifyPassword } from "./passwordHash.ts";

const FIRST_NAME = "admin";

export interface FirstAdminDeps {
  readonly people: PeopleStore;
  readonly sessions: Pick<SessionStore, "removeOf">;
  readonly now: () => number;
  /** As configured. Then "admin" has it after every start, which is also the way back in for who lost theirs. */
  readonly password: string | undefined;
}

/**
 * Sees to it that somebody can sign in with a password. Answers the password that it made up, to be shown once on the
 * terminal; undefined where there was no need for one.
 */
export async function firstAdmin(deps: FirstAdminDeps): Promise<string | undefined> {
  try {
    return await seeToAdmin(deps);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== "PERSON_EXISTS") throw error;
    // Another replica started at the same moment, and was faster.
    return await seeToAdmin(deps);
  }
}

async function seeToAdmin({ people, sessions, now, password }: FirstAdminDeps): Promise<string | undefined> {
  const change = { personId: "start", by: "Sightglass", atMs: now() };
  if (password === undefined && (await people.list()).some(isWayIn)) return undefined;
  const made = password === undefined ? makePassword() : undefined;
  const admin = await people.byName("password", FIRST_NAME);
  const passwordHash = await keptOrNew(admin, password ?? made ?? "");
  if (admin === undefined) await people.create(newAdmin(passwordHash), change);
  else if (!stands(admin, passwordHash)) {
    await people.update(admin.id, { passwordHash, role: "admin", isDisabled: false }, change);
    // Whoever knew the old password signs in anew.
    await sessions.removeOf(admin.id);
  }
  return made;
}

/** Somebody who can sign in and let others in. An imported admin has no password. */
const isWayIn = ({ origin, role, passwordHash, isDisabled }: PersonRow): boolean =>
  origin === "password" && role === "admin" && passwordHash !== undefined && !isDisabled;

/** 120 bits in groups that can be typed: "Hq2-…". */
const makePassword = (): string =>
  randomBytes(15)
    .toString("base64url")
    .replaceAll(/[-_]/g, "x")
    .replaceAll(/(.{5})(?=.)/g, "$1-");

async function keptOrNew(admin: PersonRow | undefined, password: string): Promise<string> {
  const kept = admin?.passwordHash;
  return kept !== undefined && (await verifyPassword(password, kept)) ? kept : hashPassword(password);
}

function stands({ passwordHash, role, isDisabled }: PersonRow, wanted: string): boolean {
  return passwordHash === wanted && role === "admin" && !isDisabled;
}

const newAdmin = (passwordHash: string) =>
  ({ name: FIRST_NAME, role: "admin", origin: "password", passwordHash, sources: null }) as const;
