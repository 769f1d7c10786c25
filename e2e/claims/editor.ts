import { expect } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import type { GroundTest } from "./Ground.ts";

export function editorClaims(test: GroundTest): void {
  test("A1 Enter runs, Shift-Enter adds an indented line, Mod-Enter always runs, Esc leaves", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search());
    const upstream = ground.watch(browserPage);
    const start = ground.steady.metric.slice(0, -6);
    await page.query().click();
    await browserPage.keyboard.type(`sum(${ground.steady.metric})`);
    await browserPage.keyboard.press("Escape");
    expect(upstream.queries(), "typing runs nothing").toEqual([]);

    await page.query().focus();
    await browserPage.keyboard.press("End");
    await browserPage.keyboard.press("ArrowLeft");
    await browserPage.keyboard.press("Shift+Enter");
    await browserPage.keyboard.press("Control+Home");
    for (let i = 0; i < 4; i++) await browserPage.keyboard.press("ArrowRight");
    await browserPage.keyboard.press("Shift+Enter");
    expect(await page.text()).toBe(`sum(\n  ${ground.steady.metric}\n)`);
    expect(upstream.queries()).toEqual([]);

    await browserPage.keyboard.press("Control+End");
    await browserPage.keyboard.press("Enter");
    await expect(page.status).toContainText("1 series");
    expect(await page.text(), "Enter adds nothing").toBe(`sum(\n  ${ground.steady.metric}\n)`);

    await browserPage.keyboard.press("Control+a");
    await browserPage.keyboard.type(start);
    await expect(page.completions.first()).toContainText(ground.steady.metric);
    await browserPage.keyboard.press("Control+Enter");
    await expect.poll(upstream.queries).toContain(start);
    expect(await page.text(), "an open completion is not taken").toBe(start);

    await browserPage.keyboard.type(ground.steady.metric.charAt(start.length));
    await expect(page.completions.first()).toContainText(ground.steady.metric);
    await browserPage.keyboard.press("Enter");
    expect(await page.text(), "Enter takes the open completion").toBe(ground.steady.metric);
    await browserPage.keyboard.press("Escape");
    await expect(page.query()).not.toBeFocused();
    await expect(page.run).toBeFocused();
  });

  test("A1 wraps 2,000 characters without a horizontal scroll", async ({ ground, page: browserPage }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search());
    await page.type(Array.from({ length: 80 }, () => ground.steady.metric).join("+"));
    expect((await page.text()).length).toBeGreaterThan(2000);
    for (const selector of [".cm-scroller", "html"]) {
      const overflow = await browserPage
        .locator(selector)
        .first()
        .evaluate((node) => node.scrollWidth - node.clientWidth);
      expect(overflow, selector).toBeLessThanOrEqual(0);
    }
  });

  test("A4 underlines a syntax error within 300 ms and asks nobody", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search());
    await page.type("sum(rate(up[5m])");
    await expect(browserPage.locator(".cm-lintRange-error")).toHaveCount(1);
    await page.type("up");
    await expect(browserPage.locator(".cm-lintRange-error")).toHaveCount(0);
    await browserPage.evaluate(() => {
      let typedMs = 0;
      const field = document.querySelector(".cm-content");
      field?.addEventListener("beforeinput", () => (typedMs = performance.now()));
      const watch = new MutationObserver(() => {
        if (!document.querySelector(".cm-lintRange-error")) return;
        watch.disconnect();
        performance.measure("underlined", { start: typedMs, end: performance.now() });
      });
      watch.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    await browserPage.keyboard.press("End");
    const upstream = ground.watch(browserPage);
    await browserPage.keyboard.insertText(" + )");
    await expect(browserPage.locator(".cm-lintRange-error").first()).toBeVisible();
    const [ms] = await browserPage.evaluate(() =>
      performance.getEntriesByName("underlined").map((entry) => entry.duration),
    );
    expect(ms).toBeLessThan(300);
    expect(upstream.seen()).toEqual([]);
  });

  test("A5 formats without a call, the second time to the same text, and undoes in one step", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search());
    const typed = `sum by(cluster)(rate(container_cpu_usage_seconds_total{namespace="api"}[5m]))/on(cluster)group_left() sum by(cluster)(${ground.steady.metric}{resource="cpu"})`;
    await page.type(typed);
    const upstream = ground.watch(browserPage);
    await browserPage.keyboard.press("Control+Shift+f");
    const formatted = await page.text();
    expect(formatted).toContain("\n");
    expect(formatted).toContain(
      '  sum by (cluster) (rate(container_cpu_usage_seconds_total{namespace="api"}[5m]))',
    );
    await browserPage.keyboard.press("Control+Shift+f");
    expect(await page.text()).toBe(formatted);
    await browserPage.keyboard.press("Control+z");
    expect(await page.text()).toBe(typed);
    await page.menu("A", "Format");
    await expect.poll(() => page.text()).toBe(formatted);
    expect(upstream.seen()).toEqual([]);
  });

  test("A2 the type and help of a metric, and what a function does, are shown under the pointer", async ({
    ground,
    page: browserPage,
  }) => {
    const page = new ExplorePage(browserPage);
    await page.open(ground.url, ground.search());
    const help = browserPage.locator(".query-hover");
    await page.type("node_load1 + abs(node_load1)");
    await browserPage
      .locator(".cm-line")
      .first()
      .hover({ position: { x: 20, y: 8 } });
    await expect(help).toContainText("gauge");
    await expect(help).toContainText("1m load average.");
    await browserPage.locator(".cm-content .syn-fn", { hasText: "abs" }).hover();
    await expect(help).toContainText("abs(");
  });
}
