import { afterEach, describe, expect, it } from "vitest";
import type { Session } from "../../contract/session.ts";
import { PASSWORD, type SignInApp, startSignInApp } from "../../testing/signInApp.ts";
import { aSource } from "../../testing/faultUpstream/dataApp.ts";
import { hashPassword, verifyPassword } from "./passwordHash.ts";
import { ABSOLUTE_MS, IDLE_MS } from "./Sessions.ts";

let nowMs = Date.UTC(2026, 10, 21, 9);
const apps: SignInApp[] = [];
const start = async (...options: Parameters<typeof startSignInApp>) => {
  const app = await startSignInApp(options[0], { now: () => nowMs, logLevel: "error", ...options[1] });
  apps.push(app);
  return app;
};
afterEach(async () => {
  for (const app of apps.splice(0)) await app.stop();
});

const signIn = (app: SignInApp, person: readonly [name: string, password: string], headers = {}) =>
  app.ask("/api/session", {
    method: "POST",
    body: { name: person[0], password: person[1] },
    headers,
  });
const cookieOf = (response: Response) => ({
  cookie: response.headers.getSetCookie()[0]?.split(";")[0] ?? "",
});
const who = async (app: SignInApp, as: Record<string, string>) =>
  ((await (await app.ask("/api/session", { as })).json()) as Session).person?.name;

describe("signing in with a password", () => {
  it("answers who it is, and the cookie opens what the role may", async () => {
    const app = await start();
    await app.person("Ed", "editor");
    const response = await signIn(app, ["ed", PASSWORD]);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      mode: "password",
      canAdd: false,
      person: { name: "Ed", role: "editor" },
    });
    expect((await app.ask("/api/sources", { as: cookieOf(response) })).status).toBe(200);
    expect((await app.ask("/api/people", { as: cookieOf(response) })).status).toBe(403);
  });

  it("S33 answers the same, in the same time, whether the name exists or not", async () => {
    const app = await start();
    await app.person("Ed", "editor");
    const off = await app.person("Olaf", "admin");
    await app.person("Ada", "admin");
    await app.store.people.update(off.id, { isDisabled: true }, { personId: "t", by: "t", atMs: nowMs });
    const answers = new Set<string>();
    for (const [name, password] of [
      ["Ed", "wrong horse"],
      ["nobody", "wrong horse"],
      ["Olaf", PASSWORD],
    ] as const) {
      const response = await signIn(app, [name, password]);
      expect(response.status).toBe(401);
      expect(response.headers.getSetCookie()).toEqual([]);
      answers.add((await response.text()).replace(/"requestId":"[^"]+"/, ""));
    }
    expect(answers.size).toBe(1);
    const time = async (name: string) => {
      const startMs = performance.now();
      nowMs += 3_600_000;
      await signIn(app, [name, "wrong horse"]);
      return performance.now() - startMs;
    };
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let i = 0; i < 5; i += 1) {
      known.push(await time("Ed"));
      unknown.push(await time("nobody"));
    }
    // A name that is not looked at would be answered within a fraction of what the hash costs.
    const ratio = Math.min(...known) / Math.min(...unknown);
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
  }, 30_000);

  it.each(["Ed", "nobody"])(
    "S33 slows down tries for %s: five are free, then 1, 2, 4 seconds",
    async (name) => {
      const app = await start();
      await app.person("Ed", "editor");
      for (let i = 0; i < 5; i += 1) expect((await signIn(app, [name, "wrong horse"])).status).toBe(401);
      for (const waitMs of [1_000, 2_000, 4_000]) {
        const refused = await signIn(app, [name, PASSWORD]);
        expect(refused.status).toBe(429);
        expect(await refused.json()).toMatchObject({ code: "TOO_MANY_TRIES", retryAfterMs: waitMs });
        expect(refused.headers.get("retry-after")).toBe(String(waitMs / 1_000));
        nowMs += waitMs;
        expect((await signIn(app, [name, "wrong horse"])).status).toBe(401);
      }
      nowMs += 8_000;
      expect((await signIn(app, [name, PASSWORD])).status).toBe(name === "Ed" ? 200 : 401);
    },
    30_000,
  );

  it("S33 a hundred tries at once are a hundred tries", async () => {
    const app = await start();
    await app.person("Ed", "editor");
    const answers = await Promise.all(Array.from({ length: 100 }, () => signIn(app, ["Ed", "wrong horse"])));
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
  }, 30_000);

  it("S33 an address gets 20 tries an hour, whatever names it tries", async () => {
    const app = await start(
      {},
      { config: { host: "127.0.0.1", basePath: "", allowPrivate: true, trustedProxies: ["127.0.0.1"] } },
    );
    await app.person("Ed", "editor");
    const from = (address: string) => ({ "x-forwarded-for": address });
    for (let i = 0; i < 20; i += 1) {
      expect((await signIn(app, [`name ${i}`, "wrong horse"], from("203.0.113.9"))).status).toBe(401);
    }
    expect((await signIn(app, ["Ed", PASSWORD], from("203.0.113.9"))).status).toBe(429);
    // What a client writes in front of it changes nothing, and another address is another address.
    expect((await signIn(app, ["Ed", PASSWORD], from("198.51.100.1, 203.0.113.9"))).status).toBe(429);
    expect((await signIn(app, ["Ed", PASSWORD], from("203.0.113.10"))).status).toBe(200);
    nowMs += 3_600_000;
    expect((await signIn(app, ["Ed", PASSWORD], from("203.0.113.9"))).status).toBe(200);
  }, 30_000);

  it("keeps passwords as argon2id with a salt each", async () => {
    const [one, two] = [await hashPassword("pass word ü"), await hashPassword("pass word ü")];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(two);
    // "ü" typed as u and a mark.
    expect(await verifyPassword("pass word u\u0308", one)).toBe(true);
    expect(await verifyPassword("pass word u", one)).toBe(false);
    expect(await verifyPassword("x", "$2b$10$abc")).toBe(false);
  });
});

