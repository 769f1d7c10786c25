import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { matrixAnswer } from "../stack/matrixAnswer.ts";
import { ChartView } from "../pages/ChartView.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { save } from "../pages/save.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

const CPU = "sum by (cluster, namespace) (rate(container_cpu_usage_seconds_total[5m]))";
const STEP_S = 60;
const STEPS = 61;

/** One hour on the step grid, so that shares of the plot are shares of the data. */
function hour(endS: number, params: Record<string, string>): string {
  const end = Math.floor(endS / STEP_S) * STEP_S;
  const range = { from: String((end - 3600) * 1000), to: String(end * 1000), step: "1m" };
  return `?${new URLSearchParams({ ...range, ...params })}`;
}
const endOf = (endS: number) => Math.floor(endS / STEP_S) * STEP_S;
const isRange = (url: string) => url.includes("/query_range");
const flat = (value: string) => Array.from({ length: STEPS }, () => value);

test.afterEach(({ stack }) => stack.proxy.intercept(undefined));

test("D1 lines, area, stacked, bars and points are other pictures of the same answer: no request", async ({
  app,
  stack,
  page,
}) => {
  const explore = new ExplorePage(page);
  const chart = new ChartView(page);
  await explore.open(app.url, hour(stack.historyEndS, { "a.q": CPU }));
  await expect(explore.status).toContainText("24 series");
  // The last of what a run asks for.
  await expect
    .poll(() => stack.proxy.requests.some(({ url }) => url.includes("/query_exemplars")))
    .toBe(true);
  await expect.poll(() => stack.proxy.openRequests()).toBe(0);
  const asked = stack.proxy.requests.length;
  const pictures = new Set<string>();
  for (const mode of ["Area", "Stacked", "Bars", "Points", "Lines"]) {
    await page.getByRole("radio", { name: mode, exact: true }).click();
    await expect(page.getByRole("radio", { name: mode, exact: true })).toBeChecked();
    await expect.poll(async () => pictures.has(await chart.picture())).toBe(false);
    pictures.add(await chart.picture());
  }
  for (const option of ["From zero", "Log"]) await page.getByRole("button", { name: option }).click();
  await page.getByRole("button", { name: /^Unit/ }).click();
  await page.getByRole("menuitemradio", { name: "Bytes (KiB, MiB)" }).click();
  expect(stack.proxy.requests.length).toBe(asked);
  expect(pictures.size).toBe(5);
});

test("D2 above 1,000 series the 200 largest are drawn, the page says so and draws all on demand", async ({
  app,
  stack,
  page,
}) => {
  const series = Array.from({ length: 1500 }, (_, i) => ({
    metric: { pod: `p${i}` },
    values: [`${i}`, `${i}`],
  }));
  stack.proxy.intercept(({ url }) =>
    isRange(url) ? matrixAnswer(series, { endS: endOf(stack.historyEndS), stepS: STEP_S }) : undefined,
  );
  const explore = new ExplorePage(page);
  await explore.open(app.url, hour(stack.historyEndS, { "a.q": "anything" }));
  await expect(page.getByText("1,500 series, 200 drawn")).toBeVisible();
  const legend = page.getByRole("table", { name: "Series" });
  await expect(legend).toHaveAttribute("aria-rowcount", "201");
  await expect(legend.locator("tbody tr:not([aria-hidden])").first()).toContainText("p1499");
  await legend.getByRole("button", { name: "Last" }).click();
  await expect(legend.locator("tbody tr:not([aria-hidden])").first()).toContainText("p1300");
  await page.getByRole("button", { name: "Draw all" }).click();
  await expect(legend).toHaveAttribute("aria-rowcount", "1501");
});

