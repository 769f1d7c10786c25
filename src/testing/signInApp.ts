import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hashOf, randomText } from "../server/auth/secretText.ts";
import { hashPassword } from "../server/auth/passwordHash.ts";
import type { AuthSettings } from "../server/auth/AuthSettings.ts";
import type { PersonRow } from "../server/store/AccountStores.ts";
import { openSqlite } from "../server/store/sqlite/openSqlite.ts";
import type { Store } from "../server/store/Store.ts";
import { startTestApp, type TestApp, type TestAppOptions } from "./startTestApp.ts";

export interface SignInApp extends TestApp {
  readonly store: Store;
  /** Sends a request as the page or a program does; `as` is a cookie or an Authorization. */
  ask(target: string, options?: AskOptions): Promise<Response>;
  /** A new person of mode password, with the password "correct horse". */
  person(name: string, role: PersonRow["role"], sources?: readonly string[] | null): Promise<PersonRow>;
  /** The cookie of a session that began without a password. */
  session(person: PersonRow): Promise<Record<string, string>>;
  /** The header of a token. */
  token(person: PersonRow, more?: TokenMore): Promise<Record<string, string>>;
}

export interface TokenMore {
  readonly sources?: readonly string[];
  readonly expiresMs?: number;
  readonly isRevoked?: boolean;
}

export interface AskOptions {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly as?: Readonly<Record<string, string>>;
}

export const PASSWORD = "correct horse";

/** The whole server with a sign-in and a real SQLite file. Its clock is the machine's unless one is given. */
export async function startSignInApp(
  auth: Partial<AuthSettings> = {},
  options: TestAppOptions = {},
): Promise<SignInApp> {
  const dir = mkdtempSync(path.join(tmpdir(), "sightglass-sign-in-"));
  const { now = Date.now } = options;
  const store = await openSqlite({ dataDir: dir, nowMs: now() });
  const settings = { mode: "password", allowsPublicLinks: false, ...auth } as const;
  const app = await startTestApp({
    ...options,
    store,
    config: { host: "127.0.0.1", basePath: "", allowPrivate: true, ...options.config, auth: settings },
  });
  return {
    ...app,
    store,
    ...(await callersOf(store, now)),
    ask: (target, asked = {}) => ask(app.url + target, asked),
    stop: async () => {
      await app.stop();
      await store.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function ask(url: string, { method = "GET", body, headers, as }: AskOptions): Promise<Response> {
  return fetch(url, {
    method,
    redirect: "manual",
    headers: {
      ...(method !== "GET" && { "x-sightglass": "1" }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
      ...as,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
}

/** Puts people and what they hold into the store, past the routes. */
async function callersOf(
  store: Store,
  now: () => number,
): Promise<Pick<SignInApp, "person" | "session" | "token">> {
  const passwordHash = await hashPassword(PASSWORD);
  const change = () => ({ personId: "test", by: "test", atMs: now() });
  return {
    person: (name, role, sources = null) =>
      store.people.create({ name, role, origin: "password", passwordHash, sources }, change()),
    session: async ({ id }) => {
      const value = randomText();
      await store.sessions.create({ idHash: hashOf(value), personId: id, createdMs: now(), seenMs: now() });
      return { cookie: `sightglass=${value}` };
    },
    token: async ({ id }, { sources, expiresMs = now() + 60_000, isRevoked = false } = {}) => {
      const text = `sg_${randomText()}`;
      const { id: tokenId } = await store.tokens.create(
        {
          hash: hashOf(text),
          personId: id,
          label: "t",
          sources: sources ?? null,
          createdMs: now(),
          expiresMs,
        },
        change(),
      );
      if (isRevoked) await store.tokens.revoke(tokenId, change());
      return { authorization: `Bearer ${text}` };
    },
  };
}