describe("T9 sessions", () => {
  it("T9 the cookie is 256 random bits, for scripts and other sites out of reach", async () => {
    const app = await start();
    await app.person("Ed", "editor");
    const [header = "", ...more] = (await signIn(app, ["Ed", PASSWORD])).headers.getSetCookie();
    expect(more).toEqual([]);
    expect(header).toMatch(/^sightglass=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=86400$/);
    const behind = await start(
      {},
      {
        config: {
          host: "127.0.0.1",
          basePath: "/tools/sg",
          allowPrivate: true,
          publicUrl: new URL("https://ops.example/tools/sg"),
        },
      },
    );
    await behind.person("Ed", "editor");
    expect((await signIn(behind, ["Ed", PASSWORD])).headers.getSetCookie()[0]).toMatch(
      /^__Host-sightglass\.tools\.sg=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict; Max-Age=86400$/,
    );
  });

  it("T9 a session that somebody planted is not taken over, and the one before ends", async () => {
    const app = await start();
    const ed = await app.person("Ed", "editor");
    const planted = { cookie: `sightglass=${"A".repeat(43)}` };
    const response = await app.ask("/api/session", {
      method: "POST",
      body: { name: "Ed", password: PASSWORD },
      as: planted,
    });
    expect(cookieOf(response)).not.toEqual(planted);
    expect(await who(app, planted)).toBeUndefined();
    const before = await app.session(ed);
    const after = cookieOf(
      await app.ask("/api/session", { method: "POST", body: { name: "Ed", password: PASSWORD }, as: before }),
    );
    expect(await who(app, before)).toBeUndefined();
    expect(await who(app, after)).toBe("Ed");
    // Two cookies of the name: one of them is not ours.
    expect(await who(app, { cookie: `${after.cookie}; ${planted.cookie}` })).toBeUndefined();
  });

  it("T9 a stolen cookie is worth nothing after signing out", async () => {
    const app = await start();
    const stolen = await app.session(await app.person("Ed", "editor"));
    expect((await app.ask("/api/sources", { as: stolen })).status).toBe(200);
    const out = await app.ask("/api/session", { method: "DELETE", as: stolen });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()).toEqual(["sightglass=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"]);
    expect((await app.ask("/api/sources", { as: stolen })).status).toBe(401);
  });

  it("T9 ends after 8 hours without a request, and after 24 in any case", async () => {
    const app = await start();
    const ed = await app.person("Ed", "editor");
    const idle = await app.session(ed);
    nowMs += IDLE_MS - 1;
    expect(await who(app, idle)).toBe("Ed");
    nowMs += IDLE_MS;
    expect(await who(app, idle)).toBeUndefined();
    const busy = await app.session(ed);
    for (let usedMs = 0; usedMs < ABSOLUTE_MS - IDLE_MS; usedMs += IDLE_MS / 2) {
      expect(await who(app, busy)).toBe("Ed");
      nowMs += IDLE_MS / 2;
    }
    expect(await who(app, busy)).toBe("Ed");
    nowMs += IDLE_MS - 1;
    expect(await who(app, busy)).toBe("Ed");
    nowMs += 1;
    expect(await who(app, busy)).toBeUndefined();
  });

  it("T9 ends where its person is switched off or gets a new password, and a new role counts at once", async () => {
    const app = await start();
    const ada = await app.session(await app.person("Ada", "admin"));
    const ed = await app.person("Ed", "editor");
    const change = (more: object) =>
      app.ask(`/api/people/${ed.id}`, {
        method: "PUT",
        as: ada,
        body: { name: "Ed", role: "editor", sources: null, ...more },
      });
    for (const more of [{ password: "another horse" }, { isDisabled: true }]) {
      const session = await app.session(ed);
      expect((await change(more)).status).toBe(200);
      expect(await who(app, session)).toBeUndefined();
      await change({ isDisabled: false });
    }
    const session = await app.session(ed);
    await change({ role: "viewer" });
    expect((await app.ask("/api/sources", { as: session })).status).toBe(403);
  });

  it("T9 a new password of one's own ends every session but a new one here", async () => {
    const app = await start();
    const ed = await app.person("Ed", "viewer");
    const [here, elsewhere] = [await app.session(ed), await app.session(ed)];
    const change = (password: string, newPassword: string) =>
      app.ask("/api/session", { method: "PUT", body: { password, newPassword }, as: here });
    expect((await change("wrong horse", "another horse")).status).toBe(403);
    expect((await change(PASSWORD, "short")).status).toBe(400);
    expect(await who(app, elsewhere)).toBe("Ed");
    const changed = await change(PASSWORD, "another horse");
    expect(changed.status).toBe(200);
    expect([await who(app, here), await who(app, elsewhere)]).toEqual([undefined, undefined]);
    expect(await who(app, cookieOf(changed))).toBe("Ed");
    expect((await signIn(app, ["Ed", PASSWORD])).status).toBe(401);
    expect((await signIn(app, ["Ed", "another horse"])).status).toBe(200);
  });

  it("T10 signing in and out take our own page alone", async () => {
    const app = await start();
    const session = await app.session(await app.person("Ed", "editor"));
    for (const headers of [
      { "x-sightglass": "" },
      { origin: "https://evil.test" },
      { "sec-fetch-site": "same-site" },
    ]) {
      expect((await app.ask("/api/session", { method: "DELETE", as: session, headers })).status).toBe(403);
    }
    const text = await app.ask("/api/session", {
      method: "POST",
      body: "{}",
      headers: { "content-type": "text/plain" },
    });
    expect(text.status).toBe(415);
    expect(await who(app, session)).toBe("Ed");
  });
});

