import { expect, type Page } from "@playwright/test";
import { BrowserView } from "../pages/BrowserView.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { expectNoSidewaysScroll } from "../pages/sidewaysScroll.ts";
import type { Ground, GroundTest } from "./Ground.ts";

export async function openBrowser(page: Page, ground: Ground, params: Readonly<Record<string, string>> = {}) {
  const explore = new ExplorePage(page);
  const browser = new BrowserView(page);
  await explore.open(ground.url, ground.search({ from: "now-3h", ...params }));
  await browser.open();
  return { explore, browser };
}

const LISTS = /\/(?:labels|series|values)$/;

export function browserClaims(test: GroundTest): void {
  test("G1 finds a metric by its words and inserts it at the cursor, by keyboard alone", async ({
    ground,
    page,
  }) => {
    const explore = new ExplorePage(page);
    const browser = new BrowserView(page);
    const { metric, series, words } = ground.counter;
    await explore.open(ground.url, ground.search({ from: "now-3h" }));
    await explore.type("sum()");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await browser.button.focus();
    await page.keyboard.press("Enter");
    await expect(browser.search).toBeFocused();
    await page.keyboard.type(words);
    await expect(browser.row(new RegExp(metric))).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await expect(browser.tree).toBeFocused();
    await page.keyboard.press(" ");
    await expect(browser.detail(metric)).toContainText(`${series} series`);
    await page.keyboard.press("Enter");
    await expect(explore.query("A")).toBeFocused();
    expect(await explore.text()).toBe(`sum(${metric})`);
    await expect(browser.drawer, "stays open while typing").toBeVisible();
  });

  test("G2 groups by prefix with counts, and types with theirs", async ({ ground, page }) => {
    const { browser } = await openBrowser(page, ground);
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
    ground,
    page,
  }) => {
    const { explore, browser } = await openBrowser(page, ground);
    const { metric, series, first } = ground.counter;
    const detail = await browser.choose(metric);
    await expect(detail).toContainText(`${series} series`);
    await expect(detail).toContainText("every 15 s");
    await detail
      .getByRole("button", { name: new RegExp(`^${first.name}\\s*${first.values} values$`) })
      .click();
    await detail.getByRole("button", { name: new RegExp(`^${first.one}`) }).click();
    await expect(detail).toContainText(`${first.series} series`);
    await detail.getByRole("button", { name: /^Rate per second/ }).click();
    await expect(explore.status).toContainText("1 series");
    expect(await explore.text()).toBe(`sum(rate(${metric}{${first.name}="${first.one}"}[$__rate_interval]))`);
    await browser.choose(`${ground.histogram.name}_bucket`);
    await expect(browser.drawer.getByRole("button", { name: /^Heatmap/ })).toContainText(
      "sum by (le) (rate(",
    );
    await expect(
      browser.drawer.getByRole("button", { name: `${ground.histogram.name}_sum`, exact: true }),
    ).toBeVisible();
  });

  test("H1 H2 three lists narrow each other in any order, within the range", async ({ ground, page }) => {
    const upstream = ground.watch(page);
    const { metric, first, second } = ground.counter;
    const { explore, browser } = await openBrowser(page, ground);
    const values = browser.values(second.name);
    const [one, other] = [second.one, second.others[1]];
    await browser.showLabels();
    await browser.labelSearch.fill(first.name.slice(0, -1));
    await browser.labels.getByRole("option", { name: new RegExp(`^${first.name}(?!\\w)`) }).click();
    await browser.values(first.name).getByRole("option", { name: first.one }).click();
    await expect(browser.selector).toContainText(`{${first.name}="${first.one}"}`);
    await browser.labelSearch.fill("");
    await browser.labels.getByRole("option", { name: new RegExp(`^${second.name}(?!\\w)`) }).click();
    await values.getByRole("option", { name: new RegExp(`^${one}`) }).click();
    await values.getByRole("option", { name: new RegExp(`^${other}`) }).click();
    await expect(browser.selector).toContainText(
      `{${first.name}="${first.one}", ${second.name}=~"${one}|${other}"}`,
    );
    await expect(browser.selector).toContainText(`${first.series - second.rest} series`);
    // The metrics are narrowed by the labels that were chosen first.
    await browser.drawer.getByRole("tab", { name: "Metrics" }).click();
    await expect(browser.row(new RegExp(`^${metric}`))).toBeVisible();
    await expect(browser.tree.getByRole("treeitem")).toHaveCount(1);
    await browser.row(new RegExp(`^${metric}`)).click();
    await browser.showLabels();
    await browser.drawer.getByRole("radio", { name: "is none of" }).click();
    await browser.drawer.getByRole("button", { name: "Use as query" }).click();
    await expect
      .poll(() => explore.text())
      .toBe(`${metric}{${first.name}="${first.one}", ${second.name}!~"${one}|${other}"}`);
    await expect(explore.status).toContainText(`${second.rest} series`);
    for (const { path, params } of upstream.seen().filter((asked) => LISTS.test(asked.path))) {
      const span = Number(params.get("end")) - Number(params.get("start"));
      expect(span, path).toBeGreaterThanOrEqual(3 * 3600);
    }
    const before = upstream.seen("/labels").length;
    await explore.chooseRange("Last 1 hour");
    await expect.poll(() => upstream.seen("/labels").length).toBeGreaterThan(before);
  });

  test("A8 pills and text are two views of one query", async ({ ground, page }) => {
    const { metric, first, second } = ground.counter;
    const [matcher, other] = [`${first.name}="${first.one}"`, `${second.name}!="${second.others[1]}"`];
    const text = `sum by (cluster) ( # per cluster\n  rate(${metric}{${matcher} ,  ${other}}[5m]) # all\n)`;
    const { explore, browser } = await openBrowser(page, ground, { "a.q": text });
    await browser.showLabels();
    const pills = browser.pills("Query A");
    await pills.getByRole("button", { name: `Edit ${other}` }).click();
    await pills.getByRole("textbox", { name: "Value" }).fill("web|api");
    await pills.getByRole("combobox", { name: "Operator" }).selectOption("!~");
    await page.keyboard.press("Tab");
    await pills.getByRole("button", { name: "Change" }).click();
    const changed = text.replace(other, `${second.name}!~"web|api"`);
    await expect.poll(() => explore.text()).toBe(changed);
    await pills.getByRole("button", { name: `Remove ${matcher}` }).click();
    await expect.poll(() => explore.text()).toBe(changed.replace(`${matcher} ,  `, " "));
    await explore.type('up{job="node"}');
    await expect(pills.getByRole("button", { name: 'Edit job="node"' })).toBeVisible();
    await pills.getByRole("button", { name: "Matcher" }).click();
    await pills.getByRole("textbox", { name: "Label" }).fill("instance");
    await pills.getByRole("textbox", { name: "Value" }).fill("x");
    await page.keyboard.press("Enter");
    await expect.poll(() => explore.text()).toBe('up{job="node", instance="x"}');
  });

  test("D11 breaks a metric down by label and value, six requests at once, only what is in view", async ({
    ground,
    page,
  }) => {
    const { second } = ground.counter;
    let running = 0;
    let most = 0;
    let all = 0;
    let lastMs = Date.now();
    // What is left behind ends in the page at once, and here only when its time is up.
    const whenQuiet = () => expect.poll(() => running === 0 && Date.now() - lastMs > 400).toBe(true);
    await page.route(/query_range/, async (route) => {
      running += 1;
      all += 1;
      lastMs = Date.now();
      most = Math.max(most, running);
      // Long enough that more at once would be seen.
      await new Promise((resolve) => setTimeout(resolve, 80));
      running -= 1;
      lastMs = Date.now();
      await route.continue();
    });
    const { browser } = await openBrowser(page, ground);
    const detail = await browser.choose(ground.steady.metric);
    await expect(detail).toContainText("series");
    await browser.choose(ground.counter.metric);
    await whenQuiet();
    await browser.drawer.getByRole("button", { name: "Break down" }).click();
    await whenQuiet();
    await browser.drawer.getByRole("button", { name: new RegExp(`^Values of\\s+${second.name}`) }).click();
    const charts = browser.drawer.getByRole("region", { name: "Small charts" });
    await expect(charts.getByRole("listitem")).toHaveCount(second.values);
    await expect(charts.locator("svg[viewBox='0 0 160 56']")).toHaveCount(second.values);
    expect(most).toBeLessThanOrEqual(6);
    expect(all).toBeLessThan(60);
    await charts
      .getByRole("listitem")
      .filter({ hasText: second.others[0] })
      .getByRole("button", { name: "Add to filters" })
      .click();
    await expect(charts.getByRole("button", { name: "In the filters" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(browser.drawer).toBeHidden();
  });

  test("is open again after a reload, a sheet on a phone, and gives the focus back", async ({
    ground,
    page,
  }) => {
    const { browser } = await openBrowser(page, ground);
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
    await expectNoSidewaysScroll(page);
  });
}
