import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sourceCheck, sourceList, sourceView } from "../../contract/sources.ts";
import { type FakePrometheus, startFakePrometheus } from "../../testing/fakePrometheus.ts";
import { startTestApp, type TestApp } from "../../testing/startTestApp.ts";
import { Secret } from "../config/Secret.ts";
import { withVersion } from "../sources/sourceVersion.ts";

const TOKEN = "canary-7f3a-token";

let app: TestApp;
let upstream: FakePrometheus;
let other: FakePrometheus;
beforeEach(async () => {
  [upstream, other] = await Promise.all([startFakePrometheus(`Bearer ${TOKEN}`), startFakePrometheus()]);
  app = await startTestApp({ sources: [configured()] });
});
afterEach(async () => {
  await app.stop();
  await Promise.all([upstream.stop(), other.stop()]);
});

const configured = () =>
  withVersion({
    id: "fixed",
    name: "Fixed",
    kind: "prometheus",
    baseOrigin: upstream.url,
    prefix: "/p",
    auth: { type: "bearer", scheme: "Bearer", credentials: { kind: "value", secret: new Secret(TOKEN) } },
    headers: new Map([["X-Scope-OrgID", new Secret("canary-header")]]),
    tls: { insecureSkipVerify: false },
    timeoutMs: 5_000,
    metadataTimeoutMs: 5_000,
    minStepMs: 15_000,
    origin: "config",
    allowPrivate: true,
  });

async function send(method: string, url: string, body?: unknown) {
  const response = await fetch(app.url + url, {
    method,
    headers: { "x-sightglass": "1", ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    json: text === "" ? undefined : (JSON.parse(text) as Record<string, unknown>),
  };
}

const draft = (changes: Record<string, unknown> = {}) => ({
  name: "Prod (EU)",
  kind: "prometheus",
  url: upstream.url,
  auth: { type: "bearer", secret: TOKEN },
  ...changes,
});
const file = () => path.join(app.dataDir, "sources.json");

describe("adding a source", () => {
  it("tests it, keeps it with mode 0600, and has it live at once", async () => {
    const added = await send("POST", "/api/sources", draft());
    expect(added.status).toBe(201);
    expect(sourceView.parse(added.json)).toMatchObject({
      id: "prod-eu",
      origin: "added",
      authType: "bearer",
    });
    const answer = await fetch(`${app.url}/api/sources/prod-eu/api/v1/query?query=1`);
    expect([answer.status, ((await answer.json()) as { status: string }).status]).toEqual([200, "success"]);
    expect(upstream.requests.at(-1)?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(statSync(app.dataDir).mode & 0o077).toBe(0);
    expect(keptBeside(app.dataDir)).toEqual(["sources.json"]);
  });

  it("is there after a restart", async () => {
    await send("POST", "/api/sources", draft());
    const again = await startTestApp({ dataDir: app.dataDir });
    const answer = await fetch(`${again.url}/api/sources/prod-eu/api/v1/query?query=1`);
    await again.stop();
    expect(answer.status).toBe(200);
  });

  it("knows what its preset knows: first query, step, and what tests the credentials; also after a restart and a change", async () => {
    const first = await send("POST", "/api/sources", draft({ preset: "coreweave" }));
    const facts = { preset: "coreweave", firstQuery: expect.stringContaining("node_gpu") };
    expect(sourceView.parse(first.json)).toMatchObject(facts);
    const wgtwo = draft({ name: "w", preset: "wgtwo-prometheus" });
    const asked = upstream.requests.length;
    const second = await send("POST", "/api/sources", wgtwo);
    expect(second.json).toMatchObject({ preset: "wgtwo-prometheus", minStepMs: 30_000 });
    expect(upstream.requests[asked]?.url).toBe("/-/healthy");

    const again = await startTestApp({ dataDir: app.dataDir });
    const { sources } = sourceList.parse(await (await fetch(`${again.url}/api/sources`)).json());
    await again.stop();
    expect(sources[0]).toMatchObject(facts);
    expect(sources[1]).toMatchObject({ preset: "wgtwo-prometheus", minStepMs: 30_000 });

    const changed = await send("PUT", "/api/sources/prod-eu", draft({ name: "Renamed" }));
    expect(changed.json).toMatchObject({ name: "Renamed", ...facts });
    const unknown = await send("POST", "/api/sources", draft({ name: "x", preset: "acme" }));
    expect([unknown.status, unknown.json?.["code"]]).toEqual([400, "BAD_REQUEST"]);
  });

  it("reads a file from before presets were kept", async () => {
    await send("POST", "/api/sources", draft({ preset: "coreweave" }));
    const kept = JSON.parse(readFileSync(file(), "utf8")) as { sources: Record<string, unknown>[] };
    delete kept.sources[0]?.["preset"];
    writeFileSync(file(), JSON.stringify(kept));
    const again = await startTestApp({ dataDir: app.dataDir });
    const { sources } = sourceList.parse(await (await fetch(`${again.url}/api/sources`)).json());
    await again.stop();
    expect(sources.map(({ id, preset }) => [id, preset])).toEqual([["prod-eu", undefined]]);
  });

  it("refuses one that does not answer, with the reason, and keeps nothing", async () => {
    const wrong = await send("POST", "/api/sources", draft({ auth: { type: "bearer", secret: "wrong" } }));
    expect([wrong.status, wrong.json?.["code"]]).toEqual([502, "UPSTREAM_AUTH"]);
    const closed = await send("POST", "/api/sources", draft({ url: "http://127.0.0.1:1" }));
    expect([closed.status, closed.json?.["code"]]).toEqual([502, "UPSTREAM_UNREACHABLE"]);
    expect(keptBeside(app.dataDir)).toEqual([]);
  });

  it("gives each its own id and refuses a name that is taken", async () => {
    await send("POST", "/api/sources", draft());
    const second = await send("POST", "/api/sources", draft({ name: "prod eu" }));
    expect(second.json?.["id"]).toBe("prod-eu-2");
    expect((await send("POST", "/api/sources", draft())).json?.["code"]).toBe("SOURCE_CONFLICT");
  });

  it("keeps every one of many added at the same time", async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => send("POST", "/api/sources", draft({ name: `n${index}` }))),
    );
    const kept = JSON.parse(readFileSync(file(), "utf8")) as { sources: unknown[] };
    expect(kept.sources).toHaveLength(8);
  });

  it("leaves the live list as it was when the file cannot be replaced", async () => {
    // A folder in its place refuses the rename for everybody, root too.
    mkdirSync(path.join(file(), "x"), { recursive: true });
    const answer = await send("POST", "/api/sources", draft());
    rmSync(file(), { recursive: true });
    expect([answer.status, answer.json?.["code"]]).toEqual([507, "STORE_FAILED"]);
    expect(app.registry.list()).toHaveLength(1);
    expect(keptBeside(app.dataDir)).toEqual([]);
  });
});

