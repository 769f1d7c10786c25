import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { sourceCheck, sourceList, sourceView } from "../../contract/sources.ts";
import { answer, json, plain } from "../../testing/faultUpstream/behaviours.ts";
import { startFaultUpstream, type FaultUpstream } from "../../testing/faultUpstream/FaultUpstream.ts";
import { startTestApp, type TestApp } from "../../testing/startTestApp.ts";

/** The engine's thread takes some seconds to begin on a busy machine. */
const PATIENCE_MS = 15_000;
const CLIENT_SECRET = "canary-client-secret";
const TEXT = "# TYPE a counter\na_total 1\n# EOF\n";
vi.setConfig({ testTimeout: 40_000 });
let app: TestApp;
let exporter: FaultUpstream;
let endpoint: FaultUpstream;
beforeAll(async () => {
  exporter = await startFaultUpstream(answer());
  endpoint = await startFaultUpstream(answer());
});
afterAll(async () => {
  await exporter.close();
  await endpoint.close();
});
beforeEach(async () => {
  exporter.requests.length = 0;
  endpoint.requests.length = 0;
  exporter.behave((socket, request) =>
    (request.headers.some(([, value]) => value === "Bearer canary-token")
      ? answer({ body: TEXT, headers: { "content-type": "application/openmetrics-text; version=1.0.0" } })
      : plain("who are you", 401))(socket, request),
  );
  endpoint.behave(json('{"access_token":"canary-token","token_type":"Bearer","expires_in":3600}'));
  app = await startTestApp({ hasEngine: true });
});
afterEach(async () => await app.stop());

