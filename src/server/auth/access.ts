import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import type { Role } from "../../contract/session.ts";
import { fail, ProblemError } from "../../domain/problem/Problem.ts";
import type { Peers } from "../http/Peers.ts";
import type { Authenticator } from "./Authenticator.ts";
import { mayAs, type Principal } from "./Principal.ts";
import { setPrincipal } from "./principalOf.ts";

/**
 * What kind of caller a route is for. Every route declares one, and a role (`config: { access: "data", role: "editor" }`);
 * a route without them keeps the server from starting, so that nothing is open by omission.
 *
 * - `health`, `page`: shown to everybody who reaches the server, so their role is `anyone`
 * - `sign-in`: a step of signing in that a browser walks to by itself
 * - `metrics`: our own counters: loopback without asking, else an access token
 * - `data`: the operations of a source
 * - `own-read`, `own-write`: our own JSON; writing also demands `application/json` and `X-Sightglass: 1`
 * - `own-file`: the same with `text/plain`, for a file
 */
type Access = "health" | "page" | "sign-in" | "metrics" | "data" | "own-read" | "own-write" | "own-file";

/**
 * Which role a route demands; `anyone` needs no sign-in. A route of objects checks the object besides (own, shared
 * with, source of one's own).
 */
export type RouteRole = "anyone" | Role;

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
    role?: RouteRole;
    /** Data of sources for readers and links: it is asked for through `planAsk`, or `clampAsk` itself (S34). */
    asks?: "clamped";
  }
}

/** One line of the table of routes, as they declare it. */
export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
  readonly role: RouteRole;
  readonly asks?: "clamped";
}

const ACCESS_KINDS: ReadonlySet<string> = new Set<Access>([
  "health",
  "page",
  "sign-in",
  "metrics",
  "data",
  "own-read",
  "own-write",
  "own-file",
]);
const ROLES: ReadonlySet<string> = new Set<RouteRole>(["anyone", "viewer", "editor", "admin"]);
/** Nobody has to be known for these, and nobody is looked up. */
const FOR_ALL: ReadonlySet<Access> = new Set<Access>(["health", "page", "sign-in"]);
/** What an access token opens: what programs ask. People and their things are for people. */
const FOR_TOKENS: ReadonlySet<Access> = new Set<Access>(["data", "metrics"]);

/** S30: the whole value is compared, so no tab, leading space, list or suffix gets by. */
const TEXT_TYPE = /^text\/plain(?:; ?charset=utf-8)?$/i;
const JSON_TYPE = /^application\/json(?:; ?charset=utf-8)?$/i;

export interface Guard {
  readonly authenticator: Authenticator;
  /** The address of whoever asks, behind trusted proxies too. */
  readonly peers: Peers;
}

/**
 * Judges after routing and before the body is read, on the route that will run (S05): first who asks, then whether the
 * request has the right form. Answers the table of all routes that are declared from now on.
 */
export function guardRoutes(app: FastifyInstance, guard: Guard): readonly DeclaredRoute[] {
  const table: DeclaredRoute[] = [];
  app.addHook("onRoute", (route) => {
    const declared = declaredAccess(route);
    for (const method of [route.method].flat()) table.push({ ...declared, method, url: route.url });
    // Hooks call back instead of being async: a promise each is felt on the data routes.
    const judge = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void => {
      const settle = (principal: Principal | undefined): void => {
        try {
          if (principal !== undefined) setPrincipal(request.raw, principal);
          demandRole(declared, { principal, request, guard });
          demandForm(declared.access, request);
        } catch (error) {
          if (error instanceof ProblemError && error.problem.code === "SIGN_IN_NEEDED")
            reply.header("www-authenticate", 'Bearer realm="Sightglass"');
          return done(error as Error);
        }
        done();
      };
      const found = FOR_ALL.has(declared.access) ? undefined : identify(guard, request);
      if (found instanceof Promise) found.then(settle).catch(done);
      else settle(found);
    };
    route.onRequest = [...[route.onRequest ?? []].flat(), judge];
  });
  return table;
}

/** A look-up that fails must fail the request, never let it through as somebody. */
function identify({ authenticator }: Guard, request: FastifyRequest): ReturnType<Authenticator["identify"]> {
  try {
    return authenticator.identify(request);
  } catch (error) {
    return Promise.reject(error);
  }
}

