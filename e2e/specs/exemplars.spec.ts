import { test as base } from "@playwright/test";
import { exemplarClaims, openWith, toggle, type Traced } from "../claims/exemplars.ts";
import { watchUpstream } from "../pages/asked.ts";
import { type RunningApp, startApp } from "../stack/appServer.ts";
import { CANARY } from "../stack/canary.ts";
import { type ExemplarTarget, shop, startExemplarTarget } from "../stack/exemplarTarget.ts";
import { expect, hasPrometheus3 } from "../stack/fixtures.ts";
import { startPrometheus } from "../stack/prometheusServer.ts";
import { startTokenProxy, type TokenProxy } from "../stack/tokenProxy.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

interface Shop {
  readonly app: RunningApp;
  readonly proxy: TokenProxy;
  readonly target: ExemplarTarget;
}

/** A real Prometheus that scrapes a page with exemplars, and the product on it. */
const test = base.extend<{ readonly traced: Traced }, { readonly open: Shop }>({
  traced: async ({ open: { app, proxy } }, use) =>
    use({
      url: app.url,
      search: (params = {}) => `?${new URLSearchParams(params)}`,
      watch: () => watchUpstream(proxy),
      query: P95,
      series: shop.services.length,
      services: shop.services,
      trace: "4bf92f3577b34da6a3ce929d0e",
    }),
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

exemplarClaims(test);
test.afterEach(({ open }) => open.proxy.intercept(undefined));

const P95 = `histogram_quantile(0.95, sum by (service, le) (rate(${shop.bucket}[5m])))`;
const search = (params: Record<string, string> = {}) => `?${new URLSearchParams({ "a.q": P95, ...params })}`;
const isExemplars = (url: string) => url.includes("/query_exemplars");
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
  traced,
  page,
}) => {
  let askedAtMs = 0;
  page.on("request", (request) => {
    if (isExemplars(request.url())) askedAtMs = Date.now();
  });
  await openWith(page, traced);
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