test("D3 the legend isolates, toggles, sorts, filters, and says common labels once", async ({
  app,
  stack,
  page,
}) => {
  const explore = new ExplorePage(page);
  const chart = new ChartView(page);
  await explore.open(
    app.url,
    hour(stack.historyEndS, { "a.q": "rate(container_cpu_usage_seconds_total[5m])" }),
  );
  await expect(explore.status).toContainText("24 series");
  const legend = page.getByRole("region", { name: "Legend" });
  await expect(legend).toContainText('In all: job="kubelet"');
  const rows = legend.getByRole("table", { name: "Series" }).locator("tbody tr:not([aria-hidden])");
  const all = await chart.picture();

  await rows.nth(0).click();
  await expect(rows.nth(0).getByRole("button")).toHaveAttribute("aria-pressed", "true");
  await expect(rows.nth(1).getByRole("button")).toHaveAccessibleName(/hidden$/);
  await expect.poll(() => chart.picture()).not.toBe(all);
  await expect(page).toHaveURL(/only=/);
  await rows.nth(0).click();
  await expect(page).not.toHaveURL(/only=/);
  await rows.nth(1).click({ modifiers: ["ControlOrMeta"] });
  await expect(rows.nth(1).getByRole("button")).toHaveAccessibleName(/hidden$/);
  await expect(rows.nth(2).getByRole("button")).not.toHaveAccessibleName(/hidden$/);

  await legend.getByRole("button", { name: "Max", exact: true }).click();
  await expect(legend.getByRole("columnheader", { name: "Max" })).toHaveAttribute("aria-sort", "descending");
  const maxima = (await rows.locator("td:nth-last-child(2)").allTextContents()).map(Number);
  expect(maxima).toEqual(maxima.toSorted((a, b) => b - a));
  await legend.getByRole("searchbox", { name: "Filter series" }).fill("ord1 ap");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("api");
});

test("D4 the tooltip has the nearest series first, all with Shift; two clicks pin, compare, and Esc clears", async ({
  app,
  stack,
  page,
}) => {
  const series = Array.from({ length: 12 }, (_, i) => ({
    metric: { pod: `p${i}` },
    values: flat(`${i * 10}`),
  }));
  const rising = { metric: { pod: "rising" }, values: Array.from({ length: STEPS }, (_, i) => `${i * 2}`) };
  stack.proxy.intercept(({ url }) =>
    isRange(url)
      ? matrixAnswer([...series, rising], { endS: endOf(stack.historyEndS), stepS: STEP_S })
      : undefined,
  );
  const explore = new ExplorePage(page);
  const chart = new ChartView(page);
  await explore.open(app.url, hour(stack.historyEndS, { "a.q": "anything" }));
  await expect(explore.status).toContainText("13 series");
  // The value axis goes from 0 to 120: a quarter from the bottom is 30, that is p3.
  await chart.point(0.5, 0.745);
  await expect(chart.tipRows.first()).toContainText("p3");
  await expect(chart.tipRows).toHaveCount(8);
  await expect(chart.tip).toContainText("5 more: hold Shift");
  await page.keyboard.down("Shift");
  await expect(chart.tipRows).toHaveCount(13);
  await page.keyboard.up("Shift");
  await expect(chart.tipRows).toHaveCount(8);

  await chart.click(0.25, 0.76);
  await chart.click(0.75, 0.24);
  await expect(chart.tip).toContainText("Two pinned points");
  await expect(chart.tip).toContainText("Difference");
  await expect(chart.tip).toContainText("+60");
  await expect(chart.tip).toContainText(/Slope.*\+2\/min over 30 min/);
  await page.keyboard.press("Escape");
  await expect(chart.tip).toBeHidden();
});