function declaredAccess(route: RouteOptions): Pick<DeclaredRoute, "access" | "role" | "asks"> {
  const { access, role, asks } = route.config ?? {};
  const name = `${String(route.method)} ${route.url}`;
  if (access === undefined || !ACCESS_KINDS.has(access)) {
    throw new Error(`Route ${name} does not declare who may call it`);
  }
  if (role === undefined || !ROLES.has(role))
    throw new Error(`Route ${name} does not declare which role it demands`);
  if (FOR_ALL.has(access) && role !== "anyone") {
    throw new Error(`Route ${name} asks nobody who they are, so its role must be "anyone"`);
  }
  return { access, role, ...(asks && { asks }) };
}

interface Asking {
  readonly principal: Principal | undefined;
  readonly request: FastifyRequest;
  readonly guard: Guard;
}

function demandRole({ access, role }: Pick<DeclaredRoute, "access" | "role" | "asks">, asking: Asking): void {
  const { principal, request, guard } = asking;
  if (role === "anyone") return;
  if (access === "metrics") return demandMetricsReader(asking);
  if (principal === undefined) throw signInNeeded(guard, request);
  if (!mayAs(principal.role, role)) throw fail("FORBIDDEN");
  if (principal.via === "token" && !FOR_TOKENS.has(access)) {
    throw fail("FORBIDDEN", {
      hint: "An access token opens the operations of its sources; sign in for this.",
    });
  }
}

function signInNeeded({ authenticator, peers }: Guard, request: FastifyRequest): ProblemError {
  if (authenticator.mode !== "proxy" || peers.isTrusted(request.raw)) return fail("SIGN_IN_NEEDED");
  return fail("SIGN_IN_NEEDED", {
    hint: "Open Sightglass by the address of the proxy that signs people in; programs send an access token.",
  });
}

/** In mode `none` there are no tokens, so there is nothing but this machine. */
function demandMetricsReader({ principal, request, guard }: Asking): void {
  if (guard.peers.isThisMachine(request.raw)) return;
  if (guard.authenticator.mode === "none")
    throw fail("FORBIDDEN", { hint: "Read /metrics on the machine itself." });
  if (principal === undefined) throw fail("SIGN_IN_NEEDED");
  if (principal.via !== "token" || principal.role !== "admin")
    throw fail("FORBIDDEN", {
      hint: "Read /metrics with the access token of an admin, or on the machine itself.",
    });
}

function demandForm(access: Access, request: FastifyRequest): void {
  if (access === "data" || access.startsWith("own-")) refuseNavigation(request);
  if (access === "own-write") demandOwnClient(request);
  if (access === "own-file") demandOwnFile(request);
}

/** S19: an answer of an API route is never shown as a page, a frame, a script or an image. */
function refuseNavigation(request: FastifyRequest): void {
  const destination = request.headers["sec-fetch-dest"];
  if (destination !== undefined && destination !== "empty") {
    throw fail("FORBIDDEN", { hint: "This address answers programs, not pages; open Sightglass itself." });
  }
}

/** S21, as below: the type alone would be a simple request, the header is none. */
function demandOwnFile({ headers }: FastifyRequest): void {
  if (headers["x-sightglass"] !== "1") throw fail("CROSS_SITE", { hint: "Send the header X-Sightglass: 1." });
  if (!TEXT_TYPE.test(headers["content-type"] ?? ""))
    throw fail("UNSUPPORTED_MEDIA", { hint: "Send the file as text/plain." });
}

/** S21: a form or a plain `fetch` of another site cannot set this header without asking first, and we refuse to be asked. */
function demandOwnClient(request: FastifyRequest): void {
  if (request.headers["x-sightglass"] !== "1") {
    throw fail("CROSS_SITE", { hint: "Send the header X-Sightglass: 1." });
  }
  const type = request.headers["content-type"];
  const hasBody = (request.headers["content-length"] ?? "0") !== "0";
  if (type === undefined ? hasBody || request.method !== "DELETE" : !JSON_TYPE.test(type)) {
    throw fail("UNSUPPORTED_MEDIA", { hint: "Send application/json." });
  }
}
