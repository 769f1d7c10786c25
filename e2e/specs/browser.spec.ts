import { AxeBuilder } from "@axe-core/playwright";
import type { Page, Request } from "@playwright/test";
import { BrowserView } from "../pages/BrowserView.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

const search = (params: Record<string, string> = {}) =>
  `?${new URLSearchParams({ from: "now-3h", ...params })}`;
const CPU = "container_cpu_usage_seconds_total";

/** Requests of the browser's worker: path below the API, with its parameters. */
function recordRequests(page: Page) {
  const asked: URL[] = [];
  page.on("request", (request: Request) => {
    const url = new URL(request.url());
    if (url.pathname.includes("/api/v1/")) asked.push(url);
  });
  const to = (path: string) => asked.filter(({ pathname }) => pathname.endsWith(path));
  return { asked, to };
}

async function openBrowser(page: Page, base: string, params: Record<string, string> = {}) {
  const explore = new ExplorePage(page);
  const browser = new BrowserView(page);
  await explore.open(base, search(params));
  await browser.open();
  return { explore, browser };
}

test("G1 finds a metric by its words and inserts it at the cursor, by keyboard alone", async ({
  app,
  page,
}) => {
  const explore = new ExplorePage(page);
  const browser = new BrowserView(page);
  await explore.open(app.url, search());
  await explore.type("sum()");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await browser.button.focus();
  await page.keyboard.press("Enter");
  await expect(browser.search).toBeFocused();
  await page.keyboard.type("CPU usage");
  await expect(browser.row(new RegExp(CPU))).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(browser.tree).toBeFocused();
  await page.keyboard.press(" ");
  await expect(browser.detail(CPU)).toContainText("24 series");
  await page.keyboard.press("Enter");
  await expect(explore.query("A")).toBeFocused();
  expect(await explore.text()).toBe(`sum(${CPU})`);
  await expect(browser.drawer, "stays open while typing").toBeVisible();
});

test("G2 groups by prefix with counts, and types with theirs", async ({ app, page }) => {
  const { browser } = await openBrowser(page, app.url);
  await expect(browser.row(/^node_ \d+ metrics$/)).toBeVisible();
  await browser.tree.focus();
  await browser.search.fill("node_");
  const types = browser.drawer.getByRole("group", { name: "Type" });
  await types.getByRole("button", { name: /^Gauge \d+$/ }).click();
  await expect(types.getByRole("button", { name: /^Gauge/ })).toHaveAttribute("aria-pressed", "true");
  await browser.search.fill("node_memory free bytes");
  await expect(browser.row(/^node_memory_MemFree_bytes gauge$/)).toBeVisible();
  await browser.search.fill("no such metric");
  await expect(browser.drawer.getByText("No metric matches")).toBeVisible();
});

test("G3 G4 D8 tells what a metric is, narrows by its values and asks its usual query", async ({
  app,
  page,
}) => {
  const { explore, browser } = await openBrowser(page, app.url);
  const detail = await browser.choose(CPU);
  await expect(detail).toContainText("24 series");
  await expect(detail).toContainText("every 15 s");
  await detail.getByRole("button", { name: /^cluster\s*3 values$/ }).click();
  await detail.getByRole("button", { name: /^ord1/ }).click();
  await expect(detail).toContainText("8 series");
  await detail.getByRole("button", { name: /^Rate per second/ }).click();
  await expect(explore.status).toContainText("1 series");
  expect(await explore.text()).toBe(`sum(rate(${CPU}{cluster="ord1"}[$__rate_interval]))`);
  await browser.choose("shop_request_duration_seconds_bucket");
  await expect(browser.drawer.getByRole("button", { name: /^Heatmap/ })).toContainText("sum by (le) (rate(");
  await expect(
    browser.drawer.getByRole("button", { name: "shop_request_duration_seconds_sum", exact: true }),
  ).toBeVisible();
});