test("D5 the axis has the unit of the metric, no two equal ticks, zero and log on demand", async ({
  app,
  stack,
  page,
}) => {
  const explore = new ExplorePage(page);
  const chart = new ChartView(page);
  const cases = [
    { query: CPU, sees: "cores", values: ["2.1", "3.4"] },
    { query: "node_memory_MemAvailable_bytes", sees: "GiB", values: ["3221225472", "3221225473"] },
    { query: "some_request_duration_seconds", sees: "ms", values: ["0.0101", "0.0102"] },
  ];
  for (const { query, sees, values } of cases) {
    stack.proxy.intercept(({ url }) =>
      isRange(url)
        ? matrixAnswer([{ metric: { pod: "a" }, values }], { endS: endOf(stack.historyEndS), stepS: STEP_S })
        : undefined,
    );
    await explore.open(app.url, hour(stack.historyEndS, { "a.q": query }));
    await expect(explore.status).toContainText("1 series");
    await expect.poll(async () => (await chart.ticks()).join(" ")).toContain(sees);
    const ticks = await chart.ticks();
    expect(new Set(ticks).size, ticks.join(" ")).toBe(ticks.length);
    await page.getByRole("button", { name: "From zero" }).click();
    await expect.poll(() => chart.ticks()).toContain("0");
    await page.getByRole("button", { name: "Log" }).click();
    await expect.poll(() => chart.ticks()).not.toContain("0");
  }
});

test("D6 F37 a missing step is a gap, a lone sample a dot, NaN and infinities are marked and not joined", async ({
  app,
  stack,
  page,
}) => {
  // Line, gap, lone sample in the middle, gap, line with NaN and +Inf in it.
  const values = Array.from({ length: STEPS }, (_, i) => {
    if (i === 30) return "5";
    if (i > 20 && i < 40) return null;
    if (i === 48) return "NaN";
    return i === 54 ? "+Inf" : "5";
  });
  stack.proxy.intercept(({ url }) =>
    isRange(url)
      ? matrixAnswer([{ metric: { pod: "a" }, values }], { endS: endOf(stack.historyEndS), stepS: STEP_S })
      : undefined,
  );
  const explore = new ExplorePage(page);
  const chart = new ChartView(page);
  await explore.open(app.url, hour(stack.historyEndS, { "a.q": "anything" }));
  await expect(explore.status).toContainText("1 series");
  await expect.poll(async () => (await chart.paintedAt(10 / 60)).length).toBeGreaterThan(0);
  expect((await chart.paintedAt(30 / 60)).length, "the lone sample").toBeGreaterThan(1);
  for (const step of [23, 26, 34, 37]) expect(await chart.paintedAt(step / 60), `step ${step}`).toEqual([]);
  const [line = 0] = await chart.paintedAt(45 / 60);
  const atNaN = await chart.paintedAt(48 / 60);
  expect(
    atNaN.filter((y) => Math.abs(y - line) < 3),
    "no line through NaN",
  ).toEqual([]);
  const atInf = await chart.paintedAt(54 / 60);
  expect(atInf.length, "a mark for +Inf").toBeGreaterThan(0);
  expect(
    atInf.filter((y) => Math.abs(y - line) < 3),
    "no line through +Inf",
  ).toEqual([]);
  await expect(chart.figure).toHaveAccessibleDescription(/2 samples are NaN or infinite/);
});

