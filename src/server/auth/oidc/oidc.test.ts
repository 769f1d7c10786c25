import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Session } from "../../../contract/session.ts";
import { Browser } from "../../../testing/Browser.ts";
import { type OidcIssuer, startOidcIssuer } from "../../../testing/oidcIssuer.ts";
import { type SignInApp, startSignInApp } from "../../../testing/signInApp.ts";
import { Secret } from "../../config/Secret.ts";

const SECRET = "canary-client-secret";

let issuer: OidcIssuer;
let app: SignInApp;
let browser: Browser;
let nowMs = Date.now();

beforeAll(async () => {
  issuer = await startOidcIssuer({ id: "sightglass", secret: SECRET });
  app = await startSignInApp(
    {
      mode: "oidc",
      oidc: {
        issuer: issuer.issuer,
        clientId: "sightglass",
        clientSecret: { kind: "value", secret: new Secret(SECRET) },
        scopes: ["profile"],
        groupsClaim: "groups",
        nameClaim: "name",
        roles: { admin: ["ops"], editor: ["eng"], viewer: ["support"] },
      },
    },
    { now: () => nowMs },
  );
  issuer.allow(`${app.url}/auth/callback`);
}, 30_000);
afterAll(async () => {
  await app.stop();
  await issuer.close();
});
beforeEach(() => {
  browser = new Browser();
  nowMs = Date.now();
});

const session = async (of = browser) =>
  (await (await of.ask(new URL(`${app.url}/api/session`))).json()) as Session;

describe("signing in at an issuer", () => {
  it("leads there and back, and the groups say the role", async () => {
    for (const [group, role] of [
      ["ops", "admin"],
      ["eng", "editor"],
      ["support", "viewer"],
    ] as const) {
      browser = new Browser();
      issuer.become({ sub: `sub-${group}`, name: `Person of ${group}`, groups: ["other", group] });
      const { url, response, seen } = await browser.walk(
        `${app.url}/auth/login?returnTo=/explore%3Ffrom=now-1h`,
      );
      expect([response.status, url.href]).toEqual([200, `${app.url}/explore?from=now-1h`]);
      const asked = new URL(seen[1] ?? "").searchParams;
      expect([asked.get("code_challenge_method"), asked.get("response_type")]).toEqual(["S256", "code"]);
      expect(asked.get("state")).toMatch(/^[\w-]{43}$/);
      expect(asked.get("nonce")).toMatch(/^[\w-]{43}$/);
      expect(await session()).toMatchObject({ mode: "oidc", person: { name: `Person of ${group}`, role } });
      expect([...browser.cookiesOf(new URL(app.url)).keys()]).toEqual(["sightglass"]);
    }
  }, 30_000);

  it("T9 signs out everywhere who comes back without a role", async () => {
    issuer.become({ sub: "lee", name: "Lee", groups: ["ops"] });
    await browser.walk(`${app.url}/auth/login`);
    expect((await session()).person?.role).toBe("admin");
    issuer.become({ sub: "lee", name: "Lee", groups: ["left"] });
    const { url } = await new Browser().walk(`${app.url}/auth/login`);
    expect(url.search).toBe("?signIn=SIGN_IN_REFUSED");
    expect((await session()).person).toBeUndefined();
  }, 30_000);

  it("knows somebody by the issuer's subject, whatever name and groups they have today", async () => {
    issuer.become({ sub: "zoe", name: "Zoe", groups: ["eng"] });
    await browser.walk(`${app.url}/auth/login`);
    const { person: before } = await session();
    browser = new Browser();
    issuer.become({ sub: "zoe", name: "Zoe Marsh", groups: ["support"] });
    await browser.walk(`${app.url}/auth/login`);
    expect((await session()).person).toEqual({ id: before?.id, name: "Zoe Marsh", role: "viewer" });
    browser = new Browser();
    issuer.become({ sub: "other", name: "Zoe Marsh", groups: ["ops"] });
    await browser.walk(`${app.url}/auth/login`);
    const { person: namesake } = await session();
    expect(namesake?.id).not.toBe(before?.id);
    expect(namesake?.name).toMatch(/^Zoe Marsh \(.{4}\)$/);
  }, 30_000);

  it("refuses somebody without a role, and somebody who was switched off", async () => {
    issuer.become({ sub: "guest", name: "Guest", groups: [] });
    expect((await browser.walk(`${app.url}/auth/login`)).url.href).toBe(`${app.url}/?signIn=SIGN_IN_REFUSED`);
    expect((await session()).person).toBeUndefined();
    browser = new Browser();
    issuer.become({ sub: "gone", name: "Gone", groups: ["eng"] });
    await browser.walk(`${app.url}/auth/login`);
    const id = (await session()).person?.id ?? "";
    await app.store.people.update(id, { isDisabled: true }, { personId: "t", by: "t", atMs: nowMs });
    expect((await session()).person).toBeUndefined();
    expect((await new Browser().walk(`${app.url}/auth/login`)).url.search).toBe("?signIn=SIGN_IN_REFUSED");
  }, 30_000);

  it("signs out here, and passwords sign nobody in", async () => {
    issuer.become({ sub: "sub-eng", name: "Person of eng", groups: ["eng"] });
    await browser.walk(`${app.url}/auth/login`);
    const cookie = `sightglass=${browser.cookiesOf(new URL(app.url)).get("sightglass")}`;
    expect((await app.ask("/api/session", { method: "DELETE", as: { cookie } })).status).toBe(204);
    expect((await session()).person).toBeUndefined();
    const password = await app.ask("/api/session", {
      method: "POST",
      body: { name: "Person of eng", password: "x" },
    });
    expect(password.status).toBe(403);
  }, 30_000);
});

