import { ExplorePage } from "../pages/ExplorePage.ts";
import { inEachLook, keepPicture as keep } from "../pages/pictures.ts";
import { expect, test } from "../stack/demoFixtures.ts";

const CPU = "sum by (namespace, container) (rate(container_cpu_usage_seconds_total[$__rate_interval]))";
const BUCKETS = 'sum by (le) (rate(http_request_duration_seconds_bucket{service="checkout"}[5m]))';

inEachLook(test, ({ suffix, isPhone }) => {
  test("pictures of Explore", async ({ demo, page: browserPage }) => {
    const search = (params: Record<string, string>) =>
      `?${new URLSearchParams({ "a.src": "demo-metrics", from: "now-3h", ...params })}`;
    const page = new ExplorePage(browserPage);
    const settled = () => expect(page.cancel).toHaveCount(0);
    // Nothing but Explore.
    await browserPage.addInitScript(() =>
      localStorage.setItem("sightglass:preferences", JSON.stringify({ showsQuestions: false })),
    );

    await page.open(demo.url, search({ "a.q": CPU }));
    await expect(page.status).toContainText("series");
    const box = await page.chart.boundingBox();
    if (box && !isPhone) await browserPage.mouse.move(box.x + box.width * 0.69, box.y + box.height * 0.55);
    await settled();
    await keep(browserPage, `explore-chart-${suffix}`);
    await browserPage.mouse.move(0, 0);

    await page.open(demo.url, search({ "a.q": BUCKETS }));
    await expect(browserPage.getByRole("radio", { name: "Heatmap", exact: true })).toBeChecked();
    await expect(browserPage.locator(".sg-exemplar")).toHaveAttribute("d", /M/);
    await settled();
    await keep(browserPage, `explore-heatmap-${suffix}`);

    await page.open(demo.url, search({ "a.q": CPU.replace("$__rate_interval", "5m"), tab: "table" }));
    await expect(page.table).toContainText("checkout");
    await settled();
    await keep(browserPage, `explore-table-${suffix}`);

    await page.open(demo.url, search({ "a.q": CPU }));
    await expect(page.status).toContainText("series");
    await page.ask("sum by (namespace) (rate(container_cpu_usage_seconds_total[5m])");
    await expect(page.alert).toContainText("QUERY_REJECTED");
    await browserPage.mouse.move(0, 0);
    await settled();
    await keep(browserPage, `explore-error-${suffix}`);

    await page.open(demo.url, search({ "a.q": 'http_requests_total{service="chekout"}' }));
    await expect(browserPage.getByText("No series match", { exact: true })).toBeVisible();
    await expect(browserPage.getByText("Looking for the reason")).toHaveCount(0);
    await settled();
    await keep(browserPage, `explore-empty-${suffix}`);
  });
});
