import { BrowserView } from "../pages/BrowserView.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { startApp } from "../stack/appServer.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { MANY_NAMES, manyMetricsText, manyName } from "../stack/manyMetrics.ts";
import { startPrometheus } from "../stack/prometheusServer.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

test("G1 150,000 names are all here, searched, and shown a window at a time", async ({ page }) => {
  test.setTimeout(240_000);
  const prometheus = await startPrometheus({
    binary: process.env["SIGHTGLASS_PROMETHEUS"] ?? "",
    promtool: process.env["SIGHTGLASS_PROMTOOL"] ?? "",
    history: manyMetricsText(Math.floor(Date.now() / 1000)),
  });
  const app = await startApp({ env: { PROMETHEUS_URL: prometheus.url } });
  try {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const explore = new ExplorePage(page);
    const browser = new BrowserView(page);
    await explore.open(app.url);
    await browser.open();
    await expect(browser.row(/^kafka_ 12,500 metrics$/)).toBeVisible({ timeout: 60_000 });
    const total = await browser.drawer.locator("[data-typed]").textContent();
    expect(Number(total?.replaceAll(",", ""))).toBeGreaterThanOrEqual(MANY_NAMES);
    // The last of them can be found by a few of its letters.
    const last = manyName(MANY_NAMES - 1);
    await browser.search.fill(String(MANY_NAMES - 1));
    await expect(browser.row(new RegExp(`^${last}`))).toBeVisible();
    await browser.search.fill("kafka queue");
    await expect(browser.drawer.getByText(/^1,250 of 150,/)).toBeVisible();
    // A group of 1,250: any row of it can be reached, a few dozen are in the page.
    await browser.tree.focus();
    await page.keyboard.press("End");
    await expect(browser.tree.locator("[data-active]")).toHaveAccessibleName(/^kafka_queue_/);
    expect(await browser.tree.getByRole("treeitem").count()).toBeLessThan(100);
    const lists = asked.filter((url) => url.includes("/label/__name__/values"));
    expect(lists, "one list, held and searched in the worker").toHaveLength(1);
  } finally {
    await app.stop();
    await prometheus.stop();
  }
});
