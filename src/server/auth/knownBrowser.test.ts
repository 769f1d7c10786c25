import { afterEach, describe, expect, it } from "vitest";
import { PASSWORD, type SignInApp, startSignInApp } from "../../testing/signInApp.ts";
import { browserOf, knownBrowser } from "./knownBrowser.ts";

const config = { host: "127.0.0.1", basePath: "", allowPrivate: true, trustedProxies: ["127.0.0.1"] };
let nowMs = Date.UTC(2026, 10, 21, 9);
let app: SignInApp | undefined;
afterEach(() => app?.stop());

async function start(): Promise<SignInApp> {
  app = await startSignInApp({}, { now: () => nowMs, logLevel: "error", config });
  await app.person("Ed", "editor");
  return app;
}

let client = 0;
/** From an address of its own, unless one is given. */
const signIn = (name: string, password: string, headers: Readonly<Record<string, string>> = {}) =>
  (app as SignInApp).ask("/api/session", {
    method: "POST",
    body: { name, password },
    headers: { "x-forwarded-for": `198.51.100.${(client = (client + 1) % 250)}`, ...headers },
  });
const statusOf = async (...request: Parameters<typeof signIn>) => (await signIn(...request)).status;
const knownOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0] ?? "")
    .find((line) => line.startsWith("sightglass-known=")) ?? "";

describe("S33 somebody who guesses at a name", () => {
  it("S33 keeps its owner out of no browser they signed in with before", async () => {
    await start();
    const cookie = knownOf(await signIn("Ed", PASSWORD));
    for (let i = 0; i < 5; i += 1) expect(await statusOf("Ed", "wrong horse")).toBe(401);
    expect(await statusOf("Ed", PASSWORD)).toBe(429);
    expect(await statusOf("Ed", PASSWORD, { cookie })).toBe(200);
    // Which takes nothing back of what strangers did, and is no licence to guess.
    nowMs += 500;
    expect(await statusOf("Ed", PASSWORD)).toBe(429);
    for (let i = 0; i < 5; i += 1) expect(await statusOf("Ed", "wrong horse", { cookie })).toBe(401);
    expect(await statusOf("Ed", PASSWORD, { cookie })).toBe(429);
  }, 30_000);

  it("S33 nor does one who shares their address", async () => {
    await start();
    const office = { "x-forwarded-for": "203.0.113.9" };
    const cookie = knownOf(await signIn("Ed", PASSWORD, office));
    for (let i = 0; i < 20; i += 1) expect(await statusOf(`name ${i}`, "wrong horse", office)).toBe(401);
    expect(await statusOf("Ed", PASSWORD, office)).toBe(429);
    expect(await statusOf("Ed", PASSWORD, { ...office, cookie })).toBe(200);
  }, 30_000);

  it("S33 gets no tries more by spelling it otherwise", async () => {
    await start();
    for (const name of ["Ed", "ed", "ED", "\uFF25d", "\u{1D404}d"])
      expect([name, await statusOf(name, "wrong horse")]).toEqual([name, 401]);
    expect(await statusOf("e\uFF44", PASSWORD)).toBe(429);
  }, 30_000);
});

describe("knownBrowser", () => {
  const ed = { id: "ed", passwordHash: "$argon2id$one" };
  const value = knownBrowser(ed) ?? "";

  it("is of one person and one password", () => {
    expect(browserOf(ed, value)).toBe(value.slice(0, 43));
    expect(browserOf({ ...ed, id: "vera" }, value)).toBeUndefined();
    expect(browserOf({ ...ed, passwordHash: "$argon2id$two" }, value)).toBeUndefined();
    expect(browserOf(undefined, value)).toBeUndefined();
    expect(knownBrowser({ id: "ada", passwordHash: undefined })).toBeUndefined();
  });

  it.each([
    ["nothing", undefined],
    ["no value", ""],
    ["another's proof", `${value.slice(0, 44)}${(knownBrowser(ed) ?? "").slice(44)}`],
    ["a proof cut short", value.slice(0, -1)],
    ["more than a value", `${value} `],
  ])("is not %s", (_what, given) => {
    expect(browserOf(ed, given)).toBeUndefined();
    expect(browserOf({ id: "ada", passwordHash: undefined }, given)).toBeUndefined();
  });
});
