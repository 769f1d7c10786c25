import { expect, it } from "vitest";
import type { PersonRow, SessionRow } from "../store/AccountStores.ts";
import { Sessions } from "./Sessions.ts";

const ed: PersonRow = {
  id: "ed",
  name: "Ed",
  role: "editor",
  origin: "password",
  passwordHash: "old",
  sources: null,
  createdMs: 0,
  lastSeenMs: undefined,
  isDisabled: false,
};

it.each<[string, PersonRow | undefined]>([
  ["got another password", { ...ed, passwordHash: "new" }],
  ["was switched off", { ...ed, isDisabled: true }],
  ["is gone", undefined],
])("T9 whoever %s while they signed in has no session", async (_what, today) => {
  const rows = new Map<string, SessionRow>();
  const done = () => Promise.resolve();
  const sessions = new Sessions({
    people: { get: () => Promise.resolve(today), seen: done } as never,
    sessions: {
      create: (row: SessionRow) => Promise.resolve(void rows.set(row.idHash, row)),
      remove: (idHash: string) => Promise.resolve(void rows.delete(idHash)),
      sweep: done,
    } as never,
    now: () => 1,
    origin: "password",
  });
  await expect(sessions.begin(ed, undefined)).rejects.toMatchObject({ problem: { code: "SIGN_IN_FAILED" } });
  expect(rows.size).toBe(0);
});
