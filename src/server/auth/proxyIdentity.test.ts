import http from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import type { Session } from "../../contract/session.ts";
import type { PersonRow } from "../store/AccountStores.ts";
import type { ProxySettings } from "./AuthSettings.ts";
import { type SignInApp, startSignInApp } from "../../testing/signInApp.ts";
import { aSource } from "../../testing/faultUpstream/dataApp.ts";
import { json, UP } from "../../testing/faultUpstream/behaviours.ts";
import { startFaultUpstream } from "../../testing/faultUpstream/FaultUpstream.ts";

const PROXY = {
  userHeader: "x-auth-request-user",
  groupsHeader: "x-auth-request-groups",
  roles: { admin: ["user:ada"], editor: ["eng"], viewer: ["*"] },
} as const;
const basics = { host: "127.0.0.1", basePath: "", allowPrivate: true } as const;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(
  trustedProxies: readonly string[],
  more: Parameters<typeof startSignInApp>[1] = {},
  proxy: ProxySettings = PROXY,
) {
  const app = await startSignInApp(
    { mode: "proxy", proxy },
    { ...more, config: { ...basics, trustedProxies }, logLevel: "error" },
  );
  closing.push(app.stop);
  return app;
}

/** With headers exactly as spelt, and as often. */
async function sessionOf(app: SignInApp, headers: readonly string[]): Promise<Session> {
  return new Promise((resolve, reject) => {
    const request = http.get(`${app.url}/api/session`, {
      headers: ["host", `127.0.0.1:${app.port}`, ...headers] as never,
    });
    request.on("error", reject);
    request.on("response", (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve(JSON.parse(text) as Session));
    });
  });
}

