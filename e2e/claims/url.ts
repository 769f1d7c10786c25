import { expect } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { type GroundTest, sizeOf } from "./Ground.ts";

export function urlClaims(test: GroundTest): void {
  test("J1 every visible setting comes back after reload, in a new tab, and by Back and Forward", async ({
    ground,
    page: browserPage,
    context,
  }) => {
    const settings = {
      "a.q": `sum by (${ground.counter.first.name}) (rate(${ground.counter.metric}[$__rate_interval]))`,
      "b.q": "vector(1)",
      "b.off": "1",
      "c.q": ground.steady.metric,
      rows: "CAB",
      from: String(ground.endMs - 7_200_000),
      to: String(ground.endMs),
      tz: "Asia/Tokyo",
      step: "2m",
      draw: "stacked",
      layout: "side",
      log: "1",
      zero: "1",
      unit: "bytes",
      sort: "max.asc",
    };
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search(settings));
    const shows = async (shown: ExplorePage) => {
      await expect(shown.status).toContainText(
        `${ground.counter.first.values + sizeOf(ground.steady)} series`,
      );
      await expect(shown.page.getByRole("button", { name: "Show query B" })).toBeVisible();
      const rows = shown.page.getByRole("region", { name: /^Query [A-J] row$/ });
      await expect(rows.first()).toHaveAccessibleName("Query C row");
      await expect(shown.page.getByRole("button", { name: /^Step / })).toContainText("2 min");
      await expect(shown.page.getByRole("figure", { name: "Chart A" })).toBeVisible();
      await expect(shown.page.getByRole("figure", { name: "Chart C" })).toContainText("UTC+09:00");
      await expect(shown.timeRange).toContainText(/\+0?9/);
      const { searchParams } = new URL(shown.page.url());
      for (const [key, value] of Object.entries(settings)) expect(searchParams.get(key), key).toBe(value);
    };
    await shows(page);
    const axis = await page.page.getByRole("figure", { name: "Chart C" }).textContent();
    await browserPage.reload();
    await shows(page);
    expect(await page.page.getByRole("figure", { name: "Chart C" }).textContent()).toBe(axis);

    const other = new ExplorePage(await context.newPage());
    await other.page.goto(browserPage.url());
    await shows(other);
    await other.page.close();

    const table = browserPage.getByRole("table", { name: "Result C" });
    await page.tab("Table").click();
    await expect(table).toBeVisible();
    await page.tab("Response").click();
    await page.chooseRange("Last 3 hours");
    await browserPage.goBack();
    await browserPage.goBack();
    await expect(table).toBeVisible();
    await browserPage.goBack();
    await shows(page);
    await browserPage.goForward();
    await expect(page.tab("Table")).toHaveAttribute("aria-selected", "true");
  });

  test("J1 what is clicked on the page is in the address: drawing, legend, table", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    // The history ended when the worker began; on a slow machine "now" is out of a table's reach.
    const to = ground.endMs;
    await page.open(
      ground.url,
      ground.search({ "a.q": ground.steady.metric, from: String(to - 10_800_000), to: String(to) }),
    );
    await expect(page.status).toContainText(`${sizeOf(ground.steady)} series`);
    const { hidden, found, other } = ground.steady;
    const legend = browserPage.getByRole("table", { name: "Series" });
    await legend.getByRole("button", { name: /^Max/ }).click();
    await legend.getByRole("row").filter({ hasText: hidden }).getByRole("button").first().click();
    await page.tab("Table").click();
    await browserPage.getByRole("searchbox").first().fill(found.slice(0, 3));
    await expect(page.table.getByRole("row").filter({ hasText: found })).toHaveCount(1);
    await expect(page.table).not.toContainText(other);
    await expect.poll(() => new URL(browserPage.url()).searchParams.get("filter")).toBe(found.slice(0, 3));
    await browserPage.reload();
    await expect(page.table.getByRole("row").filter({ hasText: found })).toHaveCount(1);
    await expect(page.table).not.toContainText(other);
    const { searchParams } = new URL(browserPage.url());
    expect(searchParams.get("sort")).toMatch(/^max\./);
    expect(searchParams.get("only") ?? searchParams.get("hide")).toContain(hidden);
  });

  test("J1 a link to a source that is not here keeps the query, and another source answers it", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(
      ground.url,
      ground.search({ "a.src": "gone", "a.q": ground.steady.metric, from: "now-3h" }),
    );
    await expect(page.alert).toContainText("SOURCE_NOT_FOUND");
    expect(await page.text()).toBe(ground.steady.metric);
    await page.source.click();
    await browserPage.getByRole("option").first().click();
    await expect(page.status).toContainText(`${sizeOf(ground.steady)} series`);
    await expect(page.alert).toHaveCount(0);
    expect(await page.text()).toBe(ground.steady.metric);
  });

  test("J1 Share copies the same view with fixed instants", async ({
    ground,
    page: browserPage,
    context,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search({ "a.q": ground.steady.metric, from: "now-3h", draw: "bars" }));
    await expect(page.status).toContainText(`${sizeOf(ground.steady)} series`);
    const upstream = ground.watch(browserPage);
    await browserPage.getByRole("button", { name: "Share" }).click();
    await browserPage.getByRole("button", { name: "Copy URL" }).click();
    const copied = new URL(await browserPage.evaluate(() => navigator.clipboard.readText()));
    expect(upstream.seen("/query_range")).toEqual([]);
    expect(Number(copied.searchParams.get("to")) - Number(copied.searchParams.get("from"))).toBe(
      3 * 3_600_000,
    );
    const other = new ExplorePage(await context.newPage());
    await other.page.goto(String(copied));
    await expect(other.status).toContainText(`${sizeOf(ground.steady)} series`);
    expect(copied.searchParams.get("draw")).toBe("bars");
  });
}
