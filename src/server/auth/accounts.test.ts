import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditList, PeopleList, PersonView, TokenList, TokenRow } from "../../contract/session.ts";
import type { SourceList } from "../../contract/sources.ts";
import { startFaultUpstream, type FaultUpstream } from "../../testing/faultUpstream/FaultUpstream.ts";
import { json } from "../../testing/faultUpstream/behaviours.ts";
import { aSource } from "../../testing/faultUpstream/dataApp.ts";
import { PASSWORD, type SignInApp, startSignInApp } from "../../testing/signInApp.ts";
import { startTestApp } from "../../testing/startTestApp.ts";
import type { PersonRow } from "../store/AccountStores.ts";

type Headers = Record<string, string>;

let upstream: FaultUpstream;
let app: SignInApp;
let [ada, ed, eve, vera]: PersonRow[] = [];
let as: Readonly<Record<"ada" | "ed" | "eve" | "vera", Headers>>;
const someId = "A".repeat(22);

beforeAll(async () => {
  upstream = await startFaultUpstream(json('{"status":"success","data":[]}'));
  const source = (id: string) => aSource({ id, name: id, baseOrigin: upstream.origin });
  app = await startSignInApp({}, { sources: [source("prod"), source("secret")], logLevel: "error" });
  [ada, ed, eve, vera] = [
    await app.person("Ada", "admin"),
    await app.person("Ed", "editor", ["prod"]),
    await app.person("Eve", "editor"),
    await app.person("Vera", "viewer"),
  ];
  as = {
    ada: await app.session(ada),
    ed: await app.session(ed),
    eve: await app.session(eve),
    vera: await app.session(vera),
  };
}, 30_000);
afterAll(async () => {
  await app.stop();
  await upstream.close();
});

const post = (target: string, body: unknown, caller: Headers) =>
  app.ask(target, { method: "POST", body, as: caller });
const put = (target: string, body: unknown, caller: Headers) =>
  app.ask(target, { method: "PUT", body, as: caller });
const remove = (target: string, caller: Headers) => app.ask(target, { method: "DELETE", as: caller });
const withoutId = async (response: Response) => [
  response.status,
  (await response.text()).replace(/"requestId":"[^"]+"/, ""),
];

describe("S08 sources of somebody's own", () => {
  it("S08 a source outside one's grants cannot be told from one that does not exist", async () => {
    const token = await app.token(eve as PersonRow, { sources: ["prod"] });
    for (const caller of [as.ed, token]) {
      for (const [method, tail] of [
        ["GET", "/api/v1/labels"],
        ["GET", "/api/v1/query?query=up"],
        ["POST", "/api/v1/query"],
        ["GET", "/loki/api/v1/labels"],
        ["GET", "/api/v1/status/buildinfo"],
        ["PUT", "/api/v1/labels"],
      ] as const) {
        const [theirs, nobodys] = await Promise.all(
          ["secret", "nobody"].map(async (id) =>
            withoutId(await app.ask(`/api/sources/${id}${tail}`, { method, as: caller })),
          ),
        );
        expect(theirs).toEqual(nobodys);
      }
      expect((await app.ask("/api/sources/prod/api/v1/labels", { as: caller })).status).toBe(200);
    }
    const [theirs, nobodys] = await Promise.all(
      ["secret", "nobody"].map(async (id) =>
        withoutId(await app.ask(`/api/sources/${id}/check`, { as: as.ed })),
      ),
    );
    expect(theirs).toEqual(nobodys);
  });

  it("S08 naming another source in query, body or header changes nothing", async () => {
    const before = upstream.requests.length;
    const form = {
      "content-type": "application/x-www-form-urlencoded",
      "x-source": "secret",
      "x-datasource-id": "secret",
    };
    for (const tail of ["?source=secret&id=secret", "?id=secret#secret"]) {
      const response = await app.ask(`/api/sources/nobody/api/v1/query${tail}`, {
        method: "POST",
        headers: form,
        body: "query=up&source=secret&id=secret",
        as: as.ed,
      });
      expect(response.status).toBe(404);
    }
    expect(upstream.requests.length).toBe(before);
  });

  it("lists to each what they may ask, and offers adding to admins", async () => {
    const listed = async (caller: Headers) => {
      const { sources, canAdd } = (await (
        await app.ask("/api/sources", { as: caller })
      ).json()) as SourceList;
      return [sources.map(({ id }) => id), canAdd];
    };
    expect(await listed(as.ed)).toEqual([["prod"], false]);
    expect(await listed(as.eve)).toEqual([["prod", "secret"], false]);
    expect(await listed(as.ada)).toEqual([["prod", "secret"], true]);
  });
});

