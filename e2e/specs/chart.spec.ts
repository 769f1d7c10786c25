import { chartClaims } from "../claims/chart.ts";
import { classic, histogramClaims } from "../claims/histogram.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { matrixAnswer } from "../stack/matrixAnswer.ts";
import { ChartView } from "../pages/ChartView.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

chartClaims(test);
histogramClaims(test, [
  { kind: "classic", queryOf: classic },
  // Scraped from the server itself, which began a moment ago.
  {
    kind: "native",
    queryOf: () => "sum(prometheus_http_request_duration_seconds)",
    range: { from: "now-2m", step: "1s" },
  },
]);

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
