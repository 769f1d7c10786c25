import { expect } from "@playwright/test";
import { ExplorePage } from "../pages/ExplorePage.ts";
import type { Ground, GroundTest } from "./Ground.ts";

interface Hint {
  readonly query: string;
  readonly says: RegExp;
  /** After one click. */
  readonly text: string;
}

/** By the button of the hint. */
const cases: Readonly<Record<string, (ground: Ground) => Hint>> = {
  "Use rate()": ({ counter: { metric } }) => ({
    query: `sum(${metric})`,
    says: /is a counter/,
    text: `sum(rate(${metric}[$__rate_interval]))`,
  }),
  "Show the 95th percentile": ({ histogram: { name } }) => ({
    query: `sum by (le) (rate(${name}_bucket[5m]))`,
    says: /counts observations by bucket/,
    text: `histogram_quantile(0.95, sum by (le) (rate(${name}_bucket[5m])))`,
  }),
};

export function editorHintsClaims(test: GroundTest): void {
  for (const [button, caseOf] of Object.entries(cases)) {
    test(`A6 "${button}" is one click and never by itself`, async ({ ground, page: browserPage }) => {
      const page = new ExplorePage(browserPage);
      const { query, says, text } = caseOf(ground);
      await page.open(ground.url, ground.search({ from: "now-3h" }));
      await page.askAndSee(query);
      const row = browserPage.getByRole("region", { name: "Query A row" });
      await expect(row).toContainText(says);
      expect(await page.text(), "nothing is applied by itself").toBe(query);
      const before = await page.paintCount();
      await row.getByRole("button", { name: button }).click();
      await expect.poll(() => page.text()).toBe(text);
      await expect.poll(() => page.paintCount(), "the new text has run").toBeGreaterThan(before);
      await expect(row).not.toContainText(says);
      await page.query().focus();
      await browserPage.keyboard.press("Control+z");
      expect(await page.text(), "one undo step").toBe(query);
    });
  }

  test("A6 twenty series and more offer a sum by a telling label", async ({ ground, page: browserPage }) => {
    const page = new ExplorePage(browserPage);
    const all = `${ground.counter.series} series`;
    await page.open(ground.url, ground.search({ from: "now-3h" }));
    await page.askAndSee(`rate(${ground.counter.metric}[5m])`);
    await expect(page.status).toContainText(all);
    const row = browserPage.getByRole("region", { name: "Query A row" });
    await row.getByRole("button", { name: /^Sum/i }).click();
    await expect.poll(() => page.text()).toMatch(/^sum (by|without) \(\w+\) \(\s*rate\(/);
    await expect(page.status).not.toContainText(all);
  });
}
