import type { Page } from "@playwright/test";
import { ChartView } from "../pages/ChartView.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { inEachLook, keepPicture as keep } from "../pages/pictures.ts";
import { expect, test } from "../stack/demoFixtures.ts";

const SLOW =
  'histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{service="checkout"}[5m])))';
const BROKEN = "# TYPE jobs counter\njobs_total{queue=mail} 1\n# EOF\n";

/** Drags a file over the window, or drops it there. */
async function drag(page: Page, type: "dragenter" | "drop"): Promise<void> {
  await page.evaluate(
    (what) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([what.text], "night.om"));
      window.dispatchEvent(new DragEvent(what.type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    { type, text: BROKEN },
  );
}

inEachLook(test, ({ suffix }) => {
  test("pictures of first sight and of a file", async ({ demo, page: browserPage }) => {
    const page = new ExplorePage(browserPage);
    // The second time, when the server has read all its code.
    for (let visit = 0; visit < 2; visit += 1) {
      await browserPage.goto(demo.url);
      await expect(page.status).toContainText("6 series");
      await expect(page.cancel).toHaveCount(0);
      await expect(browserPage.locator(".cm-editor")).toBeVisible();
    }
    // The editor draws its own caret, which blinks.
    await page.query().blur();
    await keep(browserPage, `first-sight-${suffix}`);
    await drag(browserPage, "dragenter");
    await expect(browserPage.getByText("Drop to look inside")).toBeVisible();
    await keep(browserPage, `file-over-${suffix}`);
    await drag(browserPage, "drop");
    await expect(page.alert).toContainText("Line 2");
    await keep(browserPage, `file-refused-${suffix}`);
  });

  test("pictures of the form that adds a source", async ({ demo, page }) => {
    const field = (name: string) => page.getByRole("textbox", { name, exact: true });
    await page.goto(`${demo.url}/sources/new`);
    await field("Address").fill("https://prometheus.example.org");
    await page.getByLabel("Token", { exact: true }).fill("a token of some length");
    await keep(page, `connect-prometheus-${suffix}`);
    await page.getByRole("radio", { name: "OpenMetrics" }).click();
    await field("Address").fill("http://localhost:9100/metrics");
    await page.getByRole("radio", { name: "Nothing" }).click();
    await keep(page, `connect-openmetrics-${suffix}`);
    await page.getByRole("radio", { name: "OAuth2 client" }).click();
    await field("Address").fill("https://metrics.example.org/metrics");
    await field("Client ID").fill("sightglass");
    await page.getByLabel("Client secret", { exact: true }).fill("a secret of some length");
    await field("Token URL").fill("https://id.example.org/oauth2/token");
    await field("Scopes").fill("metrics.read");
    await keep(page, `connect-oauth2-${suffix}`);
  });

  test("pictures of exemplars", async ({ demo, page: browserPage }) => {
    const page = new ExplorePage(browserPage);
    const chart = new ChartView(browserPage);
    const params = { "a.src": "demo-metrics", "a.q": SLOW, from: "now-1h", table: "range" };
    await page.open(demo.url, `?${new URLSearchParams(params)}`);
    await expect(page.status).toContainText("1 series");
    await expect(browserPage.locator(".sg-exemplar")).toHaveAttribute("d", /M/);
    await chart.figure.focus();
    await browserPage.keyboard.press("d");
    await browserPage.keyboard.press("Enter");
    await expect(browserPage.getByRole("dialog", { name: "Exemplar" })).toBeVisible();
    await keep(browserPage, `exemplar-${suffix}`);
    await browserPage.keyboard.press("Escape");
    await page.tab("Table").click();
    const table = browserPage.getByRole("table", { name: "Exemplars" });
    await table.scrollIntoViewIfNeeded();
    await expect(table.getByRole("row").nth(1)).toBeInViewport();
    await keep(browserPage, `exemplar-table-${suffix}`);
  });
});