interface Sent {
  readonly status: number;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

async function send(
  method: string,
  url: string,
  { body, type = "application/json" }: { body?: unknown; type?: string } = {},
): Promise<Sent> {
  const response = await fetch(app.url + url, {
    method,
    headers: { "x-sightglass": "1", ...(body !== undefined && { "content-type": type }) },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, json: (text === "" ? {} : JSON.parse(text)) as Sent["json"] };
}

const draft = (changes: Record<string, unknown> = {}) => ({
  name: "Shop",
  kind: "openmetrics",
  url: `${exporter.origin}/federate?match[]=up`,
  auth: {
    type: "oauth2",
    clientId: "me",
    tokenUrl: `${endpoint.origin}/token`,
    scopes: ["metrics.read"],
    secret: CLIENT_SECRET,
  },
  scrapeIntervalMs: 1_000,
  ...changes,
});

const oauth2 = (changes: Record<string, unknown>) => ({ ...draft().auth, secret: undefined, ...changes });

/** The values of an instant query; asked again until there are some. */
async function values(id: string, query: string): Promise<string[]> {
  const untilMs = Date.now() + PATIENCE_MS;
  while (Date.now() < untilMs) {
    const url = `/api/sources/${id}/api/v1/query?query=${encodeURIComponent(query)}`;
    const { data } = (await send("GET", url)).json as {
      data?: { result: { value: [number, string] }[] };
    };
    if (data !== undefined && data.result.length > 0) return data.result.map(({ value }) => value[1]);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return [];
}

describe("a page added with an OAuth2 client", () => {
  it("is tested, kept with mode 0600, scraped at once, and there after a restart", async () => {
    const added = await send("POST", "/api/sources", { body: draft() });
    expect(added.status).toBe(201);
    expect(sourceView.parse(added.json)).toMatchObject({
      id: "shop",
      kind: "openmetrics",
      url: `${exporter.origin}/federate?match[]=up`,
      authType: "oauth2",
      oauth2: { clientId: "me", tokenUrl: `${endpoint.origin}/token`, scopes: ["metrics.read"] },
      minStepMs: 1_000,
    });
    expect(await values("shop", "up")).toEqual(["1"]);
    expect(exporter.requests[0]?.target).toBe("/federate?match[]=up");
    expect(statSync(path.join(app.dataDir, "sources.json")).mode & 0o777).toBe(0o600);
    const again = await startTestApp({ dataDir: app.dataDir });
    const { sources } = sourceList.parse(await (await fetch(`${again.url}/api/sources`)).json());
    await again.stop();
    expect(sources).toEqual([sourceView.parse(added.json)]);
  });

  it("S13 T1 shows its secret and its token to nobody, and logs neither", async () => {
    await send("POST", "/api/sources", { body: draft() });
    await values("shop", "up");
    const seen = [
      await send("GET", "/api/sources"),
      await send("GET", "/api/sources/shop/check"),
      await send("GET", "/api/sources/shop/api/v1/query?query=nothing"),
    ];
    const everything = [...seen.map(({ text }) => text), ...app.log].join("\n");
    expect(everything).toContain("shop");
    expect(everything).not.toContain("canary");
    expect(everything).not.toContain(Buffer.from(`me:${CLIENT_SECRET}`).toString("base64"));
  });

  it("T3 keeps its secret while it is edited, but not for another address or token URL", async () => {
    await send("POST", "/api/sources", { body: draft() });
    const renamed = await send("PUT", "/api/sources/shop", {
      body: draft({ name: "Renamed", auth: oauth2({ scopes: [] }), scrapeIntervalMs: undefined }),
    });
    expect(renamed.json).toMatchObject({ name: "Renamed", minStepMs: 1_000, oauth2: { scopes: [] } });
    const elsewhere = await send("PUT", "/api/sources/shop", {
      body: draft({ auth: oauth2({ tokenUrl: `${exporter.origin}/token` }) }),
    });
    expect([elsewhere.status, elsewhere.json["detail"]]).toEqual([
      400,
      "secret is missing; a stored client secret is not sent to another address",
    ]);
    const moved = await send("PUT", "/api/sources/shop", {
      body: draft({ url: `${endpoint.origin}/metrics`, auth: oauth2({}) }),
    });
    expect(moved.status).toBe(400);
  });

  it("F43 is not kept when it gets no token, and its test says why", async () => {
    endpoint.behave(json('{"error":"invalid_client"}', 401));
    const test = await send("POST", "/api/sources/test", { body: { draft: draft() } });
    expect(sourceCheck.parse(test.json)).toMatchObject({
      ok: false,
      steps: [{ name: "Credentials", state: "fail" }],
      problem: { code: "TOKEN_FETCH", detail: "Token endpoint: It answered 401: invalid_client" },
    });
    const added = await send("POST", "/api/sources", { body: draft() });
    expect([added.status, added.json["code"]]).toEqual([502, "TOKEN_FETCH"]);
    expect(keptBeside(app.dataDir)).toEqual([]);
  });

  it("F45 is told the line on which its page breaks", async () => {
    exporter.behave(answer({ body: "a 1\nb{ 2\n", headers: { "content-type": "text/plain" } }));
    const test = await send("POST", "/api/sources/test", { body: { draft: draft() } });
    expect(sourceCheck.parse(test.json)).toMatchObject({
      ok: false,
      steps: [
        { name: "Reachable", state: "ok" },
        { name: "Credentials", state: "ok" },
        { name: "Page", state: "fail", text: expect.stringMatching(/^line 2: /) },
      ],
    });
  });

  it("S29 may not have its token fetched from a metadata address", async () => {
    const body = draft({ auth: oauth2({ tokenUrl: "https://169.254.169.254/token", secret: "x" }) });
    expect((await send("POST", "/api/sources", { body })).json["code"]).toBe("ADDRESS_REFUSED");
  });
});

describe("a file added in the page", () => {
  const upload = async (body: string, name = "Night run", type = "text/plain") =>
    await send("POST", `/api/sources/files?name=${encodeURIComponent(name)}`, { body, type });
  const dump = "# TYPE a gauge\na 1 1000000000\na 2 1000000015\n# EOF\n";
  const files = () => readdirSync(path.join(app.dataDir, "files"));

  it("becomes a source that answers, is there after a restart, and is deleted with it", async () => {
    const added = await upload(dump);
    expect(added.status).toBe(201);
    expect(sourceView.parse(added.json)).toMatchObject({
      id: "night-run",
      name: "Night run",
      kind: "openmetrics",
      url: "",
      origin: "added",
    });
    expect(added.text).not.toContain(app.dataDir);
    expect(await values("night-run", "a @ 1000000015")).toEqual(["2"]);
    expect(files()).toEqual(["night-run.om"]);
    expect(statSync(path.join(app.dataDir, "files", "night-run.om")).mode & 0o777).toBe(0o600);
    const again = await startTestApp({ dataDir: app.dataDir });
    const { sources } = sourceList.parse(await (await fetch(`${again.url}/api/sources`)).json());
    await again.stop();
    expect(sources.map(({ id }) => id)).toEqual(["night-run"]);
    expect((await send("DELETE", "/api/sources/night-run")).status).toBe(204);
    expect(files()).toEqual([]);
  });

  it.each([
    ["breaks midway", "a 1\nb{ 2\n", "BAD_SHAPE", /^Line 2: /],
    ["holds no sample", "# HELP a b\n", "BAD_SHAPE", /holds no sample/],
  ])("F45 that %s is refused, with the line, and not kept", async (...[, body, code, detail]) => {
    const refused = await upload(body);
    expect(refused.json).toMatchObject({ code, detail: expect.stringMatching(detail) });
    expect(existsSync(path.join(app.dataDir, "files"))).toBe(false);
    expect((await send("GET", "/api/sources")).json["sources"]).toEqual([]);
  });

  it("F45 that breaks later keeps what it had, and its test names the line", async () => {
    await upload(dump);
    expect(await values("night-run", "a @ 1000000015")).toEqual(["2"]);
    writeFileSync(path.join(app.dataDir, "files", "night-run.om"), "a 1\nb{ 2\n");
    const lastRead = async () => {
      const { steps } = sourceCheck.parse((await send("GET", "/api/sources/night-run/check")).json);
      return steps.find(({ name }) => name === "Last read");
    };
    await expect.poll(lastRead, { timeout: PATIENCE_MS }).toMatchObject({
      state: "fail",
      text: expect.stringMatching(/^line 2: /),
    });
    expect(await values("night-run", "a @ 1000000015")).toEqual(["2"]);
  });

  it("needs a name of its own", async () => {
    await upload(dump);
    expect((await upload(dump)).json["code"]).toBe("SOURCE_CONFLICT");
    expect((await upload(dump, "")).json["code"]).toBe("BAD_REQUEST");
    expect(files()).toEqual(["night-run.om"]);
  });

  it("S06 keeps it under its id, whatever it is called", async () => {
    await upload(dump, "../../etc/passwd");
    expect(files()).toEqual(["etc-passwd.om"]);
  });

  it("S21 S30 is taken from our own page alone, by its exact type", async () => {
    const response = await fetch(`${app.url}/api/sources/files?name=x`, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: dump,
    });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      403,
      "CROSS_SITE",
    ]);
    expect((await upload(dump, "x", "application/json")).json["code"]).toBe("UNSUPPORTED_MEDIA");
    expect((await upload(dump, "x", "text/plain, a")).json["code"]).toBe("UNSUPPORTED_MEDIA");
  });
});

