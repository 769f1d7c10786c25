import { BrowserView } from "../pages/BrowserView.ts";
import { ChartView } from "../pages/ChartView.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { expectNoViolations } from "../pages/noViolations.ts";
import { expect, test } from "../stack/demoFixtures.ts";

// Explore on the demo cluster: nothing is configured, no other server runs.

const DEMO = "demo-metrics";
const search = (params: Record<string, string>) => `?${new URLSearchParams({ "a.src": DEMO, ...params })}`;
const CPU = 'sum by (node) (rate(node_cpu_seconds_total{mode!="idle"}[5m]))';
const SLOW =
  'histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{service="checkout"}[5m])))';

test("first sight is an incident, already asked, with four questions and a badge", async ({
  demo,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  await browserPage.goto(demo.url);
  await expect(page.status).toContainText("6 series");
  await expect(browserPage.getByText("Demo data").first()).toBeVisible();
  const questions = browserPage.getByRole("group", { name: "Questions to start with" });
  await expect(questions.getByRole("button", { pressed: true })).toHaveText("What broke at 13:20?");
  const first = browserPage.getByRole("table", { name: "Series" }).locator("tbody tr").first();
  await expect(first, "a fifth of its requests failed").toContainText(/checkout.*2\d\.\d/);
  for (const [question, found] of [
    ["How slow is checkout?", "1 series"],
    ["Which pods restarted?", "series"],
    ["Which GPU sits idle?", "4 series"],
  ] as const) {
    await questions.getByRole("button", { name: question }).click();
    await expect(questions.getByRole("button", { name: question })).toHaveAttribute("aria-pressed", "true");
    await expect(page.status).toContainText(found);
    await expect(page.alert).toHaveCount(0);
  }
  await expectNoViolations(browserPage, { where: "first sight", rules: "all" });
  await questions.getByRole("button", { name: "Dismiss questions" }).click();
  await expect(questions).toHaveCount(0);
  await browserPage.reload();
  await expect(page.status).toContainText("series");
  await expect(questions, "and stay dismissed").toHaveCount(0);
  await browserPage.getByRole("link", { name: "Connect your own" }).click();
  await expect(browserPage.getByRole("form", { name: "Add source" })).toBeVisible();
});

test("A1 a typed query is drawn, kept over reload and Back, and refused with its place", async ({
  demo,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  await page.open(demo.url, search({ from: "now-6h" }));
  await page.askAndSee(CPU);
  await expect(page.status).toContainText("6 series");
  await browserPage.reload();
  await expect(page.status).toContainText("6 series");
  await page.askAndSee('node_gpu_seconds_total{mode="idle"}');
  await expect(page.status).toContainText("8 series");
  await browserPage.goBack();
  await expect(page.status).toContainText("6 series");
  await page.ask("sum(rate(up[5m])) by (");
  await expect(page.alert).toContainText("QUERY_REJECTED");
  await expect(page.chart).toBeVisible();
});

test("A2 A3 names and values are offered as one types, narrowed by the other matchers", async ({
  demo,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  await page.open(demo.url, search({}));
  await page.query().click();
  await browserPage.keyboard.type("node_gpu_sec");
  await expect(page.completions.first()).toContainText("node_gpu_seconds_total");
  await browserPage.keyboard.press("Enter");
  await browserPage.keyboard.type('{node="gpu-2",mode="');
  await expect(page.completions.filter({ hasText: "idle" })).toBeVisible();
});

test("C3 a drag asks for the finer range, and Back undoes it", async ({ demo, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  const chart = new ChartView(browserPage);
  await page.open(demo.url, search({ "a.q": CPU, from: "now-6h" }));
  await expect(page.status).toContainText("6 series");
  await chart.point(0.4, 0.5);
  await browserPage.mouse.down();
  await chart.point(0.5, 0.5);
  await chart.point(0.6, 0.5);
  await browserPage.mouse.up();
  await expect.poll(() => page.addressRange().to).toBeGreaterThan(0);
  const { from, to } = page.addressRange();
  expect(Math.abs(to - from - 0.2 * 6 * 3_600_000)).toBeLessThan(180_000);
  await browserPage.goBack();
  await expect(page.timeRange).toContainText("Last 6 hours");
});

test("D1 D3 D4 other drawings, a legend that isolates, and a tooltip with the nearest series first", async ({
  demo,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  const chart = new ChartView(browserPage);
  await page.open(demo.url, search({ "a.q": CPU }));
  await expect(page.status).toContainText("6 series");
  const pictures = new Set<string>();
  for (const mode of ["Area", "Stacked", "Bars", "Points", "Lines"]) {
    await browserPage.getByRole("radio", { name: mode, exact: true }).click();
    await expect.poll(async () => pictures.has(await chart.picture())).toBe(false);
    pictures.add(await chart.picture());
  }
  await chart.point(0.5, 0.5);
  await expect(chart.tipRows.first()).toContainText(/worker|gpu|control/);
  const legend = browserPage.getByRole("table", { name: "Series" });
  await legend.getByRole("button", { name: /gpu-1/ }).click();
  await expect.poll(() => chart.picture()).not.toBe([...pictures].at(-1));
});

test("D7 Q1 latency is a heatmap, and its exemplars are diamonds with their trace", async ({
  demo,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  await page.open(demo.url, search({ "a.q": SLOW }));
  await expect(page.status).toContainText("1 series");
  await expect(browserPage.getByRole("button", { name: "Exemplars", exact: true })).toBeVisible();
  await expect(browserPage.locator(".sg-exemplar")).toHaveAttribute("d", /M/);
  await page.askAndSee('sum by (le) (rate(http_request_duration_seconds_bucket{service="checkout"}[5m]))');
  await expect(page.chart).toBeVisible();
  await expect(browserPage.getByRole("radio", { name: "Heatmap", exact: true })).toBeVisible();
});

test("F1 F2 a table of every container, sorted and filtered, and the response as it came", async ({
  demo,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  await page.open(demo.url, search({ "a.q": "kube_pod_container_info", tab: "table" }));
  await expect(page.table).toContainText("example-5d796977bc-crk9m");
  await page.tab("Response").click();
  await expect(browserPage.getByText(`/api/sources/${DEMO}/api/v1/query`).first()).toBeVisible();
});

test("G1 G3 G4 D8 D11 a metric is found by its words, told, related, asked its usual way and broken down", async ({
  demo,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  const browser = new BrowserView(browserPage);
  await page.open(demo.url, search({}));
  await browser.open();
  const detail = await browser.choose("http_requests_total");
  await expect(detail).toContainText("counter");
  await expect(detail).toContainText("service");
  await expect(detail).toContainText("Related");
});

test("H1 three lists of labels narrow each other", async ({ demo, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  const browser = new BrowserView(browserPage);
  await page.open(demo.url, search({}));
  await browser.open();
  await browser.showLabels();
  await expect(browser.labels).toContainText("namespace");
});

test("L4 an empty answer says which value there is instead", async ({ demo, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  await page.open(demo.url, search({ "a.q": 'http_requests_total{service="chekout"}' }));
  await expect(browserPage.getByText(/has no service "chekout"/)).toBeVisible();
  await expect(browserPage.getByText(/checkout/).first()).toBeVisible();
});

test("J1 the same link is the same picture, in a new tab too", async ({
  demo,
  page: browserPage,
  context,
}) => {
  const page = new ExplorePage(browserPage);
  const chart = new ChartView(browserPage);
  await page.open(demo.url, search({ "a.q": CPU, from: "now-3h" }));
  await expect(page.status).toContainText("6 series");
  await expect.poll(() => page.paintCount()).toBeGreaterThan(0);
  const other = await context.newPage();
  await other.goto(browserPage.url());
  await expect(new ExplorePage(other).status).toContainText("6 series");
  await expect.poll(() => new ChartView(other).picture()).toBe(await chart.picture());
});

test("Sightglass' own metrics are a source, read in process", async ({ demo, browser }) => {
  // Its samples are of today.
  const context = await browser.newContext();
  const page = new ExplorePage(await context.newPage());
  await page.open(demo.url, search({ "a.src": "self-metrics", tab: "table" }));
  await page.askAndSee("up");
  await expect(page.table).toContainText("self-metrics");
  await context.close();
});