describe("S10 people whom a proxy names", () => {
  it("S10 are those of the configured header, with the role of their groups", async () => {
    const app = await start(["127.0.0.1"]);
    const of = async (...headers: string[]) => (await sessionOf(app, headers)).person;
    expect(await of("X-Auth-Request-User", "vera")).toMatchObject({ name: "vera", role: "viewer" });
    expect(await of("X-Auth-Request-User", "ed", "X-Auth-Request-Groups", "a, eng")).toMatchObject({
      role: "editor",
    });
    expect(await of("X-Auth-Request-User", "ada")).toMatchObject({ role: "admin" });
    expect(await of("X-Auth-Request-User", Buffer.from("Zoë").toString("latin1"))).toMatchObject({
      name: "Zoë",
    });
    const [first, second] = [
      await of("X-Auth-Request-User", "vera"),
      await of("X-Auth-Request-User", "VERA"),
    ];
    expect(first?.id).toBe(second?.id);
    // Groups of today, not of the first time.
    expect(await of("X-Auth-Request-User", "vera", "X-Auth-Request-Groups", "eng")).toMatchObject({
      role: "editor",
    });
    expect(await of("X-Auth-Request-User", "vera")).toMatchObject({ role: "viewer" });
  });

  it("S10 are nobody where the connection does not come from a trusted proxy", async () => {
    const app = await start(["10.0.0.0/8", "fd00::/16"]);
    for (const forwarded of [
      [],
      ["X-Forwarded-For", "10.0.0.4"],
      ["X-Real-IP", "10.0.0.4"],
      ["Forwarded", "for=10.0.0.4"],
    ]) {
      expect((await sessionOf(app, ["X-Auth-Request-User", "ada", ...forwarded])).person).toBeUndefined();
    }
    expect((await app.ask("/api/people", { headers: { "x-auth-request-user": "ada" } })).status).toBe(401);
  });

  it.each([
    ["another spelling", ["X_Auth_Request_User", "ada"]],
    ["the header of another proxy", ["X-Forwarded-User", "ada"]],
    ["the header twice", ["X-Auth-Request-User", "vera", "X-Auth-Request-User", "ada"]],
    ["both spellings", ["X_AUTH_REQUEST_USER", "ada", "X-Auth_Request-User", "ada"]],
    ["an empty name", ["X-Auth-Request-User", ""]],
    [
      "a name that turns text around",
      ["X-Auth-Request-User", Buffer.from("ada\u202egnp").toString("latin1")],
    ],
    ["a name that is no text", ["X-Auth-Request-User", Buffer.from([0x61, 0xff]).toString("latin1")]],
    ["a name beyond measure", ["X-Auth-Request-User", "a".repeat(201)]],
    ["a basic password", ["Authorization", `Basic ${Buffer.from("ada:x").toString("base64")}`]],
  ])("S10 %s names nobody", async (_what, headers) => {
    const app = await start(["127.0.0.1"]);
    expect((await sessionOf(app, headers)).person).toBeUndefined();
  });

  it("S10 a group that is called like a person has nothing of that person's", async () => {
    const app = await start(["127.0.0.1"]);
    const headers = ["X-Auth-Request-User", "vera", "X-Auth-Request-Groups", "user:ada, user:vera"];
    expect((await sessionOf(app, headers)).person).toMatchObject({ name: "vera", role: "viewer" });
  });

  it("S10 a letter that turns into another one as it is made small makes nobody else", async () => {
    const app = await start(["127.0.0.1"]);
    const idOf = async (name: string) =>
      (await sessionOf(app, ["X-Auth-Request-User", Buffer.from(name).toString("latin1")])).person?.id;
    expect(await idOf("\u212Aim")).not.toBe(await idOf("kim"));
    expect(await idOf("KIM")).toBe(await idOf("kim"));
  });

  it("S10 two addresses in one are one name, and nobody else's", async () => {
    const app = await start(["127.0.0.1"]);
    const one = (await sessionOf(app, ["X-Auth-Request-User", "a@x.example"])).person;
    const two = (await sessionOf(app, ["X-Auth-Request-User", "a@x.example@evil.test"])).person;
    expect(one?.id).not.toBe(two?.id);
    expect(two).toMatchObject({ name: "a@x.example@evil.test", role: "viewer" });
  });

  it("T11 whoever lost every role keeps no access token of one", async () => {
    const roles = { editor: ["eng"] };
    const app = await start(["127.0.0.1"], {}, { ...PROXY, roles });
    const session = (groups: string) =>
      app.ask("/api/session", {
        headers: { "x-auth-request-user": "ed", "x-auth-request-groups": groups },
      });
    const id = ((await (await session("eng")).json()) as Session).person?.id ?? "";
    const token = await app.token({ id } as PersonRow);
    const status = async () => (await app.ask("/api/sources/prod/api/v1/labels", { as: token })).status;
    expect(await status()).toBe(404);
    expect((await session("sales")).status).toBe(403);
    expect(await status()).toBe(403);
    expect((await session("eng")).status).toBe(200);
    expect(await status()).toBe(404);
  });

  it("refuses who was switched off; passwords and sessions open nothing", async () => {
    const app = await start(["127.0.0.1"]);
    const id = (await sessionOf(app, ["X-Auth-Request-User", "vera"])).person?.id ?? "";
    await app.store.people.update(id, { isDisabled: true }, { personId: "t", by: "t", atMs: 1 });
    expect((await app.ask("/api/session", { headers: { "x-auth-request-user": "vera" } })).status).toBe(403);
    const ed = await app.person("Ed", "admin");
    expect((await app.ask("/api/people", { as: await app.session(ed) })).status).toBe(401);
    expect(
      (await app.ask("/api/session", { method: "POST", body: { name: "Ed", password: "correct horse" } }))
        .status,
    ).toBe(403);
  });

  it("S12 S10 nothing of it reaches a source", async () => {
    const upstream = await startFaultUpstream(json(UP));
    closing.push(upstream.close);
    const app = await start(["127.0.0.1"], { sources: [aSource({ baseOrigin: upstream.origin })] });
    const headers = {
      "x-auth-request-user": "ada",
      "x-auth-request-groups": "eng",
      cookie: "sightglass=x",
      "x-forwarded-for": "1.2.3.4",
    };
    expect((await app.ask("/api/sources/prod/api/v1/query?query=up", { headers })).status).toBe(200);
    const sent = (upstream.requests[0]?.headers ?? []).map(([name]) => name.toLowerCase());
    expect(sent.filter((name) => /^x-|cookie|forwarded|authorization/.test(name))).toEqual([]);
  });
});