const NODE_EXPORTER = "/usr/bin/prometheus-node-exporter";

describe.skipIf(!existsSync(NODE_EXPORTER) && process.env["CI"] !== "true")("a real node exporter", () => {
  let exporterProcess: ChildProcess;
  let port = 0;
  beforeAll(async () => {
    exporterProcess = spawn(NODE_EXPORTER, ["--web.listen-address=127.0.0.1:0"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    port = await new Promise<number>((resolve) => {
      let said = "";
      exporterProcess.stderr?.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        const found = /127\.0\.0\.1:([1-9]\d*)/.exec(said);
        if (found) resolve(Number(found[1]));
      });
    });
  });
  afterAll(() => exporterProcess.kill());

  it("is scraped every second, and answers a rate", async () => {
    const body = draft({ url: `http://127.0.0.1:${port}`, auth: { type: "none" } });
    const added = await send("POST", "/api/sources", { body });
    expect(added.json).toMatchObject({ url: `http://127.0.0.1:${port}/metrics` });
    expect(await values("shop", "up")).toEqual(["1"]);
    expect(
      await values("shop", 'count(rate(node_cpu_seconds_total{mode="idle"}[10s]) >= 0) > 0'),
    ).toHaveLength(1);
    const [scraped] = await values("shop", "scrape_samples_scraped");
    expect(Number(scraped)).toBeGreaterThan(100);
    const check = await send("GET", "/api/sources/shop/check");
    const { ok, steps } = sourceCheck.parse(check.json);
    expect(ok).toBe(true);
    expect(steps.find(({ name }) => name === "Last read")).toMatchObject({ state: "ok" });
    expect(steps.find(({ name }) => name === "Kept")?.text).toMatch(/^[\d,]+ samples of [\d,]+ series/);
  });
});

/** What lies in the data folder, but for the store itself. */
function keptBeside(dataDir: string): readonly string[] {
  return readdirSync(dataDir).filter((name) => !name.startsWith("sightglass.db"));
}
