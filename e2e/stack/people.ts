import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { BrowserContext } from "@playwright/test";
import type { RunningApp } from "./appServer.ts";
import { expect } from "./demoFixtures.ts";

/** Somebody who signed in with a password, asking the server without a page. */
export interface SignedIn {
  /** For a browser that is to be theirs: the page opens without asking. */
  readonly enter: (context: BrowserContext) => Promise<void>;
  /** JSON there and back; anything but 2xx fails the test. */
  readonly ask: <T>(call: string, body?: unknown) => Promise<T>;
}

const COOKIE = "sightglass";

/** Signs in; `ask` takes "POST /api/boards". */
export async function signedIn(
  app: RunningApp,
  person: { readonly name: string; readonly password: string },
): Promise<SignedIn> {
  const headers = { "Content-Type": "application/json", "X-Sightglass": "1" };
  const answer = await fetch(`${app.url}/api/session`, {
    method: "POST",
    headers,
    body: JSON.stringify(person),
  });
  expect(answer.status).toBe(200);
  const [pair = ""] = (answer.headers.getSetCookie()[0] ?? "").split(";");
  const value = pair.slice(pair.indexOf("=") + 1);
  return {
    enter: (context) =>
      context.addCookies([{ name: COOKIE, value, url: app.url, httpOnly: true, sameSite: "Strict" }]),
    ask: async (call, body) => {
      const [method = "GET", at = "/"] = call.split(" ");
      const response = await fetch(app.url + at, {
        method,
        headers: { ...(body === undefined ? { "X-Sightglass": "1" } : headers), cookie: pair },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      expect([call, response.ok, text.slice(0, response.ok ? 0 : 500)]).toEqual([call, true, ""]);
      return (text === "" ? undefined : JSON.parse(text)) as never;
    },
  };
}

const MONTH_MS = 30 * 86_400_000;

/** Takes a link or a token out of its list, as if it had never been made: one picture leaves no trace in the next. */
export function forget(app: RunningApp, table: "shares" | "tokens", id: string): void {
  const file = new DatabaseSync(path.join(app.dataDir, "sightglass.db"));
  file.exec("PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON");
  file.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id);
  file.close();
}

/** Nobody can make a link that has ended already: its month is put into the past where it is stored. */
export function endLink(app: RunningApp, id: string, endedMs: number): void {
  const file = new DatabaseSync(path.join(app.dataDir, "sightglass.db"));
  file.exec("PRAGMA busy_timeout = 5000");
  const row = file.prepare("UPDATE shares SET expires_ms = ?, created_ms = ? WHERE id = ?");
  const { changes } = row.run(endedMs, endedMs - MONTH_MS, id);
  file.close();
  expect(Number(changes)).toBe(1);
}