test("H1 H2 three lists narrow each other in any order, within the range", async ({ app, page }) => {
  const { asked, to } = recordRequests(page);
  const { explore, browser } = await openBrowser(page, app.url);
  await browser.showLabels();
  await browser.labelSearch.fill("clust");
  await browser.labels.getByRole("option", { name: /^cluster/ }).click();
  await browser.values("cluster").getByRole("option", { name: "las1" }).click();
  await expect(browser.selector).toContainText('{cluster="las1"}');
  await browser.labelSearch.fill("");
  await browser.labels.getByRole("option", { name: /^namespace/ }).click();
  await browser.values("namespace").getByRole("option", { name: /^api/ }).click();
  await browser.values("namespace").getByRole("option", { name: /^web/ }).click();
  await expect(browser.selector).toContainText('{cluster="las1", namespace=~"api|web"}');
  await expect(browser.selector).toContainText("2 series");
  // The metrics are narrowed by the labels that were chosen first.
  await browser.drawer.getByRole("tab", { name: "Metrics" }).click();
  await expect(browser.row(new RegExp(`^${CPU}`))).toBeVisible();
  await expect(browser.tree.getByRole("treeitem")).toHaveCount(1);
  await browser.row(new RegExp(`^${CPU}`)).click();
  await browser.showLabels();
  await browser.drawer.getByRole("radio", { name: "is none of" }).click();
  await browser.drawer.getByRole("button", { name: "Use as query" }).click();
  await expect.poll(() => explore.text()).toBe(`${CPU}{cluster="las1", namespace!~"api|web"}`);
  await expect(explore.status).toContainText("6 series");
  for (const url of asked.filter(({ pathname }) => /\/(?:labels|series|values)$/.test(pathname))) {
    const span = Number(url.searchParams.get("end")) - Number(url.searchParams.get("start"));
    expect(span, url.href).toBeGreaterThanOrEqual(3 * 3600);
  }
  const before = to("/labels").length;
  await explore.chooseRange("Last 1 hour");
  await expect.poll(() => to("/labels").length).toBeGreaterThan(before);
});

test("A8 pills and text are two views of one query", async ({ app, page }) => {
  const text = `sum by (cluster) ( # per cluster\n  rate(${CPU}{cluster="ord1" ,  namespace!="web"}[5m]) # all\n)`;
  const { explore, browser } = await openBrowser(page, app.url, { "a.q": text });
  await browser.showLabels();
  const pills = browser.pills("Query A");
  await pills.getByRole("button", { name: 'Edit namespace!="web"' }).click();
  await pills.getByRole("textbox", { name: "Value" }).fill("web|api");
  await pills.getByRole("combobox", { name: "Operator" }).selectOption("!~");
  await page.keyboard.press("Tab");
  await pills.getByRole("button", { name: "Change" }).click();
  const changed = text.replace('namespace!="web"', 'namespace!~"web|api"');
  await expect.poll(() => explore.text()).toBe(changed);
  await pills.getByRole("button", { name: 'Remove cluster="ord1"' }).click();
  await expect.poll(() => explore.text()).toBe(changed.replace('cluster="ord1" ,  ', " "));
  await explore.type('up{job="node"}');
  await expect(pills.getByRole("button", { name: 'Edit job="node"' })).toBeVisible();
  await pills.getByRole("button", { name: "Matcher" }).click();
  await pills.getByRole("textbox", { name: "Label" }).fill("instance");
  await pills.getByRole("textbox", { name: "Value" }).fill("x");
  await page.keyboard.press("Enter");
  await expect.poll(() => explore.text()).toBe('up{job="node", instance="x"}');
});

