import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { watchUpstream } from "../pages/asked.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

const NODES = "kube_node_status_allocatable";
const CPU = "sum by (cluster) (rate(container_cpu_usage_seconds_total[$__rate_interval]))";

test.afterEach(({ stack }) => stack.proxy.intercept(undefined));

test("J1 every visible setting comes back after reload, in a new tab, and by Back and Forward", async ({
  app,
  stack,
  page: browserPage,
  context,
}) => {
  const settings = {
    "a.q": CPU,
    "b.q": "vector(1)",
    "b.off": "1",
    "c.q": NODES,
    rows: "CAB",
    from: String((stack.historyEndS - 7200) * 1000),
    to: String(stack.historyEndS * 1000),
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
  await page.open(app.url, `?${new URLSearchParams(settings)}`);
  const shows = async (shown: ExplorePage) => {
    await expect(shown.status).toContainText("6 series");
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
  app,
  stack,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  // The history ended when the worker began; on a slow machine "now" is out of a table's reach.
  const to = stack.historyEndS * 1000;
  await page.open(app.url, `?a.q=${NODES}&from=${to - 10_800_000}&to=${to}`);
  await expect(page.status).toContainText("3 series");
  const legend = browserPage.getByRole("table", { name: "Series" });
  await legend.getByRole("button", { name: /^Max/ }).click();
  await legend.getByRole("row").filter({ hasText: "las1" }).getByRole("button").first().click();
  await page.tab("Table").click();
  await browserPage.getByRole("searchbox").first().fill("lga");
  await expect(page.table.getByRole("row").filter({ hasText: "lga1" })).toHaveCount(1);
  await expect(page.table).not.toContainText("ord1");
  await expect.poll(() => new URL(browserPage.url()).searchParams.get("filter")).toBe("lga");
  await browserPage.reload();
  await expect(page.table.getByRole("row").filter({ hasText: "lga1" })).toHaveCount(1);
  await expect(page.table).not.toContainText("ord1");
  const { searchParams } = new URL(browserPage.url());
  expect(searchParams.get("sort")).toMatch(/^max\./);
  expect(searchParams.get("only") ?? searchParams.get("hide")).toContain("las1");
});

for (const path of ["/explore", "/graph"]) {
  test(`J1 imports a Prometheus g0 link opened at ${path}`, async ({ app, stack, page: browserPage }) => {
    const page = new ExplorePage(browserPage);
    const upstream = watchUpstream(stack.proxy);
    const end = new Date(stack.historyEndS * 1000).toISOString().slice(0, 19).replace("T", " ");
    const link = new URLSearchParams({
      "g0.expr": NODES,
      "g0.tab": "0",
      "g0.range_input": "2h",
      "g0.end_input": end,
      "g0.step_input": "120",
      "g1.expr": "vector(5)",
    });
    await browserPage.goto(`${app.url}${path}?${link}`);
    await page.editorReady();
    await expect(page.status).toContainText("4 series");
    expect(await page.text("A")).toBe(NODES);
    expect(await page.text("B")).toBe("vector(5)");
    await expect
      .poll(() => new URL(browserPage.url()).searchParams.get("a.q"), "rewritten in our own keys")
      .toBe(NODES);
    expect(page.addressRange().to).toBe(stack.historyEndS * 1000);
    expect(page.addressRange().to - page.addressRange().from).toBe(7_200_000);
    const asked = upstream.seen("/query_range").find(({ params }) => params.get("query") === NODES);
    expect(asked?.params.get("step")).toBe("120");
    await browserPage.reload();
    await expect(page.status).toContainText("4 series");
  });
}

const query = { refId: "A", expr: CPU, range: true, datasource: { type: "prometheus", uid: "abc" } };
const grafanaLinks = {
  panes: {
    schemaVersion: "1",
    orgId: "1",
    panes: JSON.stringify({
      xyz: { datasource: "abc", queries: [query], range: { from: "now-3h", to: "now" } },
    }),
  },
  left: {
    left: JSON.stringify({ datasource: "abc", queries: [query], range: { from: "now-3h", to: "now" } }),
  },
  "left as a list": { left: JSON.stringify(["now-3h", "now", "Prometheus", { expr: CPU }, { ui: [true] }]) },
};
for (const [name, link] of Object.entries(grafanaLinks)) {
  test(`J1 imports a Grafana Explore link: ${name}`, async ({ app, stack, page: browserPage }) => {
    const page = new ExplorePage(browserPage);
    const upstream = watchUpstream(stack.proxy);
    await page.open(app.url, `?${new URLSearchParams(link)}`);
    await expect(page.timeRange).toContainText("Last 3 hours");
    expect(await page.text()).toBe(CPU);
    await expect(page.status).toContainText("3 series");
    expect(upstream.queries()[0], "its variables work here").toMatch(
      /^sum by \(cluster\) \(rate\(\w+\[\d\w*\]\)\)$/,
    );
    await expect.poll(() => new URL(browserPage.url()).searchParams.has("left")).toBe(false);
  });
}

test("J1 a link to a source that is not here keeps the query, and another source answers it", async ({
  app,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  await page.open(app.url, `?a.src=gone&a.q=${NODES}&from=now-3h`);
  await expect(page.alert).toContainText("SOURCE_NOT_FOUND");
  expect(await page.text()).toBe(NODES);
  await page.source.click();
  await browserPage.getByRole("option").first().click();
  await expect(page.status).toContainText("3 series");
  await expect(page.alert).toHaveCount(0);
  expect(await page.text()).toBe(NODES);
});

test("J1 Share copies the same view with fixed instants", async ({
  app,
  stack,
  page: browserPage,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = new ExplorePage(browserPage);
  await page.open(app.url, `?a.q=${NODES}&from=now-3h&draw=bars`);
  await expect(page.status).toContainText("3 series");
  const upstream = watchUpstream(stack.proxy);
  await browserPage.getByRole("button", { name: "Share" }).click();
  await browserPage.getByRole("button", { name: "Copy URL" }).click();
  const copied = new URL(await browserPage.evaluate(() => navigator.clipboard.readText()));
  expect(upstream.seen("/query_range")).toEqual([]);
  expect(Number(copied.searchParams.get("to")) - Number(copied.searchParams.get("from"))).toBe(3 * 3_600_000);
  const other = new ExplorePage(await context.newPage());
  await other.page.goto(String(copied));
  await expect(other.status).toContainText("3 series");
  expect(copied.searchParams.get("draw")).toBe("bars");
});
