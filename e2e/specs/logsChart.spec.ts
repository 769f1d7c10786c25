import { LogsView } from "../pages/LogsView.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";

test.skip(!hasLoki, "needs the real Loki");

const CPU = 'sum by (cluster, namespace) (rate(container_cpu_usage_seconds_total{cluster="ord1"}[5m]))';

const metricSearch = (expr: string) =>
  `?${new URLSearchParams({ "a.src": "prometheus", "a.q": expr, from: "now-1h" })}`;

/** The line of a chart that says it is pinned. */
const PIN = ".sg-pin-line";

test("from a metric query to the logs of the same labels and time beside it, and back", async ({
  bothApp,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(bothApp.url, metricSearch(CPU));
  await expect(page.chart).toBeVisible();
  await page.menu("A", "Show logs");
  await expect(page.lines.first()).toBeVisible();
  await expect(page.chart).toBeVisible();
  expect(await page.text("B")).toBe('{cluster="ord1"}');
  await watched.getByRole("button", { name: "Show metrics" }).click();
  await expect(page.query("C")).toContainText('rate(container_cpu_usage_seconds_total{cluster="ord1"}');
  await expect(page.chart).toBeVisible();
  await expect(page.lines.first()).toBeVisible();
});

test("a pinned point opens the lines of its series before that moment, and both directions go on from there", async ({
  bothApp,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(bothApp.url, metricSearch(CPU.replace('cluster="ord1"', 'namespace="web"')));
  const box = await page.chartBox();
  await watched.mouse.click(box.x + box.width / 2, box.y + box.height / 3);
  await watched.getByRole("button", { name: "Show logs here" }).click();
  await expect(page.lines.first()).toBeVisible();
  // Only Loki's own cluster has the namespace of the chart.
  expect(await page.text("B")).toMatch(/^\{(?:cluster="ord1", )?namespace="web"\}$/);
  const at = new URL(watched.url()).searchParams.get("at") ?? "";
  expect(at).toMatch(/^\d{19}$/);
  const atMs = Number(at.slice(0, -6));
  const first = (await page.lines.first().textContent()) ?? "";
  const clock = new Date(atMs).toISOString().slice(11, 16);
  const before = new Date(atMs - 60_000).toISOString().slice(11, 16);
  expect([clock, before]).toContain(/\d\d:\d\d/.exec(first)?.[0]);
  await expect(watched.locator(PIN)).toHaveCount(1);
  await watched.getByRole("button", { name: "Load newer" }).click();
  await expect(page.logsTab).not.toHaveText(/^Logs\s*1,000$/);
  await watched.getByRole("button", { name: /^At / }).click();
  await expect.poll(() => new URL(watched.url()).searchParams.get("at")).toBeNull();
});

test("by keys alone: a point is pinned, its lines opened, and their metrics from there", async ({
  bothApp,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(bothApp.url, metricSearch(CPU));
  await page.drawn();
  await page.chart.focus();
  await watched.keyboard.press("ArrowLeft");
  await watched.keyboard.press("Enter");
  await expect(watched.locator(PIN)).toHaveCount(1);
  await watched.keyboard.press("e");
  await watched.keyboard.press("l");
  await expect(page.lines.first()).toBeVisible();
  expect(new URL(watched.url()).searchParams.get("at")).toMatch(/^\d{19}$/);
  await watched.keyboard.press("e");
  await watched.keyboard.press("m");
  await expect(page.query("C")).toContainText("rate(");
});

test("two pins, or a drag with Alt held, open the lines of that span", async ({ bothApp, watched }) => {
  const page = new LogsView(watched);
  await page.open(bothApp.url, metricSearch(CPU));
  const box = await page.chartBox();
  const [left, right, y] = [box.x + box.width * 0.3, box.x + box.width * 0.5, box.y + box.height / 3];
  await watched.keyboard.down("Alt");
  await watched.mouse.move(left, y);
  await watched.mouse.down();
  await watched.mouse.move(right, y, { steps: 4 });
  await watched.mouse.up();
  await watched.keyboard.up("Alt");
  await expect(page.lines.first()).toBeVisible();
  const span = () => {
    const { searchParams } = new URL(watched.url());
    return Number(searchParams.get("to")) - Number(searchParams.get("from"));
  };
  expect(span()).toBeGreaterThan(10 * 60_000);
  expect(span()).toBeLessThan(15 * 60_000);
  await watched.goBack();
  await expect(page.query("B")).toHaveCount(0);
  await watched.mouse.click(left, y);
  await watched.mouse.click(right, y, { delay: 20 });
  await watched.getByRole("button", { name: "Show logs between" }).click();
  await expect(page.lines.first()).toBeVisible();
  expect(span()).toBeLessThan(15 * 60_000);
});

test("one crosshair runs over the chart, the histogram and the lines beside it", async ({
  bothApp,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(
    bothApp.url,
    `${metricSearch(CPU)}&b.src=loki&b.q=${encodeURIComponent('{app="cart"}')}&beside=1`,
  );
  await expect(page.lines.first()).toBeVisible();
  await page.lines.nth(3).hover();
  await expect(page.chart.locator(".sg-crosshair").first()).toBeVisible();
  await expect(page.volume.locator(".sg-volume-line")).toBeVisible();
  await page.chart.hover();
  await expect(page.volume.locator(".sg-volume-line")).toBeVisible();
});

test("a line opens the metrics of its labels at its time", async ({ bothApp, watched }) => {
  const page = new LogsView(watched);
  const search = new URLSearchParams({ "a.src": "loki", "a.q": '{namespace="web"}', from: "now-1h" });
  await page.open(bothApp.url, `?${search}`);
  await page.lines.nth(2).click();
  await watched.getByRole("button", { name: "Metrics here" }).click();
  await expect(page.query("B")).toContainText('cluster="ord1", namespace="web"');
  await expect(page.chart).toBeVisible();
  await expect(page.lines.first()).toBeVisible();
});

test("what labels are called on the other source is guessed, corrected and kept for the pair", async ({
  bothApp,
  watched,
}) => {
  const page = new LogsView(watched);
  await page.open(
    bothApp.url,
    metricSearch('sum by (namespace) (kube_node_status_allocatable{namespace="web"}) or vector(1)'),
  );
  await page.menu("A", "Labels for logs");
  const dialog = watched.getByRole("dialog", { name: "Labels of Prometheus on Loki" });
  const choice = dialog.getByRole("combobox", { name: "namespace is" });
  await expect(choice).toHaveValue("namespace");
  await choice.selectOption("app");
  await dialog.getByRole("button", { name: "Keep and show logs" }).click();
  // No app is called so: the page says that, and asks again.
  await expect(dialog.getByRole("status")).toContainText("No logs found");
  await choice.selectOption("namespace");
  await dialog.getByRole("button", { name: "Keep and show logs" }).click();
  await expect(page.lines.first()).toBeVisible();
  expect(await page.text("B")).toBe('{namespace="web"}');
  const kept = await watched.evaluate(() => localStorage.getItem("sightglass:label-pairs:prometheus:loki"));
  expect(JSON.parse(kept ?? "[]")).toContainEqual(["namespace", "namespace"]);
});