describe("access tokens", () => {
  const make = async (caller: Headers, more: object = {}) =>
    post("/api/tokens", { label: "promtool", sources: null, days: 30, ...more }, caller);

  it("are shown once, kept as a hash, and open what their owner may", async () => {
    const made = (await (await make(as.ed)).json()) as TokenRow;
    expect(made.text).toMatch(/^sg_[\w-]{43}$/);
    const { tokens } = (await (await app.ask("/api/tokens", { as: as.ed })).json()) as TokenList;
    expect(tokens.map(({ text }) => text)).toEqual([undefined]);
    expect(JSON.stringify(await app.store.tokens.list(null))).not.toContain(made.text?.slice(3));
    const basic = Buffer.from(`anything:${made.text}`).toString("base64");
    for (const authorization of [`Bearer ${made.text}`, `bearer ${made.text}`, `Basic ${basic}`]) {
      const status = async (id: string) =>
        (await app.ask(`/api/sources/${id}/api/v1/labels`, { as: { authorization } })).status;
      expect([await status("prod"), await status("secret")]).toEqual([200, 404]);
    }
    // A password of a proxy before us, passed on, is none of our business.
    const foreign = { ...as.ed, authorization: `Basic ${Buffer.from("ed:pw").toString("base64")}` };
    expect((await app.ask("/api/sources/prod/api/v1/labels", { as: foreign })).status).toBe(200);
  });

  it("S07 are revoked by their owner and by an admin; to others they do not exist", async () => {
    const made = (await (await make(as.ed)).json()) as TokenRow;
    const bearer = { authorization: `Bearer ${made.text}` };
    for (const id of [":key", ":id", "..", "__proto__", someId, made.id]) {
      const refused = await remove(`/api/tokens/${id}`, as.eve);
      expect([id, refused.status]).toEqual([id, 404]);
    }
    expect(await withoutId(await remove(`/api/tokens/${made.id}`, as.eve))).toEqual(
      await withoutId(await remove(`/api/tokens/${someId}`, as.eve)),
    );
    expect((await app.ask("/api/sources/prod/api/v1/labels", { as: bearer })).status).toBe(200);
    expect((await remove(`/api/tokens/${made.id}`, as.ada)).status).toBe(204);
    // On the very next request.
    expect((await app.ask("/api/sources/prod/api/v1/labels", { as: bearer })).status).toBe(401);
    const { tokens } = (await (await app.ask("/api/tokens", { as: as.eve })).json()) as TokenList;
    expect(tokens.map(({ owner }) => owner)).not.toContain("Ed");
  });

  it("take no source that their maker may not ask, and no more days than a year", async () => {
    expect((await make(as.ed, { sources: ["secret"] })).status).toBe(404);
    expect((await make(as.ed, { sources: ["nobody"] })).status).toBe(404);
    expect((await make(as.ed, { days: 366 })).status).toBe(400);
    expect((await make(as.ed, { admin: true })).status).toBe(400);
  });

  it("end with their owner", async () => {
    const tom = await app.person("Tom", "editor");
    const bearer = await app.token(tom);
    const status = async () => (await app.ask("/api/sources/prod/api/v1/labels", { as: bearer })).status;
    expect(await status()).toBe(200);
    await put(`/api/people/${tom.id}`, { name: "Tom", role: "viewer", sources: null }, as.ada);
    expect(await status()).toBe(403);
    await put(
      `/api/people/${tom.id}`,
      { name: "Tom", role: "editor", sources: null, isDisabled: true },
      as.ada,
    );
    expect(await status()).toBe(401);
  });

  it("open /metrics elsewhere than on this machine to admins alone", async () => {
    const afar = { "x-forwarded-for": "203.0.113.7" };
    const status = async (caller: Headers) =>
      (await app.ask("/metrics", { headers: afar, as: caller })).status;
    expect((await app.ask("/metrics")).status).toBe(200);
    expect(await status({})).toBe(401);
    expect(await status(await app.token(eve as PersonRow))).toBe(403);
    expect(await status(as.ada)).toBe(403);
    expect(await status(await app.token(ada as PersonRow))).toBe(200);
  });
});

