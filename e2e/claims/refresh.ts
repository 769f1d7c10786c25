import { expect } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { type GroundTest, sizeOf } from "./Ground.ts";

export function refreshClaims(test: GroundTest): void {
  test("N1 offers Off 5s 10s 30s 1m 5m and keeps the choice in the address", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search());
    const picker = browserPage.getByRole("button", { name: /^Refresh every/ });
    await picker.click();
    const items = browserPage.getByRole("menu", { name: "Refresh every" }).getByRole("menuitemradio");
    await expect(items).toHaveText(["Off", "5s", "10s", "30s", "1m", "5m"]);
    await items.filter({ hasText: "30s" }).click();
    await expect(picker).toContainText("30s");
    await expect.poll(() => new URL(browserPage.url()).searchParams.get("refresh")).toBe("30s");
  });

  test("N1 a range of fixed instants does not move", async ({ ground, page: browserPage }) => {
    const page = new ExplorePage(browserPage);
    await browserPage.clock.install({ time: ground.endMs });
    const to = ground.endMs;
    await page.open(
      ground.url,
      ground.search({
        "a.q": ground.steady.metric,
        from: String(to - 3_600_000),
        to: String(to),
        refresh: "5s",
      }),
    );
    await expect(page.status).toContainText(`${sizeOf(ground.steady)} series`);
    const upstream = ground.watch(browserPage);
    await browserPage.clock.runFor(60_000);
    expect(upstream.seen("/query_range")).toEqual([]);
    expect(page.addressRange()).toEqual({ from: to - 3_600_000, to });
  });

  test("N2 a refresh asks only the new steps and ten minutes, and draws what the whole query draws", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    // The browser's clock starts in the past, so that there is history to move into.
    const wave = `sum by (${ground.counter.first.name}) (rate(${ground.counter.metric}[2m]))`;
    const startMs = ground.endMs - 1_200_000;
    await browserPage.clock.install({ time: startMs });
    await page.open(ground.url, ground.search({ "a.q": wave, from: "now-3h", refresh: "1m" }));
    await expect(page.status).toContainText(`${ground.counter.first.values} series`);
    const upstream = ground.watch(browserPage);
    const legend = browserPage.getByRole("table", { name: "Series" });
    for (let run = 1; run <= 3; run++) {
      await browserPage.clock.runFor(61_000);
      await expect.poll(() => upstream.seen("/query_range").length).toBe(run);
      await expect(
        browserPage.getByRole("status").and(browserPage.locator('[aria-busy="false"]')).first(),
      ).toBeVisible();
    }
    for (const { params } of upstream.seen("/query_range")) {
      const [start, end, step] = ["start", "end", "step"].map((name) => Number(params.get(name)));
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
    expect(Number(whole?.params.get("end")) - Number(whole?.params.get("start"))).toBeGreaterThan(10_000);
    await expect(
      browserPage.getByRole("status").and(browserPage.locator('[aria-busy="false"]')).first(),
    ).toBeVisible();
    await browserPage.clock.runFor(500);
    const full = await shown();
    expect(full.legend).toBe(joined.legend);
    expect(full.figure).toBe(joined.figure);
    expect(full.picture).toBe(joined.picture);
  });
}
