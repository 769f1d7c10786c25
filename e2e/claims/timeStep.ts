import { expect } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { type GroundTest, sizeOf } from "./Ground.ts";

export function timeStepClaims(test: GroundTest): void {
  test("C5 prints the zone, keeps instants in the address, and shows the doubled hour twice", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    // Berlin leaves summer time on 2024-10-27 at 01:00 UTC: 02:00 to 03:00 happens twice.
    const [from, to] = [Date.UTC(2024, 9, 26, 23, 30), Date.UTC(2024, 9, 27, 3, 30)];
    await page.open(
      ground.url,
      ground.search({ "a.q": "vector(time())", from: String(from), to: String(to), tz: "Europe/Berlin" }),
    );
    await expect(page.status).toContainText("1 series");
    await expect(page.timeRange).toContainText("27 Oct 2024 01:30 – 04:30");
    await expect(page.timeRange).toContainText(/\+1|\+01/);
    await expect(page.chart).toContainText(/Europe\/Berlin|UTC\+|Berlin/);
    await expect(page.chart).toContainText("02:00 +2");
    await expect(page.chart).toContainText("02:00 +1");

    await page.timeRange.click();
    await page.rangeDialog.getByRole("combobox", { name: "Time zone" }).click();
    await browserPage.getByRole("option", { name: "UTC", exact: true }).click();
    await browserPage.keyboard.press("Escape");
    await expect(page.timeRange).toContainText("UTC");
    await expect(page.chart).toContainText("UTC");
    expect(page.addressRange(), "the same instants").toEqual({ from, to });
  });

  test("C7 shows the step in use and refuses more than 11,000 points before sending", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search({ "a.q": ground.steady.metric, from: "now-24h" }));
    await expect(page.status).toContainText(`${sizeOf(ground.steady)} series`);
    const step = browserPage.getByRole("button", { name: /^Step / });
    await expect(step).toContainText("auto");
    const upstream = ground.watch(browserPage);

    await step.click();
    const dialog = browserPage.getByRole("dialog", { name: "Step" });
    await dialog.getByRole("textbox", { name: "Other step" }).fill("5s");
    await dialog.getByRole("button", { name: "Apply" }).click();
    await expect(dialog).toContainText("11,000");
    expect(upstream.queries()).toEqual([]);
    await dialog.getByRole("textbox", { name: "Other step" }).fill("7m");
    await dialog.getByRole("button", { name: "Apply" }).click();
    await expect
      .poll(() => upstream.seen("/query_range").map(({ params }) => params.get("step")))
      .toEqual(["420"]);
    await expect(step).toContainText("7 min");
    await expect(step).toContainText("fixed");

    await page.open(ground.url, ground.search({ "a.q": ground.steady.metric, from: "now-7d", step: "1s" }));
    await expect(page.alert).toContainText("TOO_MANY_POINTS");
    await expect(page.alert).toContainText("11,000");
    expect(upstream.seen("/query_range")).toHaveLength(1);
  });

  test("C7 auto is a round step of half a point per pixel, never finer than the scrape interval", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search());
    const ladder = [15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200];
    for (const [from, seconds] of [
      ["now-5m", 300],
      ["now-6h", 21_600],
      ["now-30d", 2_592_000],
    ] as const) {
      const upstream = ground.watch(browserPage);
      await page.open(ground.url, ground.search({ "a.q": ground.steady.metric, from }));
      await expect.poll(() => upstream.seen("/query_range").length).toBeGreaterThan(0);
      const step = Number(upstream.seen("/query_range")[0]?.params.get("step"));
      expect(ladder, from).toContain(step);
      expect(seconds / step, "points").toBeLessThan(1440);
      expect(Number(upstream.seen("/query_range")[0]?.params.get("start")) % step, "on the grid").toBe(0);
    }
  });

  test("$__interval, $__rate_interval and $__range work as typed", async ({ ground, page: browserPage }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search({ from: "now-6h", step: "1m" }));
    const upstream = ground.watch(browserPage);
    await page.askAndSee(`sum(rate(${ground.counter.metric}[$__rate_interval]))`);
    await page.askAndSee(`sum(increase(${ground.counter.metric}[$__interval]))`);
    await page.askAndSee(`sum(avg_over_time(${ground.steady.metric}[$__range]))`);
    expect(upstream.queries()).toEqual([
      `sum(rate(${ground.counter.metric}[1m15s]))`,
      `sum(increase(${ground.counter.metric}[1m]))`,
      `sum(avg_over_time(${ground.steady.metric}[6h]))`,
    ]);
    expect(new URL(browserPage.url()).searchParams.get("a.q"), "kept as typed").toContain("$__range");
  });
}
