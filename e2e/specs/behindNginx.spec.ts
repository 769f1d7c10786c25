import fs from "node:fs";
import path from "node:path";
import type { APIRequestContext, Page } from "@playwright/test";
import { createCertificates, type KeyPair } from "../../src/testing/faultUpstream/certificates.ts";
import { startOidcIssuer } from "../../src/testing/oidcIssuer.ts";
import { startServerProcess } from "../../src/testing/serverProcess.ts";
import { BoardView } from "../pages/BoardView.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { ADMIN, signIn } from "../pages/signIn.ts";
import { type RunningApp, startApp } from "../stack/appServer.ts";
import { expect, test as base } from "../stack/fixtures.ts";
import { freePort } from "../stack/freePort.ts";
import { promtools } from "../stack/promtool.ts";
import { planTlsProxy, startTlsProxy, type TlsProxy, type TlsProxyOptions } from "../stack/tlsProxy.ts";

// The product under a path of its own, behind an nginx that ends TLS. nginx comes from an address of its own, so that
// what it says of others counts, and what anybody else says does not.

const BASE_PATH = "/tools/sightglass";
const NGINX = "127.0.0.2";
const OWN = { "content-type": "application/json", "x-sightglass": "1" };
const SUPPORT = { name: "Support", password: "support's own password" } as const;
const CLIENT = { id: "sightglass", secret: "canary-client-secret" };

interface Site {
  readonly app: RunningApp;
  readonly proxy: TlsProxy;
  /** "https://localhost:4711/tools/sightglass" */
  readonly home: string;
  readonly stop: () => Promise<void>;
}

interface SiteOptions extends Pick<TlsProxyOptions, "isCut" | "lines"> {
  /** The lines below `auth:`. */
  readonly auth: string;
}

async function startSite({ auth, ...more }: SiteOptions): Promise<Site> {
  const plan = await planTlsProxy();
  const home = plan.origin + BASE_PATH;
  const app = await startApp({
    config: `server: { public_url: "${home}", trusted_proxies: [${NGINX}] }\nauth:\n${auth}demo: true\n`,
    env: auth.includes("mode: password") ? { SIGHTGLASS_ADMIN_PASSWORD: ADMIN.password } : {},
  });
  const proxy = await startTlsProxy(plan, { basePath: BASE_PATH, upstream: app.url, from: NGINX, ...more });
  const stop = async (): Promise<void> => {
    await proxy.stop();
    await app.stop();
  };
  return { app, proxy, home, stop };
}