describe("S29 T3 addresses and secrets", () => {
  it.each([
    "http://169.254.169.254/latest/meta-data",
    "http://[fe80::1]/",
    "http://[::ffff:169.254.169.254]/",
    "http://0xa9fea9fe/",
    "http://169.254.169.254.:80/",
    "http://metadata.google.internal",
    "http://METADATA.google.internal./",
    "http://[fd00:ec2::254]/",
    "http://100.100.100.200/",
  ])("S29 %s is never contacted", async (url) => {
    const answer = await send("POST", "/api/sources/test", { draft: draft({ url, auth: { type: "none" } }) });
    expect([answer.status, answer.json?.["code"]]).toEqual([400, "ADDRESS_REFUSED"]);
  });

  it.each([
    "http://user:pw@127.0.0.1",
    "file:///etc/passwd",
    "gopher://x",
    "//x",
    "http://127.0.0.1/?a",
    "http://127.0.0.1/#a",
    "http://127.0.0.1/a/../b",
    "not a url",
  ])("S29 %s is no base URL", async (url) => {
    const answer = await send("POST", "/api/sources/test", { draft: draft({ url }) });
    expect([answer.status, answer.json?.["code"]]).toEqual([400, "BAD_REQUEST"]);
  });

  it("S10 a source is never ourselves", async () => {
    for (const url of [
      app.url,
      `http://localhost:${app.port}/api/sources/fixed`,
      `http://[::1]:${app.port}`,
      `http://0x7f000001:${app.port}`,
    ]) {
      const answer = await send("POST", "/api/sources/test", {
        draft: draft({ url, auth: { type: "none" } }),
      });
      expect([answer.status, answer.json?.["code"]]).toEqual([400, "ADDRESS_REFUSED"]);
    }
  });

  it("T3 a secret over plain http goes to this machine only", async () => {
    const answer = await send("POST", "/api/sources/test", {
      draft: draft({ url: "http://prometheus.example.org" }),
    });
    expect([answer.status, answer.json?.["detail"]]).toEqual([
      400,
      "url would send a secret unencrypted; use https://",
    ]);
  });

  it("keeps an untyped secret while the origin stays, whatever else changes", async () => {
    await send("POST", "/api/sources", draft({ headers: { "X-Scope-OrgID": "canary-org" } }));
    const changed = await send(
      "PUT",
      "/api/sources/prod-eu",
      draft({ name: "Renamed", auth: { type: "bearer" } }),
    );
    expect(changed.json).toMatchObject({ id: "prod-eu", name: "Renamed", headerNames: ["X-Scope-OrgID"] });
    expect(upstream.requests.at(-1)?.headers).toMatchObject({
      authorization: `Bearer ${TOKEN}`,
      "x-scope-orgid": "canary-org",
    });
  });

  it("T3 a stored secret is never sent to another origin", async () => {
    await send("POST", "/api/sources", draft({ headers: { "X-Scope-OrgID": "canary-org" } }));
    const moved = draft({ url: other.url, auth: { type: "bearer" } });
    for (const [method, url, body] of [
      ["PUT", "/api/sources/prod-eu", moved],
      ["POST", "/api/sources/test", { draft: moved, id: "prod-eu" }],
      ["PUT", "/api/sources/prod-eu", draft({ url: other.url, auth: { type: "bearer", secret: "new" } })],
    ] as const) {
      const answer = await send(method, url, body);
      expect([answer.status, answer.json?.["code"]]).toEqual([400, "BAD_REQUEST"]);
    }
    expect(other.requests).toEqual([]);
  });

  it("T3 tests nothing in the name of a configured source", async () => {
    const answer = await send("POST", "/api/sources/test", {
      draft: draft({ auth: { type: "bearer" } }),
      id: "fixed",
    });
    expect(answer.json?.["code"]).toBe("SOURCE_READ_ONLY");
  });

  it.each([
    { Host: "a" },
    { Authorization: "a" },
    { "bad name": "a" },
    { "X-A": "a\r\nX-B: b" },
    { "X-A": "" },
  ])("S28 refuses the header %j", async (headers) => {
    const answer = await send("POST", "/api/sources/test", { draft: draft({ headers }) });
    expect([answer.status, answer.json?.["code"]]).toEqual([400, "BAD_REQUEST"]);
  });
});

