import http from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aSource } from "../../testing/faultUpstream/dataApp.ts";
import { type SignInApp, startSignInApp } from "../../testing/signInApp.ts";
import type { DeclaredRoute } from "./access.ts";
import { IDLE_MS } from "./Sessions.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"] as const;
/** An id that is well formed and nobody's. */
const NO_ID = "A".repeat(22);

let app: SignInApp;
let callers: ReadonlyMap<string, Readonly<Record<string, string>>>;

beforeAll(async () => {
  const nowMs = Date.now();
  app = await startSignInApp(
    {},
    { sources: [aSource({ baseOrigin: "http://127.0.0.1:9" })], logLevel: "error" },
  );
  const [viewer, editor, admin] = [
    await app.person("Vera", "viewer"),
    await app.person("Ed", "editor"),
    await app.person("Ada", "admin"),
  ];
  const old = await app.session(admin);
  await app.store.sessions.sweep({ seenMs: nowMs - IDLE_MS, createdMs: nowMs - IDLE_MS });
  await app.store.sessions.remove(await hashOfCookie(old));
  callers = new Map<string, Readonly<Record<string, string>>>([
    ["anonymous", {}],
    ["viewer", await app.session(viewer)],
    ["editor", await app.session(editor)],
    ["admin", await app.session(admin)],
    ["editor's token", await app.token(editor)],
    ["admin's token", await app.token(admin)],
    ["viewer's token", await app.token(viewer)],
    ["revoked token", await app.token(admin, { isRevoked: true })],
    ["expired token", await app.token(admin, { expiresMs: nowMs - 1 })],
    ["ended session", old],
  ]);
}, 30_000);
afterAll(() => app.stop());

async function hashOfCookie({ cookie = "" }: Readonly<Record<string, string>>): Promise<string> {
  const { hashOf } = await import("./secretText.ts");
  return hashOf(cookie.slice("sightglass=".length));
}

/** A path that the route answers, with parameters that name nothing. */
function pathOf({ url }: DeclaredRoute): string {
  if (url.startsWith("/api/sources/:id/api/")) return "/api/sources/nobody/api/v1/labels";
  if (url.startsWith("/api/sources/:id/loki/")) return "/api/sources/nobody/loki/api/v1/labels";
  if (url.startsWith("/api/sources/:id")) return url.replace(":id", "nobody");
  return url.replaceAll(/:\w+/g, NO_ID).replace("*", "x");
}

/** What comes of a request: 401, 403, 405, or that it was let in, to be answered or to find nothing. */
async function outcomeOf(route: DeclaredRoute, name: string): Promise<string> {
  const status = await statusOf(route.method, pathOf(route), callers.get(name) ?? {});
  if (status === 401 || status === 403 || status === 405) return String(status);
  return status >= 500 ? `fault ${status}` : "in";
}

async function statusOf(
  method: string,
  target: string,
  as: Readonly<Record<string, string>>,
): Promise<number> {
  const body = method === "POST" || method === "PUT" ? "{}" : "";
  const type = target.endsWith("/files") ? "text/plain" : "application/json";
  const headers = { ...as, "x-sightglass": "1", "content-type": type, "content-length": body.length };
  return new Promise((resolve, reject) => {
    const request = http.request(app.url + target, { method, headers });
    request.on("response", (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    });
    request.on("error", reject);
    request.end(body);
  });
}

const RANK = { anyone: 0, viewer: 1, editor: 2, admin: 3 } as const;
/** What the gate lets pass before any route. */
const PASSED = new Set(["GET", "HEAD", "POST", "PUT", "DELETE"]);
/** By hand, apart from the code under test: with which of its roles a caller is known, and how. */
const CALLERS = [
  ["anonymous", "anyone", "nobody"],
  ["viewer", "viewer", "person"],
  ["editor", "editor", "person"],
  ["admin", "admin", "person"],
  ["viewer's token", "viewer", "token"],
  ["editor's token", "editor", "token"],
  ["admin's token", "admin", "token"],
  ["revoked token", "anyone", "nobody"],
  ["expired token", "anyone", "nobody"],
  ["ended session", "anyone", "nobody"],
] as const;

describe("G15 who may call what", () => {
  it("G15 every route is in the reviewed table, with its role and what comes of each caller", async () => {
    const lines: string[] = [];
    for (const route of app.app.routes) {
      const byOutcome = new Map<string, string[]>();
      for (const [name] of CALLERS) {
        const outcome = await outcomeOf(route, name);
        byOutcome.set(outcome, [...(byOutcome.get(outcome) ?? []), name]);
      }
      const outcomes = [...byOutcome].map(([outcome, names]) =>
        names.length === CALLERS.length ? `${outcome}: everybody` : `${outcome}: ${names.join(", ")}`,
      );
      const { method, url, access, role } = route;
      lines.push(`${url} ${method} · ${access} · ${role} · ${outcomes.toSorted().join(" · ")}`);
    }
    await expect(`${lines.toSorted().join("\n")}\n`).toMatchFileSnapshot("accessMatrix.golden.txt");
  }, 120_000);

  it("G15 who is let in follows from the declared role, and for tokens from what programs ask", async () => {
    for (const route of app.app.routes) {
      // This machine reads our counters without asking.
      if (route.access === "metrics") continue;
      for (const [name, held, kind] of CALLERS) {
        const isIn =
          RANK[held] >= RANK[route.role] &&
          (kind !== "token" || route.access === "data" || route.role === "anyone");
        const refusal = kind === "nobody" ? "401" : "403";
        const expected = PASSED.has(route.method) ? (isIn ? "in" : refusal) : "405";
        const wrongMethod = route.access === "data" && !["GET", "POST"].includes(route.method);
        expect([route, name, await outcomeOf(route, name)]).toEqual([
          route,
          name,
          expected === "in" && wrongMethod ? expect.toBeOneOf(["in", "405"]) : expected,
        ]);
      }
    }
  }, 120_000);

  it("G15 a method that a route does not declare does nothing, whoever asks", async () => {
    const { routes } = app.app;
    const declared = new Set(routes.map(({ method, url }) => `${method} ${url}`));
    for (const route of routes.filter(({ access }) => access !== "data")) {
      for (const method of METHODS.filter((one) => !declared.has(`${one} ${route.url}`))) {
        for (const name of ["anonymous", "admin"]) {
          const status = await statusOf(method, pathOf(route), callers.get(name) ?? {});
          expect([method, route.url, name, status]).toEqual([
            method,
            route.url,
            name,
            expect.toBeOneOf([400, 401, 404, 405, 415]),
          ]);
        }
      }
    }
  }, 120_000);

  it("S05 a route that forgets its role keeps the server from being built", () => {
    expect(() => app.app.fastify.get("/late", { config: { access: "own-read" } }, () => "open")).toThrow();
  });
});
