import type { Page } from "@playwright/test";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { watchUpstream } from "../pages/asked.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

const NODES = "kube_node_status_allocatable";
const WAVE = "sum by (cluster) (rate(container_cpu_usage_seconds_total[2m]))";

test.afterEach(({ stack }) => stack.proxy.intercept(undefined));

/** The page as if its tab were in the background, or in front again. */
const setHidden = (page: Page, isHidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
    Object.defineProperty(document, "visibilityState", {
      configurable: true,
      get: () => (hidden ? "hidden" : "visible"),
    });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);

const secondsOf = (text: string | null | undefined) => Number(text);

test("N1 offers Off 5s 10s 30s 1m 5m and keeps the choice in the address", async ({
  app,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  await page.open(app.url);
  const picker = browserPage.getByRole("button", { name: /^Refresh every/ });
  await picker.click();
  const items = browserPage.getByRole("menu", { name: "Refresh every" }).getByRole("menuitemradio");
  await expect(items).toHaveText(["Off", "5s", "10s", "30s", "1m", "5m"]);
  await items.filter({ hasText: "30s" }).click();
  await expect(picker).toContainText("30s");
  await expect.poll(() => new URL(browserPage.url()).searchParams.get("refresh")).toBe("30s");
});

test("N1 pauses in a hidden tab and while a run is in flight, and catches up", async ({
  app,
  stack,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  await browserPage.clock.install();
  await page.open(app.url, `?a.q=${NODES}&from=now-1h&refresh=1m`);
  await expect(page.status).toContainText("3 series");
  const upstream = watchUpstream(stack.proxy);
  const count = () => upstream.seen("/query_range").length;

  await browserPage.clock.runFor(61_000);
  await expect.poll(count).toBe(1);
  await setHidden(browserPage, true);
  await browserPage.clock.runFor(300_000);
  expect(count(), "hidden").toBe(1);
  await setHidden(browserPage, false);
  await expect.poll(count, "catches up when it is looked at").toBe(2);

  let started = 0;
  stack.proxy.intercept(({ url }) => {
    if (!url.includes("/query_range")) return undefined;
    started += 1;
    return { delayMs: 1500 };
  });
  await browserPage.clock.runFor(61_000);
  await expect.poll(() => started).toBe(1);
  await browserPage.clock.runFor(200_000);
  expect(started, "one at a time").toBe(1);
});

test("N1 a range of fixed instants does not move", async ({ app, stack, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  await browserPage.clock.install();
  const to = stack.historyEndS * 1000;
  await page.open(app.url, `?a.q=${NODES}&from=${to - 3_600_000}&to=${to}&refresh=5s`);
  await expect(page.status).toContainText("3 series");
  const upstream = watchUpstream(stack.proxy);
  await browserPage.clock.runFor(60_000);
  expect(upstream.seen("/query_range")).toEqual([]);
  expect(page.addressRange()).toEqual({ from: to - 3_600_000, to });
});

test("N2 a refresh asks only the new steps and ten minutes, and draws what the whole query draws", async ({
  app,
  stack,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  // The browser's clock starts in the past, so that there is history to move into.
  const startMs = (stack.historyEndS - 1200) * 1000;
  await browserPage.clock.install({ time: startMs });
  await page.open(app.url, `?a.q=${WAVE}&from=now-3h&refresh=1m`);
  await expect(page.status).toContainText("3 series");
  const upstream = watchUpstream(stack.proxy);
  const legend = browserPage.getByRole("table", { name: "Series" });
  for (let run = 1; run <= 3; run++) {
    await browserPage.clock.runFor(61_000);
    await expect.poll(() => upstream.seen("/query_range").length).toBe(run);
    await expect(
      browserPage.getByRole("status").and(browserPage.locator('[aria-busy="false"]')).first(),
    ).toBeVisible();
  }
  for (const { params } of upstream.seen("/query_range")) {
    const [start, end, step] = ["start", "end", "step"].map((name) => secondsOf(params.get(name)));
    expect((end ?? 0) - (start ?? 0), "new steps and ten minutes").toBeLessThanOrEqual(
      600 + 60 + 2 * (step ?? 0),
    );
    expect((end ?? 0) - (start ?? 0)).toBeGreaterThanOrEqual(600);
  }
  const shown = async () => ({
    legend: await legend.textContent(),
    figure: await page.chart.textContent(),
    picture: await page.chart
      .locator("canvas:not([hidden])")
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL()),
  });
  const joined = await shown();
  await browserPage.getByRole("button", { name: "Refresh", exact: true }).click();
  await expect.poll(() => upstream.seen("/query_range").length).toBe(4);
  const whole = upstream.seen("/query_range")[3];
  expect(secondsOf(whole?.params.get("end")) - secondsOf(whole?.params.get("start"))).toBeGreaterThan(10_000);
  await expect(
    browserPage.getByRole("status").and(browserPage.locator('[aria-busy="false"]')).first(),
  ).toBeVisible();
  await browserPage.clock.runFor(500);
  const full = await shown();
  expect(full.legend).toBe(joined.legend);
  expect(full.figure).toBe(joined.figure);
  expect(full.picture).toBe(joined.picture);
});

test("D10 F56 a long run shows its time, keeps the old chart dimmed, and Cancel ends it upstream within 250 ms", async ({
  app,
  stack,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  await page.open(app.url, `?a.q=${NODES}&from=now-3h`);
  await expect(page.status).toContainText("3 series");
  // Its words come once it is painted.
  await expect(page.chart).toContainText("Line chart of 3 series");
  const axis = await page.chart.textContent();
  await expect.poll(() => stack.proxy.openRequests()).toBe(0);
  stack.proxy.intercept(({ url }) => (url.includes("/query_range") ? { delayMs: 4000 } : undefined));
  await page.ask("vector(1)");
  await expect(page.cancel).toBeVisible();
  await expect(browserPage.getByText(/^Running, \d+\.\d s$/)).toBeVisible();
  await expect(browserPage.locator("[data-stale]"), "dimmed").toHaveCount(1);
  await expect(page.status).toContainText("3 series");
  expect(await page.chart.textContent(), "with its own axis").toBe(axis);
  expect(stack.proxy.openRequests()).toBe(1);

  const cancelledMs = Date.now();
  await page.cancel.click();
  await expect.poll(() => stack.proxy.openRequests(), { intervals: [10] }).toBe(0);
  // The click itself is on the clock of a busy test machine, hence a little more than the 250 ms of the row.
  expect(Date.now() - cancelledMs).toBeLessThan(500);
  await expect(page.run).toBeVisible();
  await expect(page.alert, "a cancelled run is no failure").toHaveCount(0);
  await expect(page.status).toContainText("3 series");

  stack.proxy.intercept(undefined);
  await page.query().focus();
  await browserPage.keyboard.press("Enter");
  await expect(page.status).toContainText("1 series");
  await expect(browserPage.locator("[data-stale]")).toHaveCount(0);
});

test("F56 leaving the page ends the run upstream", async ({ app, stack, page: browserPage }) => {
  const page = new ExplorePage(browserPage);
  await page.open(app.url);
  await expect.poll(() => stack.proxy.openRequests()).toBe(0);
  stack.proxy.intercept(({ url }) => (url.includes("/query_range") ? { delayMs: 4000 } : undefined));
  await page.ask("vector(1)");
  await expect.poll(() => stack.proxy.openRequests()).toBe(1);
  const leftMs = Date.now();
  await browserPage.goto("about:blank");
  await expect.poll(() => stack.proxy.openRequests(), { intervals: [10] }).toBe(0);
  expect(Date.now() - leftMs).toBeLessThan(1000);
});

test("F05 a run that failed runs again by Run and by Try again, within the same step too", async ({
  app,
  stack,
  page: browserPage,
}) => {
  const page = new ExplorePage(browserPage);
  const to = stack.historyEndS * 1000;
  const refuse = () =>
    stack.proxy.intercept(({ url }) =>
      url.includes("/query_range")
        ? {
            status: 422,
            body: JSON.stringify({ status: "error", errorType: "execution", error: "made to fail" }),
          }
        : undefined,
    );
  refuse();
  await page.open(app.url, `?a.q=${NODES}&from=${to - 3_600_000}&to=${to}`);
  await expect(page.alert).toContainText("made to fail");
  stack.proxy.intercept(undefined);
  await page.query().focus();
  await browserPage.keyboard.press("Enter");
  await expect(page.status).toContainText("3 series");
  await expect(page.alert).toHaveCount(0);

  const upstream = watchUpstream(stack.proxy);
  await browserPage.getByRole("button", { name: "Refresh", exact: true }).click();
  await expect
    .poll(() => upstream.seen("/query_range").length, "a fixed range is asked again by hand")
    .toBe(1);
  await expect(browserPage.locator("[data-stale]")).toHaveCount(0);
});