test("D11 breaks a metric down by label and value, six requests at once, only what is in view", async ({
  app,
  page,
}) => {
  let running = 0;
  let most = 0;
  let all = 0;
  await page.route(/query_range/, async (route) => {
    running += 1;
    all += 1;
    most = Math.max(most, running);
    // Long enough that more at once would be seen.
    await new Promise((resolve) => setTimeout(resolve, 80));
    running -= 1;
    await route.continue();
  });
  const { browser } = await openBrowser(page, app.url);
  const detail = await browser.choose("go_gc_duration_seconds");
  await expect(detail).toContainText("series");
  await browser.choose(CPU);
  await browser.drawer.getByRole("button", { name: "Break down" }).click();
  await browser.drawer.getByRole("button", { name: /^Values of\s+namespace/ }).click();
  const charts = browser.drawer.getByRole("region", { name: "Small charts" });
  await expect(charts.getByRole("listitem")).toHaveCount(8);
  await expect(charts.locator("svg[viewBox='0 0 160 56']")).toHaveCount(8);
  expect(most).toBeLessThanOrEqual(6);
  expect(all).toBeLessThan(60);
  await charts
    .getByRole("listitem")
    .filter({ hasText: "billing" })
    .getByRole("button", { name: "Add to filters" })
    .click();
  await expect(charts.getByRole("button", { name: "In the filters" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(browser.drawer).toBeHidden();
});

test("F42 a label of a million values is cut, searched at the source, and typing ends the request before", async ({
  app,
  page,
}) => {
  const values = Array.from({ length: 200_000 }, (_, at) => `value-${at}`);
  const failed: string[] = [];
  page.on("requestfailed", (request) => failed.push(decodeURIComponent(request.url())));
  await page.route(/\/label\/cluster\/values/, async (route) => {
    const match = new URL(route.request().url()).searchParams.get("match[]") ?? "";
    if (match.includes("slow") && !match.includes("slow.*er")) return;
    const data = match === "" ? values : ["slow-er"];
    await route.fulfill({ json: { status: "success", data } });
  });
  const { browser } = await openBrowser(page, app.url);
  await browser.showLabels();
  await browser.labels.getByRole("option", { name: /^cluster/ }).click();
  await expect(browser.drawer.getByText("The first 10,000 values.")).toBeVisible();
  expect(await browser.values("cluster").getByRole("option").count()).toBeLessThan(100);
  const field = browser.drawer.getByRole("searchbox", { name: "Search values of cluster" });
  await field.fill("slow");
  await field.fill("slow er");
  await expect(browser.values("cluster").getByRole("option", { name: "slow-er" })).toBeVisible();
  expect(failed.some((url) => url.includes(".*slow.*"))).toBe(true);
});

test("is open again after a reload, a sheet on a phone, and gives the focus back", async ({ app, page }) => {
  const { browser } = await openBrowser(page, app.url);
  await expect(browser.search).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(browser.drawer).toBeHidden();
  await expect(browser.button).toBeFocused();
  await page.getByRole("button", { name: "Browse", exact: true }).click();
  await expect(browser.drawer).toBeVisible();
  await page.reload();
  await expect(browser.drawer).toBeVisible();
  await expect(browser.search).not.toBeFocused();
  await page.setViewportSize({ width: 360, height: 780 });
  await page.reload();
  await expect(browser.button).toBeVisible();
  await expect(browser.drawer, "a sheet would cover the page").toBeHidden();
  await browser.button.click();
  const box = await browser.drawer.boundingBox();
  expect([box?.x, box?.width]).toEqual([0, 360]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test("a source that fails says so, and is asked again", async ({ app, page }) => {
  let isDown = true;
  await page.route(/\/label\/__name__\/values/, async (route) => {
    if (!isDown) return route.continue();
    const problem = {
      code: "UPSTREAM_TIMEOUT",
      title: "The source did not answer in time",
      source: "upstream",
      requestId: "r",
    };
    await route.fulfill({
      status: 504,
      json: { status: "error", errorType: "timeout", error: "slow", problem },
    });
  });
  // Types that arrive would ask for the names anew, before the press of the button.
  await page.route(/\/metadata\?/, (route) => route.fulfill({ status: 404, json: { status: "error" } }));
  const { browser } = await openBrowser(page, app.url);
  await expect(browser.drawer.getByRole("alert")).toContainText("UPSTREAM_TIMEOUT");
  isDown = false;
  await browser.drawer.getByRole("button", { name: "Try again" }).click();
  await expect(browser.row(/^node_/)).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 360]) {
    test.describe(`${colorScheme} ${width}`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test("R2 the browser has no violation of WCAG 2.2 A and AA", async ({ app, page }) => {
        test.slow();
        const { browser } = await openBrowser(page, app.url, { "a.q": `rate(${CPU}{cluster="ord1"}[5m])` });
        const expectClean = async (where: string) => {
          const axe = new AxeBuilder({ page }).include('aside[aria-label="Browser"]');
          const { violations } = await axe
            .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
            .analyze();
          const found = violations.flatMap(({ id, nodes }) =>
            nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
          );
          expect(found, where).toEqual([]);
        };
        const detail = await browser.choose(CPU);
        await detail.getByRole("button", { name: /^cluster\s*3 values$/ }).click();
        await expect(detail.getByRole("button", { name: /^ord1/ })).toBeVisible();
        await expectClean("metrics");
        await browser.drawer.getByRole("button", { name: "Break down" }).click();
        await expect(browser.drawer.getByRole("button", { name: /^Values of\s+namespace/ })).toBeVisible();
        await expectClean("breakdown");
        await browser.showLabels();
        await browser.pills("Query A").getByRole("button", { name: "Matcher" }).click();
        await browser.labels.getByRole("option", { name: /^namespace/ }).click();
        await browser.values("namespace").getByRole("option", { name: /^api/ }).click();
        await expect(browser.selector).toContainText("series");
        await expectClean("labels");
      });
    });
  }
}