describe("nobody known", () => {
  it("gets 401 with the way in, in the words of each kind of client", async () => {
    const app = await start({}, { sources: [aSource({ baseOrigin: "http://127.0.0.1:9" })] });
    const own = await app.ask("/api/sources");
    expect([own.status, own.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="Sightglass"']);
    expect(await own.json()).toMatchObject({ code: "SIGN_IN_NEEDED" });
    const data = await app.ask("/api/sources/prod/api/v1/query?query=up");
    expect([data.status, data.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="Sightglass"']);
    expect(await data.json()).toMatchObject({
      status: "error",
      error: expect.stringContaining("access token as Authorization: Bearer"),
      problem: { code: "SIGN_IN_NEEDED" },
    });
    expect((await app.ask("/")).status).toBe(200);
  });

  it("S09 no header, query or spelling opens a route that is not open", async () => {
    const app = await start({}, { sources: [aSource({ baseOrigin: "http://127.0.0.1:9" })] });
    const closed = app.app.routes.filter(
      ({ role, access, method }) => role !== "anyone" && access !== "metrics" && method === "GET",
    );
    expect(closed.length).toBeGreaterThan(6);
    const tricks: Record<string, string>[] = [
      { "user-agent": "kube-probe/1.29" },
      { "user-agent": "GoogleHC/1.0" },
      { "x-forwarded-uri": "/healthz" },
      { "x-original-url": "/healthz", "x-rewrite-url": "/healthz" },
      { "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1" },
      { "x-forwarded-user": "admin", "x-forwarded-groups": "admins", "x-auth-request-user": "admin" },
      { "x-http-method-override": "OPTIONS" },
      { authorization: "Bearer" },
      { authorization: "Bearer undefined" },
      { authorization: `Bearer sg_${"A".repeat(43)}` },
      { authorization: `Basic ${Buffer.from("admin:").toString("base64")}` },
      { cookie: "sightglass=; __Host-sightglass=x" },
      { cookie: `sightglass=${"a".repeat(43)}` },
      { cookie: "sightglass=__proto__" },
    ];
    const suffixes = ["", "?/healthz", "?x=/assets/index.js", "?access_token=x", "?returnTo=/healthz"];
    for (const { url } of closed) {
      const target = url.replace(":id", "prod").replace("*", "labels");
      for (const headers of tricks) {
        expect([target, headers, (await app.ask(target, { headers })).status]).toEqual([
          target,
          headers,
          401,
        ]);
      }
      for (const suffix of suffixes) expect((await app.ask(target + suffix)).status).toBe(401);
      for (const odd of [
        `/.${target}`,
        `${target}/`,
        target.replace("/api", "/API"),
        `/healthz/..%2f..${target}`,
        `/${target}`,
      ]) {
        expect([odd, (await app.ask(odd, {}).catch(() => ({ status: 400 }))).status]).toEqual([
          odd,
          expect.toBeOneOf([400, 401, 404]),
        ]);
      }
    }
  }, 60_000);
});
