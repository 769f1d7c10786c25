import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { passwordChange, type Session, signIn } from "../../contract/session.ts";
import { fail } from "../../domain/problem/Problem.ts";
import type { Audit } from "../auth/AuditTrail.ts";
import type { Auth } from "../auth/createAuth.ts";
import { changeOf } from "../auth/changeOf.ts";
import { hashPassword } from "../auth/passwordHash.ts";
import { knownPrincipal, principalOf } from "../auth/principalOf.ts";
import { ABSOLUTE_MS } from "../auth/Sessions.ts";
import type { Peers } from "../http/Peers.ts";
import type { PersonRow } from "../store/AccountStores.ts";
import { parseBody } from "./parseBody.ts";

export interface SessionRoutesOptions {
  readonly auth: Auth;
  readonly audit: Audit;
  readonly peers: Peers;
  readonly version: string;
  readonly basePath: string;
  /** May sources be added here at all? By an admin, then. */
  readonly canAdd: boolean;
  readonly allowsPublicLinks: boolean;
  readonly now: () => number;
}

/** What the page asks first, and signing in with a password and out again. */
export function sessionRoutes(app: FastifyInstance, options: SessionRoutesOptions): void {
  app.get("/api/session", { config: { access: "own-read", role: "anyone" } }, (request): Session => {
    const principal = knownPrincipal(request);
    return sessionView(options, principal);
  });
  app.post("/api/session", { config: { access: "own-write", role: "anyone" } }, async (request, reply) => {
    const person = await signInWithPassword(request, options);
    await startSession({ person, request, reply }, options);
    return sessionView(options, person);
  });
  app.put("/api/session", { config: { access: "own-write", role: "viewer" } }, async (request, reply) => {
    const person = await changeOwnPassword(request, options);
    await startSession({ person, request, reply }, options);
    return sessionView(options, person);
  });
  app.delete("/api/session", { config: { access: "own-write", role: "anyone" } }, async (request, reply) => {
    const { accounts } = options.auth;
    const value = accounts?.cookie.read(request.raw);
    if (accounts !== undefined && value !== undefined) {
      await accounts.sessions.end(value);
      if (knownPrincipal(request)?.via === "session") {
        await options.audit(request, { action: "sign-out", kind: "session", objectId: "", name: "" });
      }
      reply.header("set-cookie", accounts.cookie.clear());
    }
    return reply.code(204).send();
  });
}

function sessionView(options: SessionRoutesOptions, person: Session["person"]): Session {
  const { auth, version, basePath, canAdd, allowsPublicLinks } = options;
  return {
    mode: auth.authenticator.mode,
    version,
    canAdd: canAdd && person?.role === "admin",
    basePath,
    allowsPublicLinks,
    ...(person && { person: { id: person.id, name: person.name, role: person.role } }),
  };
}

async function signInWithPassword(
  request: FastifyRequest,
  { auth, peers, audit }: SessionRoutesOptions,
): Promise<PersonRow> {
  const way = auth.accounts?.password;
  if (way === undefined) throw fail("FORBIDDEN", { hint: "Nobody signs in with a password here." });
  if (peers.isPlain(request.raw))
    throw fail("FORBIDDEN", {
      hint: "A password would cross the network unencrypted; open the https address.",
    });
  const { name, password } = parseBody(signIn, request.body);
  const address = peers.addressOf(request.raw);
  const { person, isGood } = await way.try({ name, password, address });
  if (isGood && person !== undefined) return person;
  // What was typed as a name may be a password; only the name of a person is kept.
  await audit(request, {
    action: "sign-in-failed",
    kind: "session",
    objectId: person?.id ?? "",
    name: person?.name ?? "",
    detail: `from ${address}`,
    who: { id: "", name: "" },
  });
  throw fail("SIGN_IN_FAILED");
}

/** Whoever sits at somebody else's open page does not know the old one. */
async function changeOwnPassword(
  request: FastifyRequest,
  { auth, peers, audit, now }: SessionRoutesOptions,
): Promise<PersonRow> {
  const { password: way, store } = auth.accounts ?? {};
  if (way === undefined || store === undefined)
    throw fail("FORBIDDEN", { hint: "Passwords are not kept here." });
  const { password, newPassword } = parseBody(passwordChange, request.body);
  const { id, name } = principalOf(request);
  const { person, isGood } = await way.try({ name, password, address: peers.addressOf(request.raw) });
  if (!isGood || person?.id !== id) throw fail("FORBIDDEN", { hint: "The present password is another one." });
  const passwordHash = await hashPassword(newPassword);
  const changed = await store.people.update(id, { passwordHash }, changeOf(request, now()));
  await store.sessions.removeOf(id);
  await audit(request, { action: "change", kind: "person", objectId: id, name, detail: "own password" });
  return changed;
}

/** From now on this browser is that person; whatever session it had ends. */
export async function startSession(
  { person, request, reply }: { person: PersonRow; request: FastifyRequest; reply: FastifyReply },
  { auth, peers, audit }: Pick<SessionRoutesOptions, "auth" | "peers" | "audit">,
): Promise<void> {
  const { accounts } = auth;
  if (accounts === undefined) throw fail("FORBIDDEN");
  const value = await accounts.sessions.begin(person, accounts.cookie.read(request.raw));
  reply.header("set-cookie", accounts.cookie.set(value, ABSOLUTE_MS / 1_000));
  await audit(request, {
    action: "sign-in",
    kind: "session",
    objectId: person.id,
    name: person.name,
    detail: `from ${peers.addressOf(request.raw)}`,
    who: person,
  });
}
