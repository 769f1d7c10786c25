import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { type RunningApp, startApp } from "../stack/appServer.ts";
import { expect, test as base } from "../stack/fixtures.ts";
import { hasLoki } from "../stack/logFixtures.ts";
import { nanos, type PushedStream } from "../stack/logStream.ts";
import { startLoki } from "../stack/lokiServer.ts";
import { type Printed, promtools } from "../stack/promtool.ts";
import { planTlsProxy, startTlsProxy, type TlsProxy } from "../stack/tlsProxy.ts";

const PASSWORD = "correct horse battery";
const BASE_PATH = "/tools/sightglass";
const logcli = process.env["SIGHTGLASS_LOGCLI"] ?? "";
const lokiBinary = process.env["SIGHTGLASS_LOKI"] ?? "";
const OWN = { "content-type": "application/json", "x-sightglass": "1" };

interface Signed {
  readonly app: RunningApp;
  /** Behind nginx with TLS, under a path of its own. */
  readonly proxy: TlsProxy;
  /** Of the product itself, on loopback, without its base path. */
  readonly url: string;
  readonly token: string;
}

const test = base.extend<object, { readonly signed: Signed }>({
  signed: [
    async ({}, use) => {
      const plan = await planTlsProxy();
      const loki = hasLoki ? await startLoki({ binary: lokiBinary, streams: [stream()] }) : undefined;
      const sources = loki === undefined ? "" : `sources: [{ id: loki, kind: loki, url: "${loki.url}" }]\n`;
      const app = await startApp({
        config: `server: { public_url: "${plan.origin}${BASE_PATH}", trusted_proxies: [127.0.0.1] }\nauth: { mode: password }\ndemo: true\n${sources}`,
        env: { SIGHTGLASS_ADMIN_PASSWORD: PASSWORD },
      });
      const proxy = await startTlsProxy(plan, { basePath: BASE_PATH, upstream: app.url });
      try {
        await use({ app, proxy, url: app.url, token: (await newToken(app.url)).text });
      } finally {
        await proxy.stop();
        await app.stop();
        await loki?.stop();
      }
    },
    { scope: "worker", timeout: 180_000 },
  ],
});

interface NewToken {
  readonly id: string;
  readonly text: string;
  /** Of the admin who made it. */
  readonly cookie: string;
}

async function newToken(url: string): Promise<NewToken> {
  const signedIn = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: OWN,
    body: JSON.stringify({ name: "admin", password: PASSWORD }),
  });
  expect(signedIn.status).toBe(200);
  const cookie = signedIn.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const made = await fetch(`${url}/api/tokens`, {
    method: "POST",
    headers: { ...OWN, cookie },
    body: JSON.stringify({
      label: "command line",
      sources: ["demo-metrics", ...(hasLoki ? ["loki"] : [])],
      days: 1,
    }),
  });
  expect(made.status).toBe(201);
  return { ...((await made.json()) as { id: string; text: string }), cookie };
}

/** Five lines of the last minutes. */
function stream(): PushedStream {
  const nowMs = Date.now();
  const values = [5, 4, 3, 2, 1].map((ago) => [nanos(nowMs - ago * 60_000), `line ${ago}`] as const);
  return { stream: { app: "shop" }, values };
}

/** `--http.config.file` of promtool: how Prometheus' own tools are told a token and a CA. */
function httpConfig({ proxy, token }: Signed, hasToken: boolean): string {
  const file = path.join(path.dirname(proxy.caFile), hasToken ? "with.yaml" : "without.yaml");
  const authorization = hasToken ? `authorization: { type: Bearer, credentials: ${token} }\n` : "";
  fs.writeFileSync(file, `${authorization}tls_config: { ca_file: ${proxy.caFile} }\n`);
  return file;
}

for (const promtool of promtools()) {
  test(`${promtool.name} asks with an access token, and is told so without`, async ({ signed }) => {
    const { url, proxy, token } = signed;
    // The old one knows no --http.config.file; a name and a password in the address are Basic.
    const isOld = promtool.name.endsWith("2.42");
    const ask = (server: string, hasToken: boolean) => {
      const flags = isOld ? [] : [`--http.config.file=${httpConfig(signed, hasToken)}`];
      const address = isOld && hasToken ? server.replace("://", `://any:${token}@`) : server;
      return promtool.run(["query", "instant", ...flags, `${address}/api/sources/demo-metrics`, "up"]);
    };
    for (const server of isOld ? [url] : [url, proxy.origin + BASE_PATH]) {
      expect(await ask(server, true)).toMatchObject({ code: 0, stdout: expect.stringContaining("up{") });
      const refused = await ask(server, false);
      expect(refused.code).not.toBe(0);
      expect(refused.stderr).toContain("401");
      expect(refused.stderr).toContain("Sign in first");
      expect(refused.stderr).toContain("access token as Authorization: Bearer");
    }
  });
}

