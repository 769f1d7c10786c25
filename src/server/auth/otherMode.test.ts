import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { proxyAuth } from "../../testing/boardApp.ts";
import { json } from "../../testing/faultUpstream/behaviours.ts";
import { aSource } from "../../testing/faultUpstream/dataApp.ts";
import { type FaultUpstream, startFaultUpstream } from "../../testing/faultUpstream/FaultUpstream.ts";
import { type SignInApp, startSignInApp } from "../../testing/signInApp.ts";
import { startTestApp, type TestApp } from "../../testing/startTestApp.ts";
import type { AuthSettings } from "./AuthSettings.ts";

let upstream: FaultUpstream;
let before: SignInApp;
beforeAll(async () => {
  upstream = await startFaultUpstream(json('{"status":"success","data":[]}'));
  before = await startSignInApp({}, { sources: [aSource({ baseOrigin: upstream.origin })] });
}, 30_000);
afterAll(async () => {
  await before.stop();
  await upstream.close();
});

/** The same store, after `auth.mode` was changed and the server started again. */
const changedTo = (auth: AuthSettings): Promise<TestApp> =>
  startTestApp({
    store: before.store,
    sources: [aSource({ baseOrigin: upstream.origin })],
    config: { host: "127.0.0.1", basePath: "", allowPrivate: true, auth, trustedProxies: ["127.0.0.1"] },
  });
const statusOf = async ({ url }: Pick<TestApp, "url">, headers: Readonly<Record<string, string>>) =>
  (await fetch(`${url}/api/sources/prod/api/v1/labels`, { headers })).status;

describe("K1 after another auth.mode was set", () => {
  it("K1 what people of the mode before hold opens nothing, until that mode is back", async () => {
    const ada = await before.person("Ada", "admin");
    const held = [await before.session(ada), await before.token(ada)];
    const statuses = (app: Pick<TestApp, "url">) =>
      Promise.all(held.map((headers) => statusOf(app, headers)));
    expect(await statuses(before)).toEqual([200, 200]);
    const after = await changedTo(proxyAuth);
    expect(await statuses(after)).toEqual([401, 401]);
    // Somebody of the same name elsewhere is somebody else, and inherits neither role nor tokens.
    const named = { "x-user": "Ada", "x-groups": "viewer" };
    expect(await statusOf(after, named)).toBe(403);
    await after.stop();
    expect(await statuses(before)).toEqual([200, 200]);
  });

  it("K1 tokens of people whom the proxy names work in its mode alone", async () => {
    const proxied = await changedTo(proxyAuth);
    const named = { "x-user": "Grace", "x-groups": "editor", "x-sightglass": "1" };
    const made = await fetch(`${proxied.url}/api/tokens`, {
      method: "POST",
      headers: { ...named, "content-type": "application/json" },
      body: JSON.stringify({ label: "promtool", sources: null, days: 1 }),
    });
    const { text } = (await made.json()) as { text: string };
    const bearer = { authorization: `Bearer ${text}` };
    expect([await statusOf(proxied, bearer), await statusOf(before, bearer)]).toEqual([200, 401]);
    await proxied.stop();
  });
});
