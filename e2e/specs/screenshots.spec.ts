import { startApp } from "../stack/appServer.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { arePicturesWanted, keepPicture as keep, looks } from "../pages/pictures.ts";

test.skip(!arePicturesWanted || !hasPrometheus3, "makes the pictures of docs/screenshots on demand");
test.use({ deviceScaleFactor: 1 });

const CPU = "sum by (cluster, namespace) (rate(container_cpu_usage_seconds_total[$__rate_interval]))";
const BUCKETS = "sum by (le) (rate(shop_request_duration_seconds_bucket[$__rate_interval]))";

for (const { colorScheme, width, height } of looks) {
  test.describe(`${colorScheme} ${width}`, () => {
    test.use({ colorScheme, viewport: { width, height } });
    const suffix = `${colorScheme}-${width}`;

    test("pictures of Explore", async ({ app, stack, page: browserPage }) => {
      // Three hours to the end of the history; on a phone a relative range, which has a shorter name.
      const endMs = Math.floor(stack.historyEndS / 60) * 60_000;
      const range = width === 360 ? { from: "now-3h" } : { from: `${endMs - 3 * 3_600_000}`, to: `${endMs}` };
      const search = (params: Record<string, string>) => `?${new URLSearchParams({ ...range, ...params })}`;
      const page = new ExplorePage(browserPage);
      const settled = () => expect(page.cancel).toHaveCount(0);

      await page.open(app.url, search({ "a.q": CPU }));
      await expect(page.status).toContainText("24 series");
      const box = await page.chart.boundingBox();
      if (box && width > 360)
        await browserPage.mouse.move(box.x + box.width * 0.69, box.y + box.height * 0.55);
      await settled();
      await keep(browserPage, `explore-chart-${suffix}`);
      await browserPage.mouse.move(0, 0);

      await page.open(app.url, search({ "a.q": BUCKETS }));
      await expect(page.status).toContainText("10 series");
      await settled();
      await keep(browserPage, `explore-heatmap-${suffix}`);

      await page.open(app.url, search({ "a.q": CPU.replace("$__rate_interval", "5m"), tab: "table" }));
      await expect(page.table).toContainText("ord1");
      await settled();
      await keep(browserPage, `explore-table-${suffix}`);

      await page.open(app.url, search({ "a.q": CPU }));
      await expect(page.status).toContainText("24 series");
      await page.ask("sum by (cluster) (rate(container_cpu_usage_seconds_total[5m])");
      await expect(page.alert).toContainText("QUERY_REJECTED");
      await browserPage.mouse.move(0, 0);
      await settled();
      await keep(browserPage, `explore-error-${suffix}`);

      await page.open(app.url, search({ "a.q": 'container_cpu_usage_seconds_total{cluster="ord9"}' }));
      await expect(browserPage.getByText("No series match", { exact: true })).toBeVisible();
      await expect(browserPage.getByText("Looking for the reason")).toHaveCount(0);
      await settled();
      await keep(browserPage, `explore-empty-${suffix}`);
    });

    test("picture of the first page", async ({ page }) => {
      const blank = await startApp({ config: "demo: false\n" });
      await page.goto(blank.url);
      await expect(page.getByRole("textbox", { name: "Address" })).toBeVisible();
      await keep(page, `first-page-${suffix}`);
      await blank.stop();
    });
  });
}