for (const { kind, query } of [
  { kind: "classic", query: "sum by (le) (rate(shop_request_duration_seconds_bucket[5m]))" },
  { kind: "native", query: "sum(prometheus_http_request_duration_seconds)" },
]) {
  test(`D7 F39 a ${kind} histogram is a heatmap, its quantiles, or its count and sum`, async ({
    app,
    page,
  }) => {
    const explore = new ExplorePage(page);
    const chart = new ChartView(page);
    // The native one is scraped from the server itself, which began a moment ago.
    const range = kind === "native" ? { from: "now-2m", step: "1s" } : { from: "now-1h" };
    await explore.open(app.url, `?${new URLSearchParams({ ...range, "a.q": query })}`);
    await expect(page.getByRole("radio", { name: "Heatmap" })).toBeChecked();
    await expect.poll(async () => (await chart.picture()).length).toBeGreaterThan(2000);
    await expect.poll(async () => (await chart.ticks()).join(" ")).toMatch(/ms/);
    const svg = (await save(page, "SVG picture")).bytes.toString();
    expect(svg).toContain("observations in a bucket");
    expect(svg).toMatch(/>\d[^<]* ms<\/text>/);
    expect((await save(page, "PNG picture")).bytes.subarray(1, 4).toString()).toBe("PNG");
    const csv = (await save(page, "CSV, a row per bucket")).bytes.toString().split("\r\n");
    expect(csv[0]).toBe("time,timestamp_ms,bucket_low,bucket_high,count");
    expect(csv.length).toBeGreaterThan(20);
    await page.getByRole("button", { name: /^Histogram as/ }).click();
    await page.getByRole("menuitemradio", { name: "p50, p90, p99" }).click();
    const legend = page.getByRole("table", { name: "Series" });
    for (const name of ["0.5", "0.9", "0.99"]) {
      await expect(legend.getByTitle(name, { exact: true })).toBeVisible();
    }
    await expect(page.getByRole("button", { name: "Unit: s", exact: true })).toBeVisible();
    await page.getByRole("button", { name: /^Histogram as/ }).click();
    await page.getByRole("menuitemradio", { name: "Count and sum" }).click();
    await expect(legend).toContainText("count");
    // `sum by (le)` of buckets has no sum; a native histogram carries its own.
    if (kind === "native") await expect(legend).toContainText("sum");
  });
}

test("D9 charts side by side share one crosshair", async ({ app, stack, page }) => {
  const explore = new ExplorePage(page);
  await explore.open(
    app.url,
    hour(stack.historyEndS, { "a.q": CPU, "b.q": "kube_node_status_allocatable", layout: "side" }),
  );
  await expect(explore.status).toContainText("27 series");
  const [first, second] = [new ChartView(page, "Chart A"), new ChartView(page, "Chart B")];
  await first.point(0.5, 0.5);
  await expect(first.crosshair).toBeVisible();
  await expect(second.crosshair).toBeVisible();
  await expect(second.tip).toBeHidden();
  const xOf = async (chart: ChartView) => {
    const [line, plot] = [await chart.crosshair.boundingBox(), await chart.plot()];
    return ((line?.x ?? 0) - plot.left) / (plot.right - plot.left);
  };
  expect(Math.abs((await xOf(first)) - (await xOf(second)))).toBeLessThan(0.01);
  await page.mouse.move(0, 0);
  await expect(second.crosshair).toBeHidden();
});

test("R2 the chart is read and pinned by keyboard, and its table twin has the same numbers", async ({
  app,
  stack,
  page,
}) => {
  const explore = new ExplorePage(page);
  const chart = new ChartView(page);
  await explore.open(app.url, hour(stack.historyEndS, { "a.q": "kube_node_status_allocatable" }));
  await expect(explore.status).toContainText("3 series");
  await expect(chart.figure).toHaveAccessibleDescription(
    /Line chart of 3 series.*The Table tab has the numbers/,
  );
  await chart.figure.focus();
  const live = chart.figure.locator("[aria-live]");
  await page.keyboard.press("End");
  await expect(live).toContainText(/ord1.*64|las1.*96|lga1.*128/);
  const spoken = await live.textContent();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowLeft");
  await expect(live).not.toHaveText(spoken ?? "");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(chart.tip).toContainText("Two pinned points");
  await page.keyboard.press("Escape");
  await expect(chart.tip).toBeHidden();
  await explore.tab("Table").click();
  await page.getByRole("radio", { name: "Whole range" }).click();
  await expect(explore.table).toHaveAttribute("aria-rowcount", String(3 * STEPS + 1));
  for (const [cluster, value] of Object.entries({ ord1: "64", las1: "96", lga1: "128" })) {
    await page.getByRole("searchbox", { name: "Filter rows" }).fill(cluster);
    await expect(explore.table).toHaveAttribute("aria-rowcount", String(STEPS + 1));
    await expect(explore.table.getByRole("cell", { name: value, exact: true }).first()).toBeVisible();
  }
});
