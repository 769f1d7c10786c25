import type { FastifyInstance, FastifyRequest, RouteOptions } from "fastify";
import type { Role } from "../../contract/session.ts";
import { fail } from "../../domain/problem/Problem.ts";
import { isLoopbackHost } from "../sources/addressPolicy.ts";

/**
 * Who may call a route. Every route declares one (`config: { access: "data" }`); a route without one keeps the
 * server from starting, so that nothing is open by omission.
 *
 * - `health`, `page`: open to everybody who reaches the server
 * - `metrics`: our own counters: loopback only, as long as there are no access tokens
 * - `data`: the operations of a source
 * - `own-read`, `own-write`: our own JSON; writing also demands `application/json` and `X-Sightglass: 1`
 * - `own-file`: the same with `text/plain`, for a file
 */
type Access = "health" | "page" | "metrics" | "data" | "own-read" | "own-write" | "own-file";

/**
 * Which role a route demands; `anyone` needs no sign-in. A route of objects checks the object besides (own, shared
 * with, source of one's own).
 */
export type RouteRole = "anyone" | Role;

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
    role?: RouteRole;
  }
}

const ACCESS_KINDS: ReadonlySet<string> = new Set<Access>([
  "health",
  "page",
  "metrics",
  "data",
  "own-read",
  "own-write",
  "own-file",
]);

/** S30: the whole value is compared, so no tab, leading space, list or suffix gets by. */
const TEXT_TYPE = /^text\/plain(?:; ?charset=utf-8)?$/i;
const JSON_TYPE = /^application\/json(?:; ?charset=utf-8)?$/i;

/** Judges after routing and before the body is read, on the route that will run (S05). */
export function guardRoutes(app: FastifyInstance): void {
  app.addHook("onRoute", (route) => {
    const access = declaredAccess(route);
    // Hooks call back instead of being async: a promise each is felt on the data routes.
    const judge = (request: FastifyRequest, _reply: unknown, done: (error?: Error) => void): void => {
      try {
        judgeAccess(access, request);
      } catch (error) {
        return done(error as Error);
      }
      done();
    };
    route.onRequest = [...[route.onRequest ?? []].flat(), judge];
  });
}

function declaredAccess(route: RouteOptions): Access {
  const access = route.config?.access;
  if (access === undefined || !ACCESS_KINDS.has(access)) {
    throw new Error(`Route ${String(route.method)} ${route.url} does not declare who may call it`);
  }
  return access;
}

function judgeAccess(access: Access, request: FastifyRequest): void {
  if (access === "data" || access.startsWith("own-")) refuseNavigation(request);
  if (access === "metrics") demandLoopback(request);
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

function demandLoopback(request: FastifyRequest): void {
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  if (isLoopbackHost(request.raw.socket.remoteAddress ?? "") && isLoopbackHost(host)) return;
  throw fail("FORBIDDEN", { hint: "Read /metrics on the machine itself." });
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
