import { startApp } from "../stack/appServer.ts";
import { CANARY } from "../stack/canary.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { startTokenProxy } from "../stack/tokenProxy.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

const QUERY = "kube_node_status_allocatable";
const search = (params: Record<string, string>) => `?${new URLSearchParams(params)}`;
const isQuery = (url: string) => url.includes("/api/v1/query");
const json = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body: JSON.stringify(body),
});

test.afterEach(({ stack }) => stack.proxy.intercept(undefined));

test("loading: the old result stays, dimmed, with elapsed time and a way out, until the new one is painted", async ({
  app,
  stack,
  page,
}) => {
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({ "a.q": QUERY, from: "now-3h" }));
  await expect(explore.status).toContainText("3 series");
  stack.proxy.intercept(({ url }) => (isQuery(url) ? { delayMs: 60_000 } : undefined));
  await explore.ask("sum(kube_node_status_allocatable)");
  await expect(page.getByText(/Running, \d/)).toBeVisible();
  await expect(explore.chart).toHaveAttribute("aria-busy", "true");
  await expect(explore.status).toContainText("3 series");
  await page.getByRole("tabpanel").getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText(/Running, \d/)).toHaveCount(0);
  await expect(explore.alert).toHaveCount(0);
  await expect(explore.status).toContainText("3 series");
  await expect.poll(() => stack.proxy.openRequests()).toBe(0);
});

test("empty: says that no series match, in which range, and what to do", async ({ app, page }) => {
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({ "a.q": "nothing_of_this_name", from: "now-3h" }));
  await expect(page.getByText("No series match", { exact: true })).toBeVisible();
  await expect(page.getByText(/no sample for this query from .+ to .+\./)).toBeVisible();
  await expect(page.getByText("There is no metric nothing_of_this_name")).toBeVisible();
  await expect(page.getByRole("table", { name: "Series" })).toHaveCount(0);
});

test("F10 error: quotes the source's own message, names the code, and tries again", async ({
  app,
  stack,
  page,
}) => {
  stack.proxy.intercept(({ url }) =>
    isQuery(url)
      ? json(500, { status: "error", errorType: "internal", error: "storage is on fire" })
      : undefined,
  );
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({ "a.q": QUERY, from: "now-3h" }));
  await expect(explore.alert).toContainText("UPSTREAM_ERROR");
  await expect(explore.alert).toContainText("storage is on fire");
  stack.proxy.intercept(undefined);
  await explore.alert.getByRole("button", { name: "Try again" }).click();
  await expect(explore.status).toContainText("3 series");
  await expect(explore.alert).toHaveCount(0);
});

test("F02 forbidden: says which right is missing", async ({ app, stack, page }) => {
  stack.proxy.intercept(({ url }) => (isQuery(url) ? { status: 403, body: "Forbidden" } : undefined));
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({ "a.q": QUERY, from: "now-3h" }));
  await expect(explore.alert).toContainText("UPSTREAM_FORBIDDEN");
  await expect(explore.alert).toContainText(/lack a right|role/i);
});

test("F01 wrong credentials: names the secret to check and leaves the page signed in", async ({
  app,
  stack,
  page,
}) => {
  stack.proxy.intercept(({ url }) => (isQuery(url) ? { status: 401, body: "Unauthorized" } : undefined));
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({ "a.q": QUERY, from: "now-3h" }));
  await expect(explore.alert).toContainText("UPSTREAM_AUTH");
  await expect(explore.alert).toContainText(/token/i);
  await expect(explore.query()).toContainText(QUERY);
});

test("F05 rate limited: counts down and asks again by itself", async ({ stack, page }) => {
  const app = await startApp({ env: { PROMETHEUS_URL: stack.proxy.url, PROMETHEUS_TOKEN: CANARY } });
  const explore = new ExplorePage(page);
  stack.proxy.intercept(({ url }) =>
    isQuery(url) ? { status: 429, headers: { "retry-after": "3" }, body: "slow down" } : undefined,
  );
  await explore.open(app.url, search({ "a.q": QUERY, from: "now-3h" }));
  await expect(explore.alert).toContainText("RATE_LIMITED");
  await expect(explore.alert).toContainText(/Tries again by itself in 0:0\d/);
  stack.proxy.intercept(undefined);
  await expect(explore.status).toContainText("3 series");
  await expect(explore.alert).toHaveCount(0);
  await app.stop();
});

test("partial: draws what came, with a badge that says so", async ({ app, stack, page }) => {
  const nowS = stack.historyEndS;
  stack.proxy.intercept(({ url }) =>
    isQuery(url)
      ? json(200, {
          status: "success",
          isPartial: true,
          data: {
            resultType: "matrix",
            result: [
              {
                metric: { pod: "a" },
                values: [
                  [nowS - 120, "1"],
                  [nowS - 60, "2"],
                ],
              },
            ],
          },
        })
      : undefined,
  );
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({ "a.q": QUERY, from: "now-3h" }));
  await expect(explore.status).toContainText("1 series");
  await expect(explore.status).toContainText("Partial");
});

test("F11 unreachable: says whether the source or Sightglass itself is gone, and keeps the query and the old result", async ({
  stack,
  page,
}) => {
  const proxy = await startTokenProxy({ upstream: stack.prometheus.url, authorization: `Bearer ${CANARY}` });
  const app = await startApp({ env: { PROMETHEUS_URL: proxy.url, PROMETHEUS_TOKEN: CANARY } });
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({ "a.q": QUERY, from: "now-3h" }));
  await expect(explore.status).toContainText("3 series");
  await proxy.stop();
  await explore.run.click();
  await expect(explore.alert).toContainText("UPSTREAM_UNREACHABLE");
  await expect(explore.status).toContainText("3 series");
  await expect(explore.query()).toContainText(QUERY);
  await app.stop();
  await explore.run.click();
  await expect(explore.alert).toContainText("OFFLINE");
});

test("no source but its own metrics: the form is the first page", async ({ page }) => {
  const app = await startApp({ config: "demo: false\n" });
  await page.goto(`${app.url}/`);
  await expect(page.getByRole("textbox", { name: "Address" })).toBeVisible();
  await app.stop();
});

test("source removed: a link to it keeps its query and offers the others", async ({ app, page }) => {
  const explore = new ExplorePage(page);
  await explore.open(app.url, search({ "a.q": QUERY, "a.src": "gone", from: "now-3h" }));
  await expect(explore.alert).toContainText("SOURCE_NOT_FOUND");
  await expect(explore.source).toContainText("gone (not here)");
  await expect(explore.query()).toContainText(QUERY);
  await explore.source.click();
  await page.getByRole("option", { name: /^Prometheus/ }).click();
  await expect(explore.status).toContainText("3 series");
});