describe("changing and removing", () => {
  it("refuses what the configuration owns", async () => {
    expect((await send("PUT", "/api/sources/fixed", draft())).json?.["code"]).toBe("SOURCE_READ_ONLY");
    expect((await send("DELETE", "/api/sources/fixed")).json?.["code"]).toBe("SOURCE_READ_ONLY");
  });

  it("removes an added one from the list, the file and the routes", async () => {
    await send("POST", "/api/sources", draft());
    expect((await send("DELETE", "/api/sources/prod-eu")).status).toBe(204);
    expect((await fetch(`${app.url}/api/sources/prod-eu/api/v1/query?query=1`)).status).toBe(404);
    expect(readFileSync(file(), "utf8")).not.toContain(TOKEN);
    expect((await send("DELETE", "/api/sources/prod-eu")).json?.["code"]).toBe("SOURCE_NOT_FOUND");
  });

  it.each(["%2e%2e", "..%2ffixed", "__proto__", "constructor", ":id", "a".repeat(41), "FIXED", "fixed%00"])(
    "S06 S07 the id %s is nobody's",
    async (id) => {
      for (const [method, url] of [
        ["DELETE", ""],
        ["PUT", ""],
        ["GET", "/check"],
      ] as const) {
        const answer = await send(method, `/api/sources/${id}${url}`, method === "PUT" ? draft() : undefined);
        expect(answer.status).toBe(404);
      }
    },
  );
});

const buildInfo = async () =>
  (await (await fetch(`${app.url}/api/sources/fixed/api/v1/status/buildinfo`)).json()) as {
    data: { version: string };
  };