const test = base.extend<object, { readonly site: Site }>({
  site: [
    async ({}, use) => {
      const site = await startSite({ auth: "  mode: password\n  public_links: true\n" });
      await use(site);
      await site.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});
test.use({ ignoreHTTPSErrors: true });

/** Signs in as a program would, and gives the cookie. */
async function enter(request: APIRequestContext, home: string, who = ADMIN): Promise<Record<string, string>> {
  const response = await request.post(`${home}/api/session`, { headers: OWN, data: who });
  expect(response.status()).toBe(200);
  const [cookie = ""] = (response.headers()["set-cookie"] ?? "").split(";");
  return { ...OWN, cookie };
}

/** Every address the page asked, from now on. */
function addressesOf(page: Page): string[] {
  const seen: string[] = [];
  page.on("request", (asked) => {
    if (/^https?:/.test(asked.url())) seen.push(asked.url());
  });
  return seen;
}

const outside = (seen: readonly string[], home: string): string[] =>
  seen.filter((url) => url !== home && !url.startsWith(`${home}/`));

test("I2 a viewer's pages, their parts and their calls all live under the path", async ({
  site,
  page,
  request,
}) => {
  const admin = await enter(request, site.home);
  const person = { ...SUPPORT, role: "viewer", sources: null };
  expect((await request.post(`${site.home}/api/people`, { headers: admin, data: person })).status()).toBe(
    201,
  );
  const seen = addressesOf(page);
  const board = new BoardView(page);
  await page.goto(`${site.home}/boards/starter-shop-health?from=now-3h`);
  await signIn(page, SUPPORT);
  await expect(board.title).toHaveText("Shop health");
  await board.settled();
  await expect(page).toHaveURL(`${site.home}/boards/starter-shop-health?from=now-3h`);
  await page.getByRole("button", { name: /^Time range/ }).click();
  await page.getByRole("option", { name: "Last 6 hours" }).click();
  await expect(page).toHaveURL(/from=now-6h/);
  await page.reload();
  await expect(board.title).toHaveText("Shop health");
  await page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: "Boards", exact: true })
    .click();
  await expect(page).toHaveURL(`${site.home}/boards`);
  await expect(board.title).toHaveText("Boards");
  const links = await page
    .locator("a[href]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  expect(links.length).toBeGreaterThan(2);
  expect(links.filter((href) => !href?.startsWith(BASE_PATH))).toEqual([]);
  await page.goto(site.home);
  await expect(page).toHaveURL(new RegExp(`^${site.home}/`));
  await expect(board.title).toHaveText("Boards");
  expect(seen.length).toBeGreaterThan(20);
  expect(outside(seen, site.home)).toEqual([]);
});

test("J3 a link names the path, and opens there for somebody who is not signed in", async ({
  site,
  page,
  browser,
}) => {
  const query = new URLSearchParams({ "a.src": "demo-metrics", "a.q": "up" });
  await page.goto(`${site.home}/explore?${query}`);
  await signIn(page, ADMIN);
  await expect(new ExplorePage(page).status).toContainText("series");
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  await dialog.getByRole("radio", { name: /^Frozen/ }).check();
  await dialog.getByRole("radio", { name: /^Anyone/ }).check();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Under a path");
  await dialog.getByRole("button", { name: "Make link" }).click();
  const link = await dialog.getByRole("textbox", { name: "Short link" }).inputValue();
  expect(link.startsWith(`${site.home}/s/`)).toBe(true);
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const receiver = await context.newPage();
  const seen = addressesOf(receiver);
  await receiver.goto(link);
  await expect(receiver.getByRole("heading", { level: 1 })).toHaveText("Under a path");
  await expect(receiver.getByRole("status").first()).toContainText(/Frozen .* by admin/);
  expect(outside(seen, site.home)).toEqual([]);
  await context.close();
});

test("T9 T13 cookies are of this host and of TLS alone; answers say that TLS stays", async ({
  site,
  request,
}) => {
  const came = await request.post(`${site.home}/api/session`, { headers: OWN, data: ADMIN });
  const cookies = came.headersArray().filter(({ name }) => name.toLowerCase() === "set-cookie");
  expect(cookies.length).toBe(2);
  for (const { value } of cookies) {
    // RFC 6265bis §4.1.3.2: `__Host-` demands Secure, Path=/ and no Domain; so the name, not the path, tells two apart.
    expect(value).toMatch(
      /^__Host-sightglass(?:-known)?\.tools\.sightglass=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict/,
    );
    expect(value).not.toMatch(/Domain/i);
  }
  for (const target of ["/", "/api/session", "/api/nothing", "/s/none"]) {
    const { ["strict-transport-security"]: hsts } = (await request.get(site.home + target)).headers();
    expect(hsts, target).toMatch(/^max-age=\d{7,}/);
  }
});

test("T12 a password that came in plain is refused when nginx says so, and only then", async ({
  site,
  request,
}) => {
  const headers = { ...OWN, "x-forwarded-proto": "https" };
  const plain = await request.post(`${site.proxy.plainOrigin}${BASE_PATH}/api/session`, {
    headers,
    data: ADMIN,
  });
  expect([plain.status(), await plain.text()]).toEqual([403, expect.stringContaining("unencrypted")]);
  expect(plain.headers()["set-cookie"]).toBeUndefined();
  // From this machine itself, past nginx, the same word is nobody's.
  const direct = await request.post(`${site.app.url}/api/session`, {
    headers: { ...OWN, "x-forwarded-proto": "http" },
    data: ADMIN,
  });
  expect(direct.status()).toBe(200);
});

test("S10 only names that are served are answered, whatever a client adds", async ({ site, request }) => {
  for (const [name, value] of [
    ["host", "evil.test"],
    ["host", "localhost"],
  ] as const) {
    const answer = await request.get(`${site.home}/api/session`, { headers: { [name]: value } });
    expect([name, value, answer.status()]).toEqual([name, value, 421]);
  }
  const forwarded = {
    "x-forwarded-host": "evil.test",
    "x-forwarded-prefix": "/evil",
    forwarded: "host=evil.test",
  };
  const answer = await request.get(`${site.home}/`, { headers: forwarded });
  expect(answer.status()).toBe(200);
  expect(await answer.text()).not.toContain("evil");
});

test("S33 tries are counted for the address that nginx saw, whatever a client writes in front of it", async ({
  site,
  request,
}) => {
  const attempt = async (home: string, i: number): Promise<number> => {
    const headers = { ...OWN, "x-forwarded-for": `198.51.100.${i}`, "x-real-ip": `198.51.100.${i}` };
    const data = { name: `somebody ${i}`, password: "wrong horse" };
    return (await request.post(`${home}/api/session`, { headers, data })).status();
  };
  const statuses: number[] = [];
  for (let i = 0; i < 20; i += 1) statuses.push(await attempt(i % 2 === 0 ? site.home : site.app.url, i));
  expect(new Set(statuses)).toEqual(new Set([401]));
  for (const home of [site.home, site.app.url]) expect(await attempt(home, 40)).toBe(429);
});

test("the path may be cut off by nginx: promtool asks there with an access token, and is told so without", async ({
  request,
}) => {
  test.setTimeout(120_000);
  const site = await startSite({ auth: "  mode: password\n", isCut: true });
  try {
    const admin = await enter(request, site.home);
    const data = { label: "tool", sources: ["demo-metrics"], days: 1 };
    const made = await request.post(`${site.home}/api/tokens`, { headers: admin, data });
    expect(made.status()).toBe(201);
    const { text } = (await made.json()) as { text: string };
    const document = await (await request.get(`${site.home}/boards`)).text();
    expect(document).toContain(`"${BASE_PATH}/assets/`);
    const dir = path.dirname(site.proxy.caFile);
    const fileWith = (line: string): string => {
      const file = path.join(dir, `promtool-${line.length}.yaml`);
      fs.writeFileSync(file, `${line}tls_config: { ca_file: ${site.proxy.caFile} }\n`);
      return file;
    };
    // The old one knows no --http.config.file.
    for (const promtool of promtools().filter(({ name }) => !name.endsWith("2.42"))) {
      const ask = (line: string) =>
        promtool.run([
          "query",
          "instant",
          `--http.config.file=${fileWith(line)}`,
          `${site.home}/api/sources/demo-metrics`,
          "up",
        ]);
      const credentials = `authorization: { type: Bearer, credentials: ${text} }\n`;
      expect(await ask(credentials)).toMatchObject({ code: 0, stdout: expect.stringContaining("up{") });
      expect((await ask("")).stderr).toContain("Sign in first");
    }
  } finally {
    await site.stop();
  }
});

test("T9 an issuer is told the way back under the path, and leads there", async ({ page, context }) => {
  test.setTimeout(120_000);
  const issuer = await startOidcIssuer(CLIENT, "localhost");
  const site = await startSite({
    auth: `  mode: oidc
  oidc: { issuer: "${issuer.issuer.origin}", client_id: ${CLIENT.id}, client_secret: ${CLIENT.secret}, roles: { editor: [eng] } }
`,
  });
  try {
    issuer.allow(`${site.home}/auth/callback`);
    issuer.become({ sub: "ed", name: "Ed", groups: ["eng"] });
    const seen = addressesOf(page);
    await page.goto(`${site.home}/boards`);
    await page.getByRole("link", { name: /^Sign in/ }).click();
    await expect(page).toHaveURL(`${site.home}/boards`);
    await expect(page.getByRole("heading", { level: 1, name: "Boards" })).toBeVisible();
    const asked = seen.find((url) => url.startsWith(issuer.issuer.origin)) ?? "";
    expect(new URL(asked).searchParams.get("redirect_uri")).toBe(`${site.home}/auth/callback`);
    expect(
      outside(
        seen.filter((url) => !url.startsWith(issuer.issuer.origin)),
        site.home,
      ),
    ).toEqual([]);
    const own = (await context.cookies(site.home)).filter(({ name }) => name.includes("sightglass"));
    expect(own.map(({ name, secure, sameSite, path: at }) => [name, secure, sameSite, at])).toEqual([
      ["__Host-sightglass.tools.sightglass", true, "Strict", "/"],
    ]);
    issuer.become({ sub: "guest", name: "Guest", groups: [] });
    await context.clearCookies();
    await page.goto(`${site.home}/auth/login`);
    await expect(page).toHaveURL(new RegExp(`^${site.home}/\\?signIn=SIGN_IN_REFUSED`));
  } finally {
    await site.stop();
    await issuer.close();
  }
});

test("S10 the name that nginx gives counts, a client's own does not, behind it or past it", async ({
  request,
}) => {
  test.setTimeout(120_000);
  const site = await startSite({
    auth: `  mode: proxy\n  proxy: { roles: { viewer: ["*"], admin: ["user:root"] } }\n`,
    lines: `proxy_set_header X-Forwarded-User "ada";`,
  });
  try {
    const spellings = [
      { "x-forwarded-user": "root" },
      { "X-FORWARDED-USER": "root" },
      { x_forwarded_user: "root" },
      { "x-forwarded-groups": "user:root" },
    ];
    for (const headers of spellings) {
      const through = await request.get(`${site.home}/api/session`, { headers });
      expect(await through.json()).toMatchObject({ person: { name: "ada", role: "viewer" } });
      const past = await request.get(`${site.app.url}/api/session`, { headers });
      expect(((await past.json()) as { person?: unknown }).person).toBeUndefined();
      expect((await request.get(`${site.app.url}/api/people`, { headers })).status()).toBe(401);
      expect((await request.get(`${site.home}/api/people`, { headers })).status()).toBe(403);
    }
  } finally {
    await site.stop();
  }
});

test("T12 TLS reaches to our own listener, whose certificate nginx checks, and a renewed one counts after SIGHUP", async ({
  request,
}) => {
  test.setTimeout(120_000);
  const plan = await planTlsProxy();
  const home = plan.origin + BASE_PATH;
  const certificates = createCertificates();
  const put = ({ cert, key }: KeyPair): void => {
    fs.writeFileSync(path.join(plan.dir, "own.pem"), cert);
    fs.writeFileSync(path.join(plan.dir, "own.key"), key, { mode: 0o600 });
  };
  put(certificates.good);
  fs.writeFileSync(path.join(plan.dir, "ca.pem"), certificates.ca);
  const port = await freePort();
  const app = startServerProcess({
    args: ["--config", "sightglass.yaml"],
    env: { PORT: String(port), SIGHTGLASS_ADMIN_PASSWORD: ADMIN.password },
    config: `server: { public_url: "${home}", tls: { cert_file: "${plan.dir}/own.pem", key_file: "${plan.dir}/own.key" }, trusted_proxies: [${NGINX}] }
auth: { mode: password }
`,
  });
  let proxy: TlsProxy | undefined;
  try {
    await app.listening;
    proxy = await startTlsProxy(plan, {
      basePath: BASE_PATH,
      upstream: `https://127.0.0.1:${port}`,
      from: NGINX,
      lines: `proxy_ssl_trusted_certificate ${plan.dir}/ca.pem; proxy_ssl_verify on; proxy_ssl_name localhost; proxy_ssl_server_name on; proxy_ssl_session_reuse off;`,
    });
    const admin = await enter(request, home);
    const statusOf = async () => (await request.get(`${home}/api/sources`, { headers: admin })).status();
    expect(await statusOf()).toBe(200);
    for (const [pair, status] of [
      [certificates.selfSigned, 502],
      [certificates.good, 200],
    ] as const) {
      const before = app.log().filter(({ event }) => event === "configuration reloaded").length;
      put(pair);
      app.child.kill("SIGHUP");
      await expect
        .poll(() => app.log().filter(({ event }) => event === "configuration reloaded").length)
        .toBe(before + 1);
      expect(await statusOf()).toBe(status);
    }
  } finally {
    await proxy?.stop();
    await app.stop();
  }
});