describe("several replicas on one store", () => {
  it("T9 what ends on one has ended on the other, from the next request on", async () => {
    const other = await startTestApp({
      store: app.store,
      sources: [aSource({ baseOrigin: upstream.origin })],
      logLevel: "error",
      config: {
        host: "127.0.0.1",
        basePath: "",
        allowPrivate: true,
        auth: { mode: "password", allowsPublicLinks: false },
      },
    });
    const there = async (headers: Headers) =>
      (await fetch(`${other.url}/api/sources/prod/api/v1/labels`, { headers })).status;
    const session = await app.session(eve as PersonRow);
    const made = (await (
      await post("/api/tokens", { label: "x", sources: null, days: 1 }, session)
    ).json()) as TokenRow;
    const bearer = { authorization: `Bearer ${made.text}` };
    expect([await there(session), await there(bearer)]).toEqual([200, 200]);
    await remove(`/api/tokens/${made.id}`, session);
    await remove("/api/session", session);
    expect([await there(session), await there(bearer)]).toEqual([401, 401]);
    await other.stop();
  });
});

describe("people", () => {
  it("are added by an admin and sign in; no hash leaves", async () => {
    const draft = { name: "Nora", role: "editor", password: PASSWORD, sources: ["prod"] };
    const made = await post("/api/people", draft, as.ada);
    expect([made.status, Object.keys((await made.json()) as PersonView).toSorted()]).toEqual([
      201,
      ["createdMs", "id", "isDisabled", "name", "origin", "role", "sources"],
    ]);
    expect((await post("/api/people", draft, as.ada)).status).toBe(409);
    expect((await post("/api/people", { ...draft, name: "Ned", password: "short" }, as.ada)).status).toBe(
      400,
    );
    const text = await (await app.ask("/api/people", { as: as.ada })).text();
    expect((JSON.parse(text) as PeopleList).people.map(({ name }) => name)).toContain("Nora");
    expect(text).not.toContain("argon2");
    expect((await post("/api/session", { name: "Nora", password: PASSWORD }, {})).status).toBe(200);
  });

  it("keep one admin who can sign in", async () => {
    const alone = await startSignInApp({}, { logLevel: "error" });
    const only = await alone.person("Ada", "admin");
    const session = await alone.session(only);
    for (const more of [{ role: "editor" }, { role: "admin", isDisabled: true }]) {
      const response = await alone.ask(`/api/people/${only.id}`, {
        method: "PUT",
        body: { name: "Ada", sources: null, ...more },
        as: session,
      });
      expect(await response.json()).toMatchObject({ code: "LAST_ADMIN" });
    }
    await alone.stop();
  });

  it.each([":id", ":key", "%3Aid", someId, "constructor"])("S07 the id %s is nobody's", async (id) => {
    const body = { name: "x", role: "admin", sources: null };
    expect((await put(`/api/people/${id}`, body, as.ada)).status).toBe(404);
  });
});

describe("the audit trail", () => {
  it("says who signed in, tried to, and changed people, tokens and sources", async () => {
    await post("/api/session", { name: "Ed", password: "wrong horse" }, {});
    await post("/api/session", { name: "my secret password", password: "x" }, {});
    await post("/api/session", { name: "Ed", password: PASSWORD }, {});
    await post("/api/tokens", { label: "graf", sources: null, days: 1 }, as.ed);
    await put(`/api/people/${vera?.id}`, { name: "Vera", role: "viewer", sources: null }, as.ada);
    const text = await (await app.ask("/api/audit", { as: as.ada })).text();
    const { events } = JSON.parse(text) as AuditList;
    expect(events.slice(0, 5).map(({ who, action, kind, name }) => [who, action, kind, name])).toEqual([
      ["Ada", "change", "person", "Vera"],
      ["Ed", "create", "token", "graf"],
      ["Ed", "sign-in", "session", "Ed"],
      ["", "sign-in-failed", "session", ""],
      ["", "sign-in-failed", "session", "Ed"],
    ]);
    expect(text).not.toContain("my secret password");
    expect(text).not.toContain("sg_");
    const tokens = (await (await app.ask("/api/audit?kind=token", { as: as.ada })).json()) as AuditList;
    expect(new Set(tokens.events.map(({ kind }) => kind))).toEqual(new Set(["token"]));
    expect((await app.ask("/api/audit?before=1'--", { as: as.ada })).status).toBe(400);
  });
});