describe("checking a source", () => {
  it("says what answers, how the clock stands, how far back it goes and which version it is", async () => {
    const answer = await send("GET", "/api/sources/fixed/check");
    const check = sourceCheck.parse(answer.json);
    expect(check).toMatchObject({ ok: true, server: "Prometheus 3.15.0" });
    expect(check.steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "Reachable ok",
      "Credentials ok",
      "Operations ok",
      "Clock ok",
      "Oldest sample ok",
    ]);
    expect(check.steps[2]?.text).toBe("8 of 8 operations answer");
    expect(Math.abs(check.clockSkewMs ?? 9e9)).toBeLessThan(2_000);
    const asked = new Set(upstream.requests.map(({ url }) => url.split("?")[0]));
    expect(asked).toContain("/p/api/v1/label/job/values");
  });

  it("F41 warns when the clocks differ by more than 30 s", async () => {
    upstream.skewMs = -90_000;
    const check = sourceCheck.parse((await send("GET", "/api/sources/fixed/check")).json);
    expect(check.steps.find(({ name }) => name === "Clock")).toMatchObject({
      state: "warn",
      text: expect.stringContaining("90 s behind") as string,
    });
  });

  it("F03 names the operations that are missing and stays usable", async () => {
    upstream.missing.add("rules").add("query_exemplars");
    const check = sourceCheck.parse((await send("POST", "/api/sources/test", { draft: draft() })).json);
    expect(check.ok).toBe(true);
    expect(check.steps[2]).toEqual({
      name: "Operations",
      state: "warn",
      text: "6 of 8 operations answer; not query_exemplars, rules",
    });
  });

  it("tells refused credentials from a dead server", async () => {
    const wrong = sourceCheck.parse(
      (await send("POST", "/api/sources/test", { draft: draft({ auth: { type: "none" } }) })).json,
    );
    expect(wrong.steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "Reachable ok",
      "Credentials fail",
    ]);
    const dead = sourceCheck.parse(
      (await send("POST", "/api/sources/test", { draft: draft({ url: "http://127.0.0.1:1" }) })).json,
    );
    expect(dead.steps.map(({ name, state }) => `${name} ${state}`)).toEqual(["Reachable fail"]);
  });

  it("answers buildinfo from the last probe, and does not forward it", async () => {
    expect((await buildInfo()).data.version).toBe("3.15.0");
    expect((await buildInfo()).data.version).toBe("3.15.0");
    expect(upstream.requests.filter(({ url }) => url.endsWith("/status/buildinfo"))).toHaveLength(1);
  });
});

describe("S13 the answers", () => {
  it("S13 hold no secret, in any encoding, and only listed fields", async () => {
    await send("POST", "/api/sources", draft({ headers: { "X-Key": "canary-added-header" } }));
    const texts = await Promise.all(
      [
        ["GET", "/api/sources"],
        ["GET", "/api/session"],
        ["GET", "/api/sources/fixed/check"],
        ["GET", "/metrics"],
        ["GET", "/"],
        ["GET", "/healthz"],
      ].map(async ([method = "", url = ""]) => await (await fetch(app.url + url, { method })).text()),
    );
    texts.push(
      (await send("PUT", "/api/sources/prod-eu", draft({ auth: { type: "bearer" } }))).text,
      app.log.join(""),
    );
    const everything = texts.join("\n");
    for (const canary of [TOKEN, "canary-header", "canary-added-header"]) {
      for (const form of [
        canary,
        Buffer.from(canary).toString("base64").replace(/=+$/, ""),
        Buffer.from(canary).toString("hex"),
      ]) {
        expect(everything).not.toContain(form);
      }
    }
    const list = sourceList.parse(JSON.parse(texts[0] ?? ""));
    expect(Object.keys(list.sources[0] ?? {}).toSorted()).toEqual([
      "authType",
      "hasCa",
      "headerNames",
      "id",
      "kind",
      "minStepMs",
      "name",
      "origin",
      "url",
    ]);
  });

  it("S12 nothing of the reader's request reaches the source", async () => {
    await fetch(`${app.url}/api/sources/fixed/api/v1/query?query=1`, {
      headers: {
        cookie: "a=b",
        referer: "http://x/",
        authorization: "Bearer mine",
        "x-ds-authorization": "Bearer mine",
        "x-custom": "1",
        "accept-language": "de",
      },
    });
    expect(Object.keys(upstream.requests.at(-1)?.headers ?? {}).toSorted()).toEqual([
      "accept",
      "accept-encoding",
      "authorization",
      "connection",
      "host",
      "user-agent",
      "x-scope-orgid",
    ]);
    expect(upstream.requests.at(-1)?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it("lists none and takes none where strangers could add", async () => {
    await app.stop();
    app = await startTestApp({
      config: {
        host: "127.0.0.1",
        basePath: "",
        allowPrivate: true,
        publicUrl: new URL("https://metrics.example.org"),
      },
    });
    expect((await send("GET", "/api/sources")).json?.["canAdd"]).toBe(false);
    expect((await send("POST", "/api/sources", draft())).status).toBe(403);
  });
});

/** What lies in the data folder, but for the store itself. */
function keptBeside(dataDir: string): readonly string[] {
  return readdirSync(dataDir).filter((name) => !name.startsWith("sightglass.db"));
}
