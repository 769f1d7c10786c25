import { expect } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import { type GroundTest } from "./Ground.ts";

export function editorCompletionClaims(test: GroundTest): void {
  test("A2 offers metrics with type and help, asked with match[], the visible range and a limit", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    const [from, to] = [ground.endMs - 3_600_000, ground.endMs - 600_000];
    await page.open(ground.url, ground.search({ from: String(from), to: String(to) }));
    await page.typeRange("now-6h", "now");
    const upstream = ground.watch(browserPage);
    await page.query().click();
    await browserPage.keyboard.type("node_load1");
    // The first popup waits for the types only for a moment; once they are here every popup has them.
    await expect(page.completions.first()).toBeVisible();
    await expect.poll(() => upstream.seen("/api/v1/metadata").length).toBeGreaterThan(0);
    await expect.poll(upstream.open).toBe(0);
    await page.type("");
    await browserPage.keyboard.type("node_load1");
    const offer = page.completions.filter({ hasText: /node_load1$|node_load1(?!5)/ }).first();
    await expect(offer).toContainText("gauge");
    await expect(browserPage.locator(".query-help")).toContainText("1m load average.");
    const asked = upstream.seen("/api/v1/label/__name__/values");
    expect(asked.length).toBeGreaterThan(0);
    for (const { params } of asked) {
      expect(params.get("limit")).toBe("1000");
      expect(params.getAll("match[]")).toHaveLength(1);
      expect(params.get("match[]")).toMatch(/^\{__name__=~".*n.*"\}$/);
      expect(Number(params.get("end")) - Number(params.get("start"))).toBeGreaterThanOrEqual(6 * 3600 - 120);
      expect(Number(params.get("end")) - Number(params.get("start"))).toBeLessThanOrEqual(6 * 3600 + 120);
    }
    expect(upstream.queries()).toEqual([]);
  });

  test("A3 narrows label values by the other matchers, the range and what is typed", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    const { metric, first, second } = ground.counter;
    const [from, to] = [ground.endMs - 7_200_000, ground.endMs - 600_000];
    await page.open(ground.url, ground.search({ from: String(from), to: String(to) }));
    await page.type(`${metric}{${first.name}="${first.one}",${second.name}=""}`);
    await browserPage.keyboard.press("End");
    await browserPage.keyboard.press("ArrowLeft");
    await browserPage.keyboard.press("ArrowLeft");
    const upstream = ground.watch(browserPage);
    await browserPage.keyboard.press("Control+Space");
    await expect(page.completions).toHaveCount(second.values);
    const [asked] = upstream.seen(`/api/v1/label/${second.name}/values`);
    expect(asked?.params.getAll("match[]")).toEqual([`{__name__="${metric}",${first.name}="${first.one}"}`]);
    expect(asked?.params.get("limit")).toBe("1000");
    expect(Math.abs(Number(asked?.params.get("start")) - from / 1000)).toBeLessThanOrEqual(60);
    expect(Math.abs(Number(asked?.params.get("end")) - to / 1000)).toBeLessThanOrEqual(60);

    await browserPage.keyboard.type(second.others[0].slice(0, 2));
    await expect(page.completions).toHaveCount(1);
    await browserPage.keyboard.press("Enter");
    expect(await page.text()).toBe(
      `${metric}{${first.name}="${first.one}",${second.name}="${second.others[0]}"}`,
    );
    expect(
      upstream.seen(`/api/v1/label/${second.name}/values`),
      "a whole answer is narrowed here",
    ).toHaveLength(1);
  });

  test("A3 offers the labels of the metric, without those already used", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search({ from: "now-6h" }));
    const { metric, first, second } = ground.counter;
    await page.type(`${metric}{${first.name}="${first.one}",}`);
    await browserPage.keyboard.press("End");
    await browserPage.keyboard.press("ArrowLeft");
    await browserPage.keyboard.press("Control+Space");
    await expect(page.completions.filter({ hasText: second.name })).toHaveCount(1);
    await expect(page.completions.filter({ hasText: first.name })).toHaveCount(0);
  });
}
