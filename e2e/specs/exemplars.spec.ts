import { test as base, type Page } from "@playwright/test";
import { type RunningApp, startApp } from "../stack/appServer.ts";
import { CANARY } from "../stack/canary.ts";
import { type ExemplarTarget, shop, startExemplarTarget } from "../stack/exemplarTarget.ts";
import { expect, hasPrometheus3 } from "../stack/fixtures.ts";
import { startPrometheus } from "../stack/prometheusServer.ts";
import { startTokenProxy, type TokenProxy } from "../stack/tokenProxy.ts";
import { ChartView } from "../pages/ChartView.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { expectNoViolations } from "../pages/noViolations.ts";

interface Shop {
  readonly app: RunningApp;
  readonly proxy: TokenProxy;
  readonly target: ExemplarTarget;
}

/** A real Prometheus that scrapes a page with exemplars, and the product on it. */
const test = base.extend<object, { readonly open: Shop }>({
  open: [
    async ({}, use) => {
      const target = await startExemplarTarget();
      const prometheus = await startPrometheus({
        binary: process.env["SIGHTGLASS_PROMETHEUS"] ?? "",
        promtool: process.env["SIGHTGLASS_PROMTOOL"] ?? "",
        history: target.history(),
        targets: { [shop.job]: target.host },
      });
      const proxy = await startTokenProxy({ upstream: prometheus.url, authorization: `Bearer ${CANARY}` });
      const app = await startApp({ env: { PROMETHEUS_URL: proxy.url, PROMETHEUS_TOKEN: CANARY } });
      await use({ app, proxy, target });
      await app.stop();
      await proxy.stop();
      await prometheus.stop();
      await target.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

test.skip(!hasPrometheus3, "needs the real Prometheus 3");
test.afterEach(({ open }) => open.proxy.intercept(undefined));

const P95 = `histogram_quantile(0.95, sum by (service, le) (rate(${shop.bucket}[5m])))`;
const search = (params: Record<string, string> = {}) => `?${new URLSearchParams({ "a.q": P95, ...params })}`;
const isExemplars = (url: string) => url.includes("/query_exemplars");
const toggle = (page: Page) => page.getByRole("button", { name: "Exemplars", exact: true });

interface Diamond {
  readonly x: number;
  readonly y: number;
}

/** The middles of all diamonds in the window. */
async function diamonds(page: Page): Promise<readonly Diamond[]> {
  return page.locator(".sg-exemplars").evaluate((svg) => {
    const { left, top } = svg.getBoundingClientRect();
    const path = svg.querySelector(".sg-exemplar")?.getAttribute("d") ?? "";
    return path
      .split("M")
      .slice(1)
      .map((one) => {
        const [x = 0, y = 0] = (one.split("L")[0] ?? "").split(" ").map(Number);
        return { x: left + x, y: top + y + 4.5 };
      });
  });
}

async function openWith(
  page: Page,
  { app }: Shop,
  params?: Record<string, string>,
): Promise<readonly Diamond[]> {
  await new ExplorePage(page).open(app.url, search(params));
  await expect.poll(async () => (await diamonds(page)).length).toBeGreaterThan(10);
  return diamonds(page);
}

test("Q1 diamonds stand at their values, hover shows labels, value and time, and a click leads to the trace", async ({
  open,
  page,
}) => {
  const found = await openWith(page, open);
  const chart = new ChartView(page);
  const plot = await chart.plot();
  for (const { x, y } of found) {
    expect(x).toBeGreaterThanOrEqual(plot.left - 1);
    expect(x).toBeLessThanOrEqual(plot.right + 1);
    expect(y).toBeGreaterThanOrEqual(plot.top - 1);
    expect(y).toBeLessThanOrEqual(plot.bottom + 1);
  }
  const one = found[Math.floor(found.length / 2)] ?? { x: 0, y: 0 };
  await page.mouse.move(one.x, one.y);
  await expect(chart.tip).toContainText("exemplar");
  await expect(chart.tip).toContainText(/trace_id4bf92f3577b34da6a3ce929d0e/);
  await expect(chart.tip).toContainText("UTC");
  await page.mouse.click(one.x, one.y);
  const dialog = page.getByRole("dialog", { name: "Exemplar" });
  await expect(dialog).toContainText(/service(checkout|payments|cart)/);
  await expect(dialog.getByRole("link")).toHaveCount(0);
  await dialog.getByLabel("Trace link").fill("javascript:alert({trace_id})");
  await dialog.getByRole("button", { name: "Keep" }).click();
  await expect(dialog).toContainText("begins with https://");
  await dialog.getByLabel("Trace link").fill("https://tracing.example/trace/{trace_id}");
  await dialog.getByRole("button", { name: "Keep" }).click();
  const link = dialog.getByRole("link", { name: "Open trace" });
  await expect(link).toHaveAttribute(
    "href",
    /^https:\/\/tracing\.example\/trace\/4bf92f3577b34da6a3ce929d0e\w+$/,
  );
  await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  await expectNoViolations(page, { where: "exemplar", rules: "all", isOverlay: true });
  await page.keyboard.press("Escape");
  // Said once, for every exemplar of this source.
  await page.reload();
  await expect.poll(async () => (await diamonds(page)).length).toBeGreaterThan(10);
  await page.mouse.click(one.x, one.y);
  await expect(dialog.getByRole("link", { name: "Open trace" })).toBeVisible();
});

test("Q1 exemplars are reached by keys on the chart, and as rows of the table", async ({ open, page }) => {
  await openWith(page, open, { table: "range" });
  const chart = new ChartView(page);
  await chart.figure.focus();
  await page.keyboard.press("d");
  await expect(chart.figure.locator("[aria-live]")).toContainText(/^Exemplar 1 of \d+: .*trace_id/);
  await page.keyboard.press("d");
  await expect(chart.figure.locator("[aria-live]")).toContainText(/^Exemplar 2 of/);
  await page.keyboard.press("Shift+D");
  await expect(chart.figure.locator("[aria-live]")).toContainText(/^Exemplar 1 of/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Exemplar" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(chart.figure).toBeFocused();
  await page.getByRole("tab", { name: /^Table/ }).click();
  const table = page.getByRole("table", { name: "Exemplars" });
  await expect(table.getByRole("row")).not.toHaveCount(1);
  await expect(table).toContainText('{trace_id="4bf92f3577b34da6a3ce929d0e');
  await table
    .getByRole("button", { name: /^Open exemplar of/ })
    .first()
    .click();
  await expect(page.getByRole("dialog", { name: "Exemplar" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expectNoViolations(page, { where: "table of exemplars", rules: "all" });
});

test("Q1 the switch is kept in the link, and switched off nothing is asked", async ({ open, page }) => {
  await openWith(page, open);
  await expect(toggle(page)).toHaveAttribute("aria-pressed", "true");
  await toggle(page).click();
  await expect.poll(async () => (await diamonds(page)).length).toBe(0);
  await expect(page).toHaveURL(/exemplars=0/);
  const before = open.proxy.requests.filter(({ url }) => isExemplars(url)).length;
  await page.reload();
  await expect(new ExplorePage(page).status).toContainText("3 series");
  await expect(toggle(page)).toHaveAttribute("aria-pressed", "false");
  await expect.poll(() => open.proxy.openRequests()).toBe(0);
  expect(open.proxy.requests.filter(({ url }) => isExemplars(url))).toHaveLength(before);
  await toggle(page).click();
  await expect.poll(async () => (await diamonds(page)).length).toBeGreaterThan(10);
  expect(new URL(page.url()).searchParams.has("exemplars")).toBe(false);
});

test("Q1 a source that fails to give exemplars is silent on the chart and told in the Response tab", async ({
  open,
  page,
}) => {
  open.proxy.intercept(({ url }) =>
    isExemplars(url)
      ? { status: 500, headers: { "content-type": "text/plain" }, body: "no exemplars today" }
      : undefined,
  );
  const explore = new ExplorePage(page);
  await explore.open(open.app.url, search());
  await expect(explore.status).toContainText("3 series");
  await explore.tab("Response").click();
  const response = page.getByRole("region", { name: "Response of query A" });
  await expect(response).toContainText(/Exemplars\s*None: The source failed\. UPSTREAM_ERROR/);
  await expect(explore.alert).toHaveCount(0);
});

test("Q1 exemplars are asked for after the chart is painted, and never for what cannot have any", async ({
  open,
  page,
}) => {
  let askedAtMs = 0;
  page.on("request", (request) => {
    if (isExemplars(request.url())) askedAtMs = Date.now();
  });
  await openWith(page, open);
  const paintedAtMs = await page.evaluate(() => {
    const mark = performance.getEntriesByName("sg:painted", "mark")[0];
    return performance.timeOrigin + (mark?.startTime ?? Number.POSITIVE_INFINITY);
  });
  // Two clocks of one machine, read in two processes.
  expect(askedAtMs).toBeGreaterThan(paintedAtMs - 20);
  const before = open.proxy.requests.filter(({ url }) => isExemplars(url)).length;
  const explore = new ExplorePage(page);
  await explore.open(open.app.url, search({ "a.q": "up" }));
  await expect(explore.status).toContainText("2 series");
  await expect(toggle(page)).toHaveCount(0);
  await expect.poll(() => open.proxy.openRequests()).toBe(0);
  expect(open.proxy.requests.filter(({ url }) => isExemplars(url))).toHaveLength(before);
});
