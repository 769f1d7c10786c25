import { hashOf } from "../../server/auth/secretText.ts";
import type { RouteRole } from "../../server/auth/access.ts";
import type { PersonRow } from "../../server/store/AccountStores.ts";
import type { SignInApp } from "../signInApp.ts";

type Headers = Readonly<Record<string, string>>;

/** Somebody who calls, and by hand, apart from the code under test, what they may count as. */
export interface Asker {
  readonly name: string;
  /** With which role they are known; "anyone" is not known. */
  readonly held: RouteRole;
  readonly kind: "nobody" | "person" | "token";
  /** May ask the sources of `OWN` alone. */
  readonly isBound: boolean;
  /** Whose things are their own. */
  readonly person: PersonRow | undefined;
  readonly headers: Headers;
  /** For a request that ends the session. */
  readonly again: () => Promise<Headers>;
}

/** The callers of G15. Of the others, who differ in their credentials, routes are asked and no undeclared method. */
export const CORE: ReadonlySet<string> = new Set([
  "anonymous",
  "link",
  "viewer",
  "editor",
  "admin",
  "expired token",
]);

/** Sources that everybody here may ask, and those that bound people may not. */
export const OWN = { metrics: "stage", lines: "stage-lines" } as const;
export const OTHERS = { metrics: "prod", lines: "prod-lines" } as const;
const BOUND: readonly string[] = Object.values(OWN);

/** Everybody of G15, and those whose credentials are no longer good. `linkToken` is a link that anyone may open. */
export async function makeAskers(app: SignInApp, linkToken: string): Promise<readonly Asker[]> {
  const people = {
    viewer: await app.person("Vera", "viewer"),
    editor: await app.person("Ed", "editor"),
    bound: await app.person("Bo", "editor", BOUND),
    admin: await app.person("Ada", "admin"),
    off: await app.person("Off", "admin"),
  };
  const { viewer, editor, bound, admin, off } = people;
  const whole = { isBound: false, person: undefined };
  const fixed = (headers: Headers) => ({ headers, again: () => Promise.resolve(headers) });
  const signedIn = async (person: PersonRow) => ({
    kind: "person" as const,
    isBound: person === bound,
    person,
    headers: await app.session(person),
    again: () => app.session(person),
  });
  const token = async (person: PersonRow, more: Parameters<SignInApp["token"]>[1] = {}) => ({
    kind: "token" as const,
    isBound: person === bound || more.sources !== undefined,
    person,
    ...fixed(await app.token(person, { expiresMs: Date.now() + 3_600_000, ...more })),
  });
  const gone = { held: "anyone", kind: "nobody" } as const;
  const ended = await app.session(admin);
  await app.store.sessions.remove(hashOf((ended["cookie"] ?? "").slice("sightglass=".length)));
  const all: readonly Asker[] = [
    { name: "anonymous", held: "anyone", kind: "nobody", ...whole, ...fixed({}) },
    { name: "link", ...gone, ...whole, ...fixed(linkAs(linkToken)) },
    { name: "viewer", held: "viewer", ...(await signedIn(viewer)) },
    { name: "editor", held: "editor", ...(await signedIn(editor)) },
    { name: "bound editor", held: "editor", ...(await signedIn(bound)) },
    { name: "admin", held: "admin", ...(await signedIn(admin)) },
    { name: "viewer's token", held: "viewer", ...(await token(viewer)) },
    { name: "editor's token", held: "editor", ...(await token(editor)) },
    { name: "bound editor's token", held: "editor", ...(await token(bound)) },
    { name: "admin's token", held: "admin", ...(await token(admin)) },
    { name: "admin's narrow token", held: "admin", ...(await token(admin, { sources: BOUND })) },
    { name: "expired token", ...(await token(admin, { expiresMs: Date.now() - 1 })), ...gone },
    { name: "revoked token", ...(await token(admin, { isRevoked: true })), ...gone },
    { name: "ended session", ...(await signedIn(admin)), ...gone, ...fixed(ended) },
    { name: "disabled", ...(await signedIn(off)), ...gone },
    { name: "disabled's token", ...(await token(off)), ...gone },
  ];
  const change = { personId: admin.id, by: admin.name, atMs: Date.now() };
  await app.store.people.update(off.id, { isDisabled: true }, change);
  return all;
}

/** A link's secret where a session or an access token would stand. */
const linkAs = (text: string): Headers => ({ authorization: `Bearer ${text}`, cookie: `sightglass=${text}` });