describe("T9 what comes back from elsewhere", () => {
  /** As far as the way back, which is not walked. */
  async function untilCallback(): Promise<URL> {
    issuer.become({ sub: "sub-eng", name: "Person of eng", groups: ["eng"] });
    let url = new URL(`${app.url}/auth/login`);
    for (let steps = 0; steps < 12; steps += 1) {
      const location = (await browser.ask(url)).headers.get("location");
      url = new URL(location ?? "", url);
      if (url.pathname === "/auth/callback") return url;
    }
    throw new Error("no way back");
  }
  const failsAt = async (url: URL, of = browser) => {
    const response = await of.ask(url);
    expect(response.headers.get("location")).toBe("/?signIn=ISSUER_FAILED");
    expect((await session(of)).person).toBeUndefined();
  };

  it("T9 a code that another browser was given signs nobody in", async () => {
    await failsAt(await untilCallback(), new Browser());
  });

  it("T9 state, code and issuer must be those of this try, once", async () => {
    const good = await untilCallback();
    const kept = new Map(browser.cookiesOf(new URL(app.url)));
    for (const [name, value] of [
      ["state", "A".repeat(43)],
      ["code", "A".repeat(43)],
      ["iss", "https://evil.test"],
    ] as const) {
      const forged = new URL(good);
      forged.searchParams.set(name, value);
      for (const [key, cookie] of kept) browser.cookiesOf(good).set(key, cookie);
      await failsAt(forged);
    }
    // What went wrong once is over.
    await failsAt(good);
  });

  it("T9 a try ends after ten minutes, and an error of the issuer is one", async () => {
    const late = await untilCallback();
    nowMs += 600_001;
    await failsAt(late);
    const denied = await untilCallback();
    denied.search = `?error=access_denied&state=${denied.searchParams.get("state")}`;
    await failsAt(denied);
    await failsAt(new URL(`${app.url}/auth/callback`));
  });

  it("T1 the client's secret is in no answer, address or log line", async () => {
    const { seen } = await browser.walk(`${app.url}/auth/login`);
    expect([...seen, ...app.log].join("\n")).not.toContain(SECRET);
  });

  it("tells of an issuer that is down, and signs in once it is back", async () => {
    const down = await startSignInApp({
      mode: "oidc",
      oidc: {
        issuer: new URL("http://127.0.0.1:9"),
        clientId: "x",
        clientSecret: { kind: "value", secret: new Secret("x") },
        scopes: [],
        groupsClaim: "groups",
        nameClaim: "name",
        roles: { viewer: ["*"] },
      },
    });
    const { url } = await browser.walk(`${down.url}/auth/login`);
    expect(url.search).toBe("?signIn=ISSUER_FAILED");
    await down.stop();
  }, 30_000);
});