test("logcli asks with an access token, as Bearer or as password, and is told so without", async ({
  signed,
}) => {
  test.skip(logcli === "" || !hasLoki, "needs the built Loki and logcli");
  const { proxy, token, url } = signed;
  const ask = (server: string, ...flags: readonly string[]) =>
    run(logcli, [
      `--addr=${server}/api/sources/loki`,
      ...flags,
      "query",
      "--limit=3",
      "--quiet",
      "--since=1h",
      '{app="shop"}',
    ]);
  const tls = `--ca-cert=${proxy.caFile}`;
  for (const [server, ...flags] of [
    [url, `--bearer-token=${token}`],
    [url, "--username=anything", `--password=${token}`],
    [proxy.origin + BASE_PATH, tls, `--bearer-token=${token}`],
  ] as const) {
    const printed = await ask(server, ...flags);
    expect([printed.code, printed.stdout.trim().split("\n").length]).toEqual([0, 3]);
  }
  const refused = await ask(url, "--retries=0");
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain("Sign in first");
  expect(refused.stderr).toContain("access token as Authorization: Bearer");
});

async function run(file: string, args: readonly string[]): Promise<Printed> {
  return new Promise((resolve) => {
    execFile(file, [...args], { timeout: 20_000, env: {} }, (error, stdout, stderr) => {
      resolve({ stdout, stderr, code: error === null ? 0 : Number(error.code ?? -1) });
    });
  });
}

test("an access token opens nothing but its sources, and nothing once it is withdrawn", async ({
  signed,
}) => {
  const { id, text, cookie } = await newToken(signed.url);
  const status = async (target: string) =>
    (await fetch(signed.url + target, { headers: { authorization: `Bearer ${text}` } })).status;
  expect(await status("/api/sources/demo-metrics/api/v1/query?query=up")).toBe(200);
  expect(await status("/api/sources/self-metrics/api/v1/query?query=up")).toBe(404);
  expect(await status("/api/people")).toBe(403);
  const headers = { "x-sightglass": "1", cookie };
  expect((await fetch(`${signed.url}/api/tokens/${id}`, { method: "DELETE", headers })).status).toBe(204);
  expect(await status("/api/sources/demo-metrics/api/v1/query?query=up")).toBe(401);
});

test.describe("behind nginx with TLS, under a path of its own", () => {
  test.use({ ignoreHTTPSErrors: true });

  /** As the page itself asks: "GET /api/session". */
  const ask = (page: Page, what: string, body?: object) => {
    const [method = "", target = ""] = what.split(" ");
    return page.evaluate(
      async ({ verb, address, sent, headers }) => {
        const response = await fetch(address, {
          method: verb,
          headers: sent === null ? { "x-sightglass": "1" } : headers,
          ...(sent !== null && { body: sent }),
        });
        const text = await response.text();
        return { status: response.status, body: text === "" ? null : (JSON.parse(text) as unknown) };
      },
      {
        verb: method,
        address: BASE_PATH + target,
        sent: body === undefined ? null : JSON.stringify(body),
        headers: OWN,
      },
    );
  };

  test("T9 signing in sets a cookie that TLS, this host and no script has", async ({
    signed,
    page,
    context,
  }) => {
    await page.goto(`${signed.proxy.origin}${BASE_PATH}/`);
    expect(await ask(page, "GET /api/sources")).toMatchObject({
      status: 401,
      body: { code: "SIGN_IN_NEEDED" },
    });
    const person = { name: "admin", role: "admin" };
    expect(await ask(page, "POST /api/session", { name: "admin", password: PASSWORD })).toMatchObject({
      status: 200,
      body: { mode: "password", basePath: BASE_PATH, person },
    });
    const cookies = (await context.cookies()).map(({ name, path: at, secure, httpOnly, sameSite }) => ({
      name,
      path: at,
      secure,
      httpOnly,
      sameSite,
    }));
    expect(cookies).toEqual([
      {
        name: "__Host-sightglass.tools.sightglass",
        path: "/",
        secure: true,
        httpOnly: true,
        sameSite: "Strict",
      },
    ]);
    expect(await page.evaluate(() => document.cookie)).toBe("");
    await page.reload();
    expect(await ask(page, "GET /api/session")).toMatchObject({ status: 200, body: { person } });
    expect((await ask(page, "DELETE /api/session")).status).toBe(204);
    expect((await ask(page, "GET /api/sources")).status).toBe(401);
    expect(await context.cookies()).toEqual([]);
  });

  test("S33 tries are counted for the client behind the proxy", async ({ signed, page, request }) => {
    await page.goto(`${signed.proxy.origin}${BASE_PATH}/`);
    const tries = await Promise.all(
      Array.from({ length: 6 }, () =>
        ask(page, "POST /api/session", { name: "somebody", password: "wrong horse" }),
      ),
    );
    expect(tries.filter(({ status }) => status === 429).length).toBe(1);
    const metrics = await request.get(`${signed.proxy.origin}${BASE_PATH}/metrics`);
    expect(metrics.status()).toBe(401);
  });
});
