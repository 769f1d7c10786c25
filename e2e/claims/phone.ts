import { expect, type Page } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { expectNoSidewaysScroll } from "../pages/sidewaysScroll.ts";
import { type GroundTest, rateOfEach } from "./Ground.ts";

/** WCAG 2.2, 2.5.8. */
const TARGET_PX = 24;

/** Controls that are too small, stick out of the window, or lie under the bottom bar with nothing to scroll. */
function badControls(page: Page): Promise<string[]> {
  return page.evaluate((targetPx) => {
    const isIn = (one: Element, selector: string) => one.closest(selector) !== null;
    return [...document.querySelectorAll("button, a[href], input, [role=combobox], [role=tab]")].flatMap(
      (one) => {
        const box = one.getBoundingClientRect();
        if (box.width === 0 || !one.checkVisibility() || isIn(one, ".cm-editor")) return [];
        const name = one.getAttribute("aria-label") ?? one.textContent;
        const isSmall = box.width < targetPx - 0.5 || box.height < targetPx - 0.5;
        // Tables scroll sideways by themselves.
        const isOutside = !isIn(one, "table") && (box.left < -0.5 || box.right > innerWidth + 0.5);
        return isSmall || isOutside ? [`${name}: ${JSON.stringify(box)}`] : [];
      },
    );
  }, TARGET_PX);
}

async function expectFits(page: Page): Promise<void> {
  await expectNoSidewaysScroll(page);
  expect(await badControls(page)).toEqual([]);
}

export function phoneClaims(test: GroundTest): void {
  test.describe(() => {
    test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

    test("R1 at 360 px every page fits without sideways scroll and every control is at least 24 px", async ({
      ground,
      page,
    }) => {
      const explore = new ExplorePage(page);
      await explore.open(
        ground.url,
        ground.search({
          from: "now-3h",
          "a.q": rateOfEach(ground.counter),
          "b.q": `sum(${ground.steady.metric})`,
        }),
      );
      await expect(explore.status).toContainText(`${ground.counter.series + 1} series`);
      await expectFits(page);
      await explore.tab("Table").click();
      await expect(page.getByRole("table", { name: "Result A" })).toBeVisible();
      await expectFits(page);
      await explore.tab("Response").click();
      await expectFits(page);
      await explore.open(
        ground.url,
        ground.search({ from: "now-3h", "a.q": `rate(${ground.histogram.name}_bucket[5m])` }),
      );
      await expect(explore.status).toContainText(`${ground.histogram.buckets} series`);
      await expectFits(page);
      await explore.open(ground.url, ground.search({ from: "now-3h", "a.q": "wrong (" }));
      await expect(explore.alert).toBeVisible();
      await expectFits(page);
      await page.goto(`${ground.url}/sources`);
      await expect(page.getByRole("list", { name: "Sources" })).toBeVisible();
      await expectFits(page);
      await page.goto(`${ground.url}/sources/new`);
      await expect(page.getByRole("textbox", { name: "Address" })).toBeVisible();
      await expectFits(page);
    });

    test("R1 the legend is folded to five rows and unfolds; the rail is a bar at the bottom", async ({
      ground,
      page,
    }) => {
      const explore = new ExplorePage(page);
      await explore.open(ground.url, ground.search({ from: "now-3h", "a.q": rateOfEach(ground.counter) }));
      await expect(explore.status).toContainText(`${ground.counter.series} series`);
      const rows = page.getByRole("table", { name: "Series" }).locator("tbody tr:not([aria-hidden])");
      await expect(rows).toHaveCount(5);
      await page.getByRole("button", { name: `Show ${ground.counter.series - 5} more` }).click();
      await expect.poll(() => rows.count()).toBeGreaterThan(5);
      const bar = await page.getByRole("navigation", { name: "Main" }).boundingBox();
      expect(bar?.y).toBeGreaterThan(680);
      expect(bar?.width).toBe(360);
    });

    test("R1 a tap on the chart docks the values under it, and nothing is pushed out of the window", async ({
      ground,
      page,
    }) => {
      const explore = new ExplorePage(page);
      await explore.open(ground.url, ground.search({ from: "now-3h", "a.q": rateOfEach(ground.counter) }));
      await expect(explore.status).toContainText(`${ground.counter.series} series`);
      const box = await explore.chart.boundingBox();
      expect(box).not.toBeNull();
      if (!box) return;
      await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
      const tip = page.locator(".sg-tip");
      await expect(tip).toBeVisible();
      await expect(tip).toContainText("UTC");
      const [tipBox, legendBox] = [
        await tip.boundingBox(),
        await page.getByRole("region", { name: "Legend" }).boundingBox(),
      ];
      expect(tipBox?.y).toBeGreaterThanOrEqual(box.y + 200);
      expect((tipBox?.y ?? 0) + (tipBox?.height ?? 0)).toBeLessThanOrEqual((legendBox?.y ?? 0) + 1);
      await expectFits(page);
    });

    test("R1 range, axis and unit are changed with the thumb", async ({ ground, page }) => {
      const explore = new ExplorePage(page);
      await explore.open(ground.url, ground.search({ from: "now-3h", "a.q": rateOfEach(ground.counter) }));
      await expect(explore.status).toContainText(`${ground.counter.series} series`);
      await explore.timeRange.tap();
      const dialog = page.getByRole("dialog", { name: "Time range" });
      await expect(dialog).toBeVisible();
      await expectNoSidewaysScroll(page);
      await dialog.getByRole("option", { name: "Last 6 hours", exact: true }).tap();
      await expect(page).toHaveURL(/from=now-6h/);
      await page.getByRole("button", { name: /^Unit/ }).tap();
      await page.getByRole("menuitemcheckbox", { name: "Log" }).tap();
      await expect(page).toHaveURL(/log=/);
    });
  });
}
