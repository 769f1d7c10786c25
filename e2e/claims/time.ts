import { expect } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { type GroundTest, nowOf, sizeOf } from "./Ground.ts";

const HOUR_MS = 3_600_000;

export function timeClaims(test: GroundTest): void {
  test("C1 offers exactly the quick ranges and starts with the last hour", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search());
    await expect(page.timeRange).toContainText("Last 1 hour");
    await page.timeRange.click();
    await expect(
      page.rangeDialog.getByRole("listbox", { name: "Quick ranges" }).getByRole("option"),
    ).toHaveText([
      ..."5 minutes,15 minutes,30 minutes,1 hour,3 hours,6 hours,12 hours,24 hours,2 days,7 days,14 days,30 days,90 days"
        .split(",")
        .map((text) => `Last ${text}`),
      "Today",
      "Yesterday",
      "This week",
    ]);
    await expect(page.rangeDialog.getByRole("option", { selected: true })).toHaveText("Last 1 hour");
  });

  test("C2 takes every spelling of a range, and keeps the last good one for a bad text", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search({ "a.q": ground.steady.metric }));
    await expect(page.status).toContainText(`${sizeOf(ground.steady)} series`);
    const upstream = ground.watch(browserPage);
    let asked = 0;
    const end = ground.endMs / 1000;
    const cases: readonly (readonly [
      from: string,
      to: string,
      inAddress: readonly [string | null, string | null],
    ])[] = [
      ["now-6h", "now", ["now-6h", null]],
      ["90m", "now", ["now-90m", null]],
      ["now-1h/h", "now", ["now-1h/h", null]],
      [String(end - 3600), String(end), [String((end - 3600) * 1000), String(end * 1000)]],
      [`${(end - 1800) * 1000}`, `${end * 1000}`, [String((end - 1800) * 1000), String(end * 1000)]],
      [`${end - 900}000000000`, `${end}000000000`, [String((end - 900) * 1000), String(end * 1000)]],
      [new Date((end - 600) * 1000).toISOString(), "now", [String((end - 600) * 1000), null]],
      ["2024-10-20 00:00", "2024-10-21", [String(Date.UTC(2024, 9, 20)), null]],
    ];
    for (const [from, to, [fromText, toText]] of cases) {
      await page.typeRange(from, to);
      await expect(page.rangeDialog).toHaveCount(0);
      const { searchParams } = new URL(browserPage.url());
      expect(searchParams.get("from"), from).toBe(fromText);
      if (!to.startsWith("2024")) expect(searchParams.get("to"), to).toBe(toText);
      // A run that the next one overtakes may never get there.
      asked += 1;
      await expect.poll(() => upstream.seen("/query_range").length, from).toBe(asked);
    }
    await page.typeRange("now-6h", "now");
    asked += 1;
    await expect.poll(() => upstream.seen("/query_range").length).toBe(asked);
    await page.typeRange("5 parsecs", "now");
    await expect(page.rangeDialog).toContainText('"5parsecs" is no duration; try 5h.');
    await expect(page.rangeDialog).toContainText("Last 6 hours is kept.");
    expect(upstream.seen("/query_range")).toHaveLength(asked);
    await browserPage.keyboard.press("Escape");
    await expect(page.timeRange).toContainText("Last 6 hours");
  });

  test("C3 a drag asks for the finer range, Esc cancels it, Back undoes it", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search({ "a.q": ground.steady.metric, from: "now-6h" }));
    await expect(page.status).toContainText(`${sizeOf(ground.steady)} series`);
    const box = await page.chartBox();
    const before = browserPage.url();
    const upstream = ground.watch(browserPage);
    const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;

    await browserPage.mouse.move(...at(0.4));
    await browserPage.mouse.down();
    await browserPage.mouse.move(...at(0.5));
    await browserPage.mouse.move(...at(0.6));
    await browserPage.keyboard.press("Escape");
    await browserPage.mouse.up();
    expect(browserPage.url(), "cancelled").toBe(before);
    expect(upstream.seen("/query_range")).toHaveLength(0);

    await browserPage.mouse.move(...at(0.4));
    await browserPage.mouse.down();
    await browserPage.mouse.move(...at(0.5));
    await browserPage.mouse.move(...at(0.6));
    await browserPage.mouse.up();
    await expect.poll(() => upstream.seen("/query_range").length).toBe(1);
    const [zoomed] = upstream.seen("/query_range");
    const width = Number(zoomed?.params.get("end")) - Number(zoomed?.params.get("start"));
    expect(width).toBeGreaterThan(6 * 3600 * 0.1);
    expect(width).toBeLessThan(6 * 3600 * 0.35);
    expect(Number(zoomed?.params.get("step")), "finer than six hours at this width").toBeLessThan(60);
    const { from, to } = page.addressRange();
    expect(Math.abs(to - from - width * 1000)).toBeLessThanOrEqual(2 * 60_000);

    await browserPage.goBack();
    await expect(page.timeRange).toContainText("Last 6 hours");
    expect(browserPage.url()).toBe(before);
  });

  test("C3 zooming out never runs past now", async ({ ground, page: browserPage }) => {
    const page = new ExplorePage(browserPage);
    const to = ground.endMs;
    await page.open(
      ground.url,
      ground.search({ "a.q": ground.steady.metric, from: String(to - HOUR_MS), to: String(to) }),
    );
    const zoomOut = browserPage.getByRole("button", { name: "Zoom out" });
    for (let factor = 2; factor <= 8; factor *= 2) {
      await zoomOut.click();
      const range = page.addressRange();
      expect(range.to).toBeLessThanOrEqual(await nowOf(browserPage));
      expect(Math.round((range.to - range.from) / HOUR_MS)).toBe(factor);
    }
    await page.chooseRange("Last 1 hour");
    await page.timeRange.focus();
    await browserPage.keyboard.press("t");
    await browserPage.keyboard.press("z");
    await expect(page.timeRange).toContainText("Last 2 hours");
  });

  test("C4 shifts by half the range and says that a range from now is fixed then", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search({ "a.q": ground.steady.metric }));
    await expect(page.status).toContainText(`${sizeOf(ground.steady)} series`);
    await browserPage.getByRole("button", { name: "Earlier by half the range" }).click();
    await expect(browserPage.getByRole("status", { name: "Notices" })).toContainText(
      "no longer follows the clock",
    );
    const first = page.addressRange();
    expect(first.to - first.from).toBe(HOUR_MS);
    expect(Math.abs((await nowOf(browserPage)) - HOUR_MS / 2 - first.to)).toBeLessThan(60_000);
    await page.run.focus();
    await browserPage.keyboard.press("t");
    await browserPage.keyboard.press("ArrowLeft");
    await expect.poll(() => page.addressRange().to).toBe(first.to - HOUR_MS / 2);
    await browserPage.keyboard.press("t");
    await browserPage.keyboard.press("ArrowRight");
    await expect.poll(() => page.addressRange().to, "at once after the other").toBe(first.to);
  });

  test("C6 copies, pastes and fixes the range, also from Grafana's clipboard", async ({
    ground,
    page: browserPage,
    context,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search({ "a.q": ground.steady.metric, from: "now-3h" }));
    await expect(page.status).toContainText(`${sizeOf(ground.steady)} series`);
    const press = async (key: string) => {
      await page.run.focus();
      await browserPage.keyboard.press("t");
      await browserPage.keyboard.press(key);
    };
    await press("c");
    await expect(browserPage.getByRole("status", { name: "Notices" })).toContainText("Range copied");
    expect(await browserPage.evaluate(() => navigator.clipboard.readText())).toBe(
      '{"from":"now-3h","to":"now"}',
    );

    const second = new ExplorePage(await context.newPage());
    await second.open(ground.url, ground.search());
    await second.run.focus();
    await second.page.keyboard.press("t");
    await second.page.keyboard.press("v");
    await expect(second.timeRange).toContainText("Last 3 hours");

    const grafana = '{"from":"2024-10-20T00:00:00.000Z","to":"2024-10-21T00:00:00.000Z"}';
    await browserPage.bringToFront();
    await browserPage.evaluate((text) => navigator.clipboard.writeText(text), grafana);
    await press("v");
    await expect.poll(() => page.addressRange().from).toBe(Date.UTC(2024, 9, 20));
    await browserPage.evaluate(() => navigator.clipboard.writeText("lorem ipsum"));
    await press("v");
    await expect(browserPage.getByRole("status", { name: "Notices" })).toContainText("is no time");
    expect(page.addressRange().to, "the last good range stays").toBe(Date.UTC(2024, 9, 21));

    await page.chooseRange("Last 15 minutes");
    await press("a");
    await expect.poll(() => page.addressRange().to - page.addressRange().from).toBe(15 * 60_000);
  });
}
