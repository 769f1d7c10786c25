import { BrowserView } from "../pages/BrowserView.ts";
import { LogsView } from "../pages/LogsView.ts";
import { PaletteView } from "../pages/PaletteView.ts";
import { inEachLook, keepPicture } from "../pages/pictures.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";

test.skip(!hasLoki, "needs the real Loki");

const CPU = "container_cpu_usage_seconds_total";
const CPU_QUERY = `sum by (namespace) (rate(${CPU}{cluster="ord1"}[$__rate_interval]))`;
const ORDERS = '{namespace="shop", app="checkout"} | json';
const AUDIT =
  '{logging_component="unicaster", app="kube-apiserver", stream="", cluster=~".+"} | json | apiVersion="audit.k8s.io/v1"';

inEachLook(test, ({ suffix, isPhone }) => {
  test("pictures of logs", async ({ bothApp, logStack, page: browserPage }) => {
    const page = new LogsView(browserPage);
    const hour = isPhone
      ? { from: "now-1h" }
      : { from: `${logStack.endMs - 3_600_000}`, to: `${logStack.endMs}` };
    const search = (params: Record<string, string>) =>
      `?${new URLSearchParams({ "a.src": "loki", ...hour, ...params })}`;
    const settled = async () => {
      await expect(page.cancel).toHaveCount(0);
      await expect(page.volume).toBeVisible();
      await browserPage.mouse.move(0, 0);
    };
    await page.open(bothApp.url, search({ "a.q": ORDERS }));
    await expect(page.lines.first()).toBeVisible();
    await expect(page.cost).toContainText("Will read");
    await settled();
    await keepPicture(browserPage, `logs-${suffix}`);
    await page.lines.nth(2).click();
    await expect(page.details).toBeVisible();
    await settled();
    await keepPicture(browserPage, `logs-details-${suffix}`);
    await page.open(bothApp.url, search({ "a.q": AUDIT, from: "now-6h", to: "now" }));
    await expect(page.lines.first()).toBeVisible();
    await browserPage.getByRole("button", { name: "Columns" }).click();
    await browserPage.getByRole("button", { name: /Kubernetes audit/ }).click();
    await settled();
    await keepPicture(browserPage, `logs-columns-${suffix}`);
    if (isPhone) return;
    await page.open(
      bothApp.url,
      search({
        "a.src": "prometheus",
        "a.q": CPU_QUERY,
        "b.src": "loki",
        "b.q": '{cluster="ord1", namespace="web"}',
        beside: "1",
      }),
    );
    await expect(page.lines.first()).toBeVisible();
    await settled();
    await page.lines.nth(6).hover();
    await keepPicture(browserPage, `beside-${suffix}`);
  });

  test("pictures of the browser and the palette", async ({ bothApp, page: browserPage }) => {
    const page = new LogsView(browserPage);
    const browser = new BrowserView(browserPage);
    const search = `?${new URLSearchParams({ "a.src": "prometheus", "a.q": CPU_QUERY, from: "now-3h" })}`;
    await page.open(bothApp.url, search);
    await expect(page.status).toContainText("8 series");
    await browser.open();
    await expect(browser.tree.getByRole("treeitem").first()).toBeVisible();
    await keepPicture(browserPage, `browser-${suffix}`);
    await expect(await browser.choose(CPU)).toContainText("8 series");
    await expect(browser.drawer.getByRole("button", { name: /^Rate per second/ })).toBeVisible();
    await keepPicture(browserPage, `browser-metric-${suffix}`);
    const palette = new PaletteView(browserPage);
    await palette.open();
    await browserPage.keyboard.type("cpu");
    await expect(palette.option(new RegExp(CPU)).first()).toBeVisible();
    await keepPicture(browserPage, `palette-${suffix}`);
    await browserPage.keyboard.press("Escape");
    await page.open(
      bothApp.url,
      `?${new URLSearchParams({ "a.src": "loki", "a.q": '{namespace="shop"}', from: "now-3h" })}`,
    );
    await expect(page.lines.first()).toBeVisible();
    if (!(await browser.drawer.isVisible())) await browser.open();
    await browser.labels.getByRole("option", { name: /^app/ }).click();
    await expect(browser.values("app").getByRole("option").first()).toBeVisible();
    await keepPicture(browserPage, `browser-labels-${suffix}`);
  });
});
